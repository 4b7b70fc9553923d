"""Who decides on each item, where it is handed in and where the result is given out: told before anything is sent."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from yiwang.engines.applications.public import DraftView
from yiwang.engines.catalog.pure import (
    FACELESS,
    Compiled,
    Deciding,
    Spot,
    handed_in_at,
    handed_out_at,
    who_decides,
)
from yiwang.faces.elements.public import Option, Widget

PLACE = "place"
"""Name of the place in the guide page's address."""


def place_widget(place: str, options: Iterable[Option]) -> Widget:
    """Which town the matter is about: for those who want to know where to go before they begin."""
    chosen = tuple(Option(o.value, o.label, o.value == place, o.group) for o in options)
    hint = _("选了镇街，就知道由谁决定、可以在哪里递交和领取。")
    return Widget(PLACE, _("在哪里办"), "division", place, options=chosen, required=False, hint=hint)


def where_in_guide(compiled: Compiled) -> list[dict[str, Any]]:
    """One row per item of a guide page."""
    return [_of_member(compiled, member) for member in compiled.members]


def _of_member(compiled: Compiled, member: Any) -> dict[str, Any]:
    where = (compiled.places, member.item, compiled.located[member.key], compiled.here.day)
    decided = compiled.decided.get(member.key)
    receive, handout = handed_in_at(*where), handed_out_at(*where)
    return _row(member.item.title, who_decides(compiled, member), decided, receive, handout)


def where_in_draft(view: DraftView) -> list[dict[str, Any]]:
    """One row per item of a draft."""
    return [
        {**_row(one.title, one.decides, one.deciding, one.receive, one.handout), "limit": one.limit}
        for one in view.items
    ]


def where_in_presence(view: DraftView) -> list[dict[str, str]]:
    """Where one signs before an official instead of being checked online, each place once."""
    asking = [one for one in view.items if one.person_check]
    spots = (_spot(spot) for one in asking for spot in one.receive if spot.kind in FACELESS)
    return list({spot["name"]: spot for spot in spots}.values())


def _row(
    title: str, decides: str, decided: Deciding | None, receive: Iterable[Spot], handout: Iterable[Spot]
) -> dict[str, Any]:
    return {
        "item": title,
        "decides": decides,
        "known": decided is not None,
        "basis": decided.basis if decided else "",
        "contact": _contact(decided) if decided else "",
        "receive": [_spot(spot) for spot in receive],
        "handout": [_spot(spot) for spot in handout],
    }


def _contact(decided: Deciding) -> str:
    terms = decided.terms
    return _joined(terms.address, terms.window, terms.hours, terms.phone)


def _spot(spot: Spot) -> dict[str, str]:
    return {
        "name": spot.name or kind_word(spot.kind),
        "contact": _joined(spot.address, spot.window, spot.hours, spot.phone),
        "note": spot.note,
    }


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def kind_word(kind: str) -> str:
    """A sort of place or way, in words."""
    return {
        "online": _("网上"),
        "hall": _("政务服务中心"),
        "town": _("镇街便民服务中心"),
        "village": _("村（社区）党群服务中心"),
        "kiosk": _("自助终端"),
        "partner_city": _("合作城市的窗口"),
        "body": _("决定的单位"),
        "mail": _("邮寄"),
    }[kind]
