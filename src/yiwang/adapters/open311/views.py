"""The methods of the standard. No cookie is looked at: a program is known by its token, everybody else by nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from yiwang.engines.cases.public import KeyReused, OpeningError
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.people.public import client_actor
from yiwang.foundations.people.pure import ClientActor
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.hotline.public import (
    TOO_MANY,
    Relayed,
    changes_shared,
    demand_relay,
    demands_shared,
    token_read,
)
from yiwang.nets.service.hotline.pure import HotlineRefused

from .describing import discovery_told, open311_in_force, service_told, services_told
from .reading import one_read, query_read, request_told, update_told
from .sending import SCOPE, demand_sent, origin_of, said, sender_of
from .wire import CORS, Open311Refused, answered, refused

Method = Callable[..., tuple[str, Any]]
"""Takes the request, the program if it is one, and what the address names; gives root and content of the answer."""

BEARER = "Bearer "
PHOTOS_AT_ONCE = 12
STATUSES = {"actor": 403, TOO_MANY: 429}
"""HTTP status of what the hotline refuses, by field; all else is 400."""


def method(*verbs: str) -> Callable[[Method], Callable[..., HttpResponse]]:
    """A method of the standard: in one transaction under the hat of the program, errors in the standard's form."""

    def made(told: Method) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(told)
        def view(request: HttpRequest, *, format: str = "json", **named: Any) -> HttpResponse:  # noqa: A002
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers=CORS)
            try:
                if request.method not in verbs:
                    raise Open311Refused(405, f"这个地址只接受 {'、'.join(verbs)}。")
                client = _client(request)
                with as_actor(client.actor if client else PUBLIC):
                    _jurisdiction(request)
                    root, held = told(request, client, **named)
            except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
                return refused(format, Open311Refused(413, "发来的内容过大，或者不完整。"))
            except Open311Refused as error:
                return refused(format, error)
            return answered(format, root, held, private=client is not None)

        return view

    return made


@method("GET", "HEAD")
def discovery(request: HttpRequest, client: ClientActor | None) -> tuple[str, Any]:
    """Where the interface is and what it speaks."""
    address = request.build_absolute_uri(reverse("open311-root")).rstrip("/")
    return "discovery", discovery_told(address, demo=settings.YIWANG_DEMO)


@method("GET", "HEAD")
def services(request: HttpRequest, client: ClientActor | None) -> tuple[str, Any]:
    """What may be demanded."""
    open311_in_force()
    return "services", services_told()


@method("GET", "HEAD")
def service(request: HttpRequest, client: ClientActor | None, *, code: str) -> tuple[str, Any]:
    """What is asked besides for one service."""
    return "service_definition", service_told(code)


@method("GET", "HEAD", "POST")
def requests(request: HttpRequest, client: ClientActor | None) -> tuple[str, Any]:
    """Demands that are asked for; or a demand that is sent."""
    open311_in_force()
    if request.method == "POST":
        return "service_requests", [_sent(request, client)]
    now = timezone.now()
    query = query_read(request.GET.dict(), _sender(client), now)
    return "service_requests", [request_told(one) for one in demands_shared(query, now=now)]


@method("GET", "HEAD")
def request(request: HttpRequest, client: ClientActor | None, *, id: str) -> tuple[str, Any]:  # noqa: A002
    """One demand; in the same words not there, whether nobody has that id or not everybody may read it."""
    open311_in_force()
    now = timezone.now()
    found = demands_shared(one_read(id, _sender(client), now), now=now)
    if not found:
        raise Open311Refused(404, f"没有 service_request_id“{id}”。")
    return "service_requests", [request_told(found[0])]


@method("GET", "HEAD")
def token(request: HttpRequest, client: ClientActor | None, *, token: str) -> tuple[str, Any]:
    """The number of a demand, for the token it was answered with."""
    open311_in_force()
    held = uuid_of(token)
    found = token_read(held) if held else None
    if found is None:
        raise Open311Refused(404, "没有这个 token。")
    return "service_requests", [{"service_request_id": str(found), "token": token}]


@method("GET", "HEAD")
def updates(request: HttpRequest, client: ClientActor | None) -> tuple[str, Any]:
    """How demands went on within a time."""
    open311_in_force()
    query = query_read(request.GET.dict(), _sender(client), timezone.now())
    return "service_request_updates", [update_told(one) for one in changes_shared(query)]


@method("GET", "HEAD")
def nowhere(request: HttpRequest, client: ClientActor | None) -> tuple[str, Any]:
    """The root has nothing to say; it is there to be named by discovery."""
    raise Open311Refused(404, "请用 services、requests 等地址。")


def _client(request: HttpRequest) -> ClientActor | None:
    """The program, by its token in the header or among what is posted; a token in an address is not looked at."""
    words = request.headers.get("Authorization", "")
    key = words.removeprefix(BEARER).strip() if words.startswith(BEARER) else ""
    key = key or (said(request.POST, "api_key") if request.method == "POST" else "")
    if not key:
        return None
    client = client_actor(key, timezone.now())
    if client is None:
        raise Open311Refused(403, "api_key 无效、已到期或者已吊销，请向签发单位重新申请。")
    return client


def _sender(client: ClientActor | None) -> str:
    return sender_of(client.id) if client else ""


def _jurisdiction(request: HttpRequest) -> None:
    named = request.GET.get("jurisdiction_id", "") or request.POST.get("jurisdiction_id", "")
    if named and named != open311_in_force().jurisdiction:
        raise Open311Refused(404, f"没有 jurisdiction_id“{named[:60]}”。")


def _sent(request: HttpRequest, client: ClientActor | None) -> dict[str, Any]:
    """Take a demand. Raises Open311Refused; then nothing is kept."""
    if client is None:
        raise Open311Refused(403, "请写 api_key；怎样申请，见 discovery 的 key_service。")
    if SCOPE not in client.scopes:
        raise Open311Refused(403, f"这个令牌没有 {SCOPE} 的权限。")
    try:
        return _answer(_taken(request, client))
    except HotlineRefused as error:
        raise Open311Refused(STATUSES.get(error.field, 400), str(error)) from error
    except KeyReused as error:
        raise Open311Refused(409, str(error)) from error
    except (FileRefusedError, OpeningError) as error:
        raise Open311Refused(400, str(error)) from error


def _taken(request: HttpRequest, client: ClientActor) -> Relayed:
    origin = origin_of(client, request.POST, request.headers.get("Idempotency-Key", ""))
    photos = [file.read() for file in request.FILES.getlist("media")[:PHOTOS_AT_ONCE]]
    per_day, demand = open311_in_force().per_day.value, demand_sent(request.POST)
    return demand_relay(client.actor, demand, origin, per_day=per_day, photos=photos, now=timezone.now())


def _answer(held: Relayed) -> dict[str, Any]:
    """A number at once or a token for it, never both; with the number by which the caller asks."""
    numbered = {"service_request_id": str(held.id)}
    if open311_in_force().answers == "batch":
        numbered = {"token": str(held.token)}
    notice = f"查询号 {held.ask_number}，凭它可以在网上或者打热线问进展；请交给反映的人保存。"
    return {**numbered, "service_notice": notice, "account_id": None}
