"""Reads of the editors: one's items with what is happening to them, proposals to judge, one proposal's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import Catalogue, Item
from yiwang.foundations.proposals.public import DECIDING, Proposal, facts_for, proposals_visible_to, would_be
from yiwang.foundations.proposals.pure import OPEN, Act, State, hindrance
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from .domain.preview import ThemeLine, body_told, theme_lines
from .policies import body_of, items_kept_by, items_overlaid_by

RECENT = 50


@dataclass(frozen=True)
class ItemLine:
    """One of one's items: whose text it is, what is promised, what is happening to it."""

    item: Item
    kept: bool
    promised: str
    open: Proposal | None
    last: Proposal | None


def item_lines(actor: Actor) -> list[ItemLine]:
    """The items of this hat's body, by title."""
    held, body = world(), body_of(actor)
    kept = items_kept_by(actor, held)
    proposals = list(proposals_visible_to(actor).defer("changes")[: RECENT * 4])
    lines = []
    for key, item in items_overlaid_by(actor, held).items():
        own = next(body_told(held, body.id, key), {}) if body else {}
        about = [one for one in proposals if key in _items(one.subjects)]
        open_ = next((one for one in about if one.state in OPEN), None)
        last = next((one for one in about if one.state == State.PUBLISHED), None)
        promised = own.get("limit") or item.promised.limit
        lines.append(ItemLine(item, key in kept, promised, open_, last))
    return sorted(lines, key=lambda line: line.item.title)


def _items(subjects: Iterable[Any]) -> set[str]:
    return {subject[1].split("/")[-1] for subject in subjects}


def proposals_of(actor: Actor, *states: str) -> list[Proposal]:
    """The last proposals that this hat may read, in these states."""
    return list(proposals_visible_to(actor).filter(state__in=states).defer("changes")[:RECENT])


@dataclass(frozen=True)
class Doing:
    """Something this person may do to a proposal, or why not, where it is his duty but not his turn."""

    act: Act
    label: str


def acts_for(actor: Actor, proposal: Proposal) -> list[Doing]:
    """What this person may do to a proposal now."""
    facts = facts_for(proposal, actor)
    return [
        Doing(act, LABELS[act])
        for act in (Act.SUBMIT, *DECIDING)
        if not hindrance(facts, act, actor.account_id, actor.roles)
    ]


LABELS = {
    Act.SUBMIT: "检查并送审", Act.APPROVE: "审核同意", Act.CONFIRM: "法制确认", Act.SCHEDULE: "排定发布日期",
    Act.RETURN: "退回修改", Act.REFUSE: "不同意", Act.WITHDRAW: "撤回",
}  # fmt: skip


def then_catalogue(proposal: Proposal) -> Catalogue | None:
    """The catalogue as it would be; None while the proposal does not check."""
    held = would_be(proposal).world
    return Catalogue.of(held) if held else None


def themes_touched(proposal: Proposal, then: Catalogue, day: Any) -> list[ThemeLine]:
    """What every theme with an item of the proposal asks, before and after."""
    return theme_lines(catalogue(), then, _items(proposal.subjects), day)


def rewritten_whole(proposal: Proposal) -> list[str]:
    """Titles of items that the city's pack would from now on define by itself, cut off from the pack below."""
    held = world()
    then = would_be(proposal).world
    return [
        item.title
        for key, item in (then.all("item").items() if then else ())
        if key in _items(proposal.subjects)
        and held.find("item", key)
        and then
        and then.origin("item", key).pack == then.pack.id != held.origin("item", key).pack
    ]
