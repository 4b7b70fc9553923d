"""What a case hangs on: whose it is likely to be, and the cases merged into it or related to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yiwang.engines.cases.public import (
    Alike,
    CaseAct,
    LinkedCase,
    Proposal,
    case_links,
    case_proposals,
    proposals_shown,
)
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.loader import Status

NAMING = ("unit", "parts")


@dataclass(frozen=True)
class RoutingLine:
    """A unit proposed for a case, and why."""

    unit: str
    ground: str
    why: str
    source: str
    since: str
    status: str
    alike: tuple[Alike, ...] = ()


def routing_lines(actor: Actor, case: Any, acts: Iterable[CaseAct], now: datetime) -> list[RoutingLine]:
    """The units proposed, where this hat can do an act that names one."""
    if not any(field.type in NAMING for act in acts if act.available for field in act.data):
        return []
    held = case_proposals(actor, case, now)
    proposals_shown(case, held, now)
    names = unit_names({one.unit for one in held}) if held else {}
    return [_line(one, names.get(one.unit, one.unit)) for one in held]


def _line(held: Proposal, unit: str) -> RoutingLine:
    words = {"duty": _("职责清单"), "precedent": _("归属先例"), "learnt": _("历史派单")}
    status = Status(held.status).word if held.status else ""
    alike = held.taught.alike if held.taught else ()
    return RoutingLine(
        unit, words[held.ground], held.why, _source(held), f"{held.since:%Y-%m-%d}", status, alike
    )


def _source(held: Proposal) -> str:
    """The decision or who ruled; of what was learnt, which version it was and how often it held."""
    if held.taught is None:
        return held.source
    numbers = {
        "version": held.taught.version,
        "chance": round(100 * held.taught.chance),
        "held": held.taught.held,
        "of": held.taught.of,
    }
    if not held.taught.of:
        return _("第 %(version)s 版 · 概率 %(chance)s%% · 留出的几周里没有这一类的建议") % numbers
    told = _(
        "第 %(version)s 版 · 概率 %(chance)s%% · 留出的几周里这一类建议 %(of)s 次，与后来承办的一致 %(held)s 次"
    )
    return told % numbers


@dataclass(frozen=True)
class LinkedLine:
    """A case that hangs on this one, or that this one hangs on."""

    number: str
    title: str
    state: str
    how: str


def linked_lines(actor: Actor, held: Any, now: datetime) -> list[LinkedLine]:
    """The cases merged or related, read only where there are any that this page knows of."""
    if not held.links and not held.members:
        return []
    return [
        LinkedLine(one.number, one.title, one.state, _how(one)) for one in case_links(actor, held.id, now)
    ]


def _how(one: LinkedCase) -> str:
    words = {
        ("merged_into", "out"): _("本办件并入它"),
        ("merged_into", "in"): _("并入本办件"),
        ("related", "out"): _("关联"),
        ("related", "in"): _("关联"),
    }
    return words[one.kind, one.way]
