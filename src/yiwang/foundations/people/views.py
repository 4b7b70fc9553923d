"""Signing in begins here, invitations are taken up and hats are chosen here."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.audit.public import audit_record

from .models import Account
from .pure import EMERGENCY, HAT
from .selectors.demo import demo_staff
from .services.emergency import emergency_end
from .services.invitations import InvitationRefused, invitation_accept, invitation_account
from .services.landing import landing_expect


@login_not_required
@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page where everybody begins: citizens and enterprises here, staff there."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    return render(request, "people/sign_in.html", _sign_in_words(request))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Somebody invited sets a password of their own; the second factor is asked for when they sign in."""
    now = timezone.now()
    try:
        account = invitation_account(word, now)
        problems = _password_problems(request, account) if request.method == "POST" else []
        if request.method == "GET" or problems:
            context = {"account": account, "problems": problems}
            return render(request, "people/invitation.html", context, status=400 if problems else 200)
        invitation_accept(word, password=request.POST["password"], now=now)
    except InvitationRefused as error:
        return render(request, "people/invitation.html", {"why": str(error)}, status=404)
    messages.success(request, _("密码已设好。请登录，并按提示设置第二种登录方式。"))
    return redirect("account_login")


def _password_problems(request: HttpRequest, account: Account) -> list[str]:
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        return [_("两次填写的密码不一样，请重新填写。")]
    try:
        validate_password(password, account)
    except ValidationError as error:
        return list(error.messages)
    return []


@never_cache
@require_http_methods(["GET", "POST"])
def hat(request: HttpRequest) -> HttpResponse:
    """Choose the hat to act under from now on; it holds for this session."""
    if not request.user.is_authenticated:
        return redirect("people:sign-in")
    wanted = request.POST.get("hat", "")
    choice = next((one for one in request.hats if one.key == wanted), None)  # type: ignore[attr-defined]
    if request.method == "GET" or choice is None:
        status = 200 if request.method == "GET" else 409
        return render(request, "people/hat.html", {"next": _next(request)}, status=status)
    request.session[HAT] = choice.key
    audit_record(choice.actor, "people.hat.chosen", f"account:{request.user.pk}", {"hat": choice.key})
    landing_expect(request.session, address := _next(request))
    return redirect(address)


@never_cache
@require_POST
def emergency_ended(request: HttpRequest) -> HttpResponse:
    """End one's own emergency look before its time, and go back to the own post."""
    if not request.user.is_authenticated:
        return redirect("people:sign-in")
    emergency_end(request.actor, now=timezone.now())  # type: ignore[attr-defined]
    if request.session.get(HAT, "").startswith(f"{EMERGENCY}:"):
        request.session.pop(HAT)
    messages.success(request, _("应急查看已结束。"))
    return redirect(_next(request))


def _sign_in_words(request: HttpRequest) -> dict[str, object]:
    """What the page says; names and password of demo accounts on a demo site only."""
    if not settings.YIWANG_DEMO:
        return {"next": _next(request)}
    password = settings.YIWANG_DEMO_PASSWORD
    return {"next": _next(request), "demo_staff": demo_staff(), "demo_password": password}


def _next(request: HttpRequest) -> str:
    """Where to go on: an address of this site, or the account's own home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if wanted and url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    staff = getattr(request.user, "is_staff_account", False)
    return settings.YIWANG_STAFF_HOME if staff else "/"
