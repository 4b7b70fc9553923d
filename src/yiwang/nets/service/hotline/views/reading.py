"""What a form says of a demand, the same fields at the seat and on the page for everybody; days in addresses."""

from datetime import date
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from yiwang.kernel.days import YEARS
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.demand import Caller, Demand
from ..domain.errors import HotlineRefused
from ..selectors.beside import Typed
from ..selectors.seat import bodies_named, places_named
from ..services.phone import phone_of_call


def demand_read(request: ActedRequest, channel: str) -> Demand:
    """The demand that was posted, not yet checked. Raises HotlineRefused for places and bodies nobody knows."""
    post = request.POST
    key = uuid_of(post.get("key", ""))
    if key is None:
        raise HotlineRefused(_("这一页打开得太久了，请重新打开再记一次。"))
    caller = Caller(
        post.get("name", "")[:60], post.get("phone", "")[:40], "anonymous" in post, "keep_secret" in post
    )
    no_place = _("请从列出的地方中选。")
    no_body = _("没有这个单位，请从列出的单位中选；不针对单位的空着。")
    return Demand(
        key=str(key), type=post.get("type", ""), category=post.get("category", ""),
        title=post.get("title", "")[:200], words=post.get("words", "")[:5000],
        division=_named(post.get("place_of", ""), places_named(), "place_of", no_place),
        place=post.get("place", "")[:400], channel=channel, line=post.get("line", "citizen"), caller=caller,
        about=_named(post.get("about", ""), bodies_named(), "about", no_body), urgent="urgent" in post,
    )  # fmt: skip


def typed_read(request: ActedRequest) -> Typed:
    """What has been typed so far; a place that is not finished is none yet."""
    post = request.POST
    place = places_named().get(post.get("place_of", "").strip(), "")
    words = f"{post.get('title', '')[:200]} {post.get('words', '')[:2000]}"
    kinds = {name: post.get(name, "")[:60] for name in ("type", "category")}
    call = uuid_of(post.get("call", ""))
    phone = post.get("phone", "")[:40] or (_number(request, call) if call else "")
    about, unseen = bool(post.get("about", "").strip()), "anonymous" in post or "keep_secret" in post
    return Typed(words, **kinds, division=place, phone=phone, about=about, unseen=unseen)


def _number(request: ActedRequest, call: UUID) -> str:
    """The number of the call, to compare with; of somebody else's call nothing."""
    try:
        return phone_of_call(request.actor, call)
    except HotlineRefused:
        return ""


def _named(said: str, known: dict[str, str], field: str, sentence: str) -> str:
    """The id of what a list names; "" if nothing was said."""
    if not said.strip():
        return ""
    if said.strip() not in known:
        raise HotlineRefused(sentence, field)
    return known[said.strip()]


def day_read(said: str) -> date | None:
    """A day as forms write it; None for anything else, and for years that no calendar has."""
    try:
        day = parse_date(said[:10])
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
