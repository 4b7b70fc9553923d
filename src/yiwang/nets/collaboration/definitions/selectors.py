"""Reads of the editors: one's items with what is happening to them, proposals to judge, one proposal's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import Catalogue, Item, Theme
from yiwang.foundations.proposals.public import (
    DECIDING,
    Proposal,
    changes_of,
    facts_for,
    proposals_visible_to,
    sources_in_force,
    sources_of_proposal,
    would_be,
)
from yiwang.foundations.proposals.pure import OPEN, Act, State, hindrance
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader import World
from yiwang.loader.diff import Change
from yiwang.loader.sources import Sources

from .domain.preview import ThemeLine, body_told, theme_lines
from .domain.subjects import ITEM, OVERLAY, PERSONA, THEME, ids_of
from .domain.themes.telling import persona_sentence, theme_sentence
from .domain.themes.words import Around, around
from .domain.written import Tree, Written, personas_written, theme_written
from .policies import body_of, items_kept_by, items_overlaid_by, themes_kept_by

RECENT = 50


@dataclass(frozen=True)
class ItemLine:
    """One of one's items: whose text it is, what is promised, what is happening to it."""

    item: Item
    kept: bool
    promised: str
    open: Proposal | None
    last: Proposal | None


def proposals_recent(actor: Actor) -> list[Proposal]:
    """The last proposals that this hat may read, whatever their state: enough to say what happens to one's own."""
    return list(proposals_visible_to(actor).defer("changes")[: RECENT * 4])


def item_lines(actor: Actor, proposals: Collection[Proposal]) -> list[ItemLine]:
    """The items of this hat's body, by title, with what happens to them among these proposals."""
    held, body = world(), body_of(actor)
    kept = items_kept_by(actor, held)
    lines = []
    for key, item in items_overlaid_by(actor, held).items():
        own = next(body_told(held, body.id, key), {}) if body else {}
        open_, last = _about(proposals, key, ITEM, OVERLAY)
        promised = own.get("limit") or item.promised.limit
        lines.append(ItemLine(item, key in kept, promised, open_, last))
    return sorted(lines, key=lambda line: line.item.title)


def _about(proposals: Iterable[Proposal], key: str, *kinds: str) -> tuple[Proposal | None, Proposal | None]:
    """The open proposal about a definition, and the last that was published."""
    about = [one for one in proposals if key in ids_of(one.subjects, *kinds)]
    open_ = next((one for one in about if one.state in OPEN), None)
    return open_, next((one for one in about if one.state == State.PUBLISHED), None)


@dataclass(frozen=True)
class ThemeRow:
    """One of one's themes: how many items it has, what is happening to it."""

    theme: Theme
    open: Proposal | None
    last: Proposal | None


def theme_rows(actor: Actor, proposals: Collection[Proposal]) -> list[ThemeRow]:
    """The themes that this hat's body leads, by title, with what happens to them among these proposals."""
    rows = [
        ThemeRow(one, *_about(proposals, key, THEME)) for key, one in themes_kept_by(actor, world()).items()
    ]
    return sorted(rows, key=lambda row: row.theme.title)


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
    items, themes = ids_of(proposal.subjects, ITEM, OVERLAY), ids_of(proposal.subjects, THEME)
    return theme_lines(catalogue(), then, items, day, themes)


def rewritten_whole(proposal: Proposal) -> list[str]:
    """Titles of what the city's pack would from now on define by itself, cut off from the pack below."""
    then = would_be(proposal).world
    if then is None:
        return []
    return [
        definition.title
        for kind, kinds in ((ITEM, (ITEM, OVERLAY)), (THEME, (THEME,)), (PERSONA, (PERSONA,)))
        for key, definition in then.all(kind).items()
        if key in ids_of(proposal.subjects, *kinds) and _cut_off(kind, key, then)
    ]


def _cut_off(kind: str, key: str, then: World) -> bool:
    held = world()
    own = then.origin(kind, key).pack == then.pack.id
    return own and held.find(kind, key) is not None and held.origin(kind, key).pack != then.pack.id


def sentences_of(proposal: Proposal) -> list[str]:
    """The difference in words, as it would be laid over what is in force; of themes without codes."""
    changes = changes_of(would_be(proposal))
    people = _themes_of(proposal, [change.id for change in changes if change.kind == PERSONA])
    themes = [people.get(one.id, "") if one.kind == PERSONA else one.id for one in changes]
    about = {
        theme for theme, one in zip(themes, changes, strict=True) if one.kind in (THEME, PERSONA) and theme
    }
    told = _themes_told(proposal, about)
    return [_sentence(one, told.get(theme)) for theme, one in zip(themes, changes, strict=True)]


def personas_gone(sources: Sources, theme_id: str) -> dict[str, Written]:
    """A theme's demo applicants that are in force and go by a draft, by code."""
    now = personas_written(sources, theme_id)
    return {key: one for key, one in personas_written(sources_in_force(), theme_id).items() if key not in now}


def _sentence(change: Change, told: tuple[tuple[Tree, Tree], Around] | None) -> str:
    if change.kind == THEME and told:
        return theme_sentence(change, *told)
    return persona_sentence(change, told[0]) if change.kind == PERSONA and told else change.sentence()


def _themes_of(proposal: Proposal, personas: Iterable[str]) -> dict[str, str]:
    """Whose demo applicants these are, as they would be or, of those that go, as they are."""
    then = would_be(proposal).world or world()
    found = ((key, then.find(PERSONA, key) or world().find(PERSONA, key)) for key in personas)
    return {key: one.theme for key, one in found if one}


def _themes_told(proposal: Proposal, ids: Collection[str]) -> dict[str, tuple[tuple[Tree, Tree], Around]]:
    """What the sentences about each theme need: it as it was and will be, and what its codes are called."""
    if not ids:
        return {}
    was, now = sources_in_force(), sources_of_proposal(proposal)
    then = would_be(proposal).world or world()
    day = then.day_at(proposal.changed_at)
    return {key: ((_tree(was, key), _tree(now, key)), around(then, key, day)) for key in ids}


def _tree(sources: Sources, theme_id: str) -> Tree:
    written = theme_written(sources, theme_id)
    return written.tree if written else {}
