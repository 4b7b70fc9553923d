"""What a program sends: the arguments of the standard, read as a demand like any other.

``media_url`` is never fetched: an address that somebody else names could lead anywhere, also inwards. It is told back
to its sender and to nobody else. Pictures come as files (``media``) and go the way of all pictures.
"""

import re
from collections.abc import Mapping
from uuid import UUID, uuid4

from yiwang.foundations.people.pure import ClientActor
from yiwang.nets.service.hotline.public import places_named
from yiwang.nets.service.hotline.pure import Caller, Demand, Origin

from .describing import PLACE, SECRET, TYPE, YES, known, open311_in_force
from .wire import UNFIT, Open311Refused

SCOPE = "hotline:write"
"""Scope of a token that may send (ADR 0011)."""

LONGEST_URL = 500
TITLE = 24
KEY = re.compile(r"[\x21-\x7e]{8,100}")
"""An ``Idempotency-Key`` as the API takes it: printable, not short enough to be hit by chance."""


def demand_sent(post: Mapping[str, str]) -> Demand:
    """The demand that was sent, not yet checked. Raises Open311Refused for arguments that are missing or unknown."""
    held, code = open311_in_force(), said(post, "service_code")
    if not code:
        raise Open311Refused(400, "请写 service_code，从 services 里取。")
    name, _ = known(code)
    words = said(post, "description")
    if not words:
        raise Open311Refused(400, "请写 description：什么事、什么情况。")
    return Demand(
        key="", type=_type(post), category=code, title=f"{name}：{' '.join(words.split())[:TITLE]}", words=words,
        division=_division(post), place=_place(post), channel=held.channel, caller=_caller(post),
    )  # fmt: skip


def origin_of(client: ClientActor, post: Mapping[str, str], key: str) -> Origin:
    """Who sends it under which number: the ``Idempotency-Key``, or a new number for each time."""
    if key and not KEY.fullmatch(key):
        raise Open311Refused(400, "Idempotency-Key 要 8 到 100 个可见的英文字符。")
    url = said(post, "media_url")
    if len(url) > LONGEST_URL or (url and not re.match(r"https?://", url)):
        raise Open311Refused(400, f"media_url 要以 http:// 或者 https:// 开头，最多 {LONGEST_URL} 个字符。")
    return Origin(sender_of(client.id), key or str(uuid4()), url)


def sender_of(client_id: UUID) -> str:
    """What a program is called where demands are kept."""
    return f"client:{client_id}"


def said(post: Mapping[str, str], field: str) -> str:
    """An argument without what no text has; "" if it was not sent."""
    return UNFIT.sub("", post.get(field, "")).strip()


def _attribute(post: Mapping[str, str], code: str) -> str:
    return said(post, f"attribute[{code}]") or said(post, f"attribute[{code}][]")


def _type(post: Mapping[str, str]) -> str:
    held, type_ = open311_in_force(), _attribute(post, TYPE)
    if type_ and type_ not in held.types:
        raise Open311Refused(400, f"attribute[{TYPE}] 没有“{type_[:60]}”，请从 services 的定义里取。")
    return type_ or held.usual


def _division(post: Mapping[str, str]) -> str:
    code = _attribute(post, PLACE) or said(post, "address_id")
    if code and code not in places_named().values():
        raise Open311Refused(400, f"没有编号为“{code[:60]}”的地方，请从 attribute[{PLACE}] 的取值里选。")
    return code


def _place(post: Mapping[str, str]) -> str:
    """The place in words, with the point if one was sent. Raises Open311Refused where no place was named at all."""
    words, point = said(post, "address_string"), _point(post)
    if not (words or point or said(post, "address_id")):
        raise Open311Refused(400, "请写地点：lat 和 long，或者 address_string，或者 address_id。")
    return "，".join(filter(None, (words, point)))


def _point(post: Mapping[str, str]) -> str:
    lat, long = said(post, "lat"), said(post, "long")
    if not lat and not long:
        return ""
    north, east = _degrees(lat, 90), _degrees(long, 180)
    if north is None or east is None:
        raise Open311Refused(400, "lat 和 long 要一起写，用 WGS84 的度数，例如 lat=23.05&long=112.46。")
    return f"北纬 {north:.5f}° 东经 {east:.5f}°"


def _degrees(text: str, most: int) -> float | None:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text):
        return None
    held = float(text)
    return held if -most <= held <= most else None


def _caller(post: Mapping[str, str]) -> Caller:
    """Who demands; without a phone, nobody. E-mail, device and account of the program's user are not kept."""
    phone = said(post, "phone")
    if not phone:
        return Caller(anonymous=True)
    name = said(post, "last_name") + said(post, "first_name")
    return Caller(name[:60], phone[:40], keep_secret=_attribute(post, SECRET).lower() == YES)
