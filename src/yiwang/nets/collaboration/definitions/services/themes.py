"""Acts on themes: begin a change, save the form, begin a new one from a theme there is or from one item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.foundations.proposals.public import (
    Proposal,
    ProposalRefused,
    access_proposal,
    proposal_open,
    proposal_write,
    proposals_open_of,
    sources_in_force,
    sources_of_proposal,
)
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader.sources import Sources

from ..domain.fields import Sent
from ..domain.subjects import THEME, ids_of
from ..domain.themes.sent import theme_wanted
from ..domain.themes.starting import Start, text_from_item, text_from_theme
from ..domain.themes.words import around
from ..domain.written import Written, theme_written, whole_text
from ..policies import body_of, may_begin_themes, themes_kept_by

ID = re.compile(r"[a-z][a-z0-9_]{2,39}")


@dataclass(frozen=True)
class NewTheme:
    """What whoever begins a new theme says: its name, its code, and what it is drawn from.

    Attributes:
        template: id of a theme, or empty.
        item: id of the item that it begins with, where there is no template.
    """

    title: str
    id: str
    template: str = ""
    item: str = ""


def theme_begin(actor: Actor, theme_id: str, *, now: datetime) -> Proposal:
    """The unit's open draft about this theme, or a new one.

    Raises:
        ProposalRefused: another body leads the theme.
        NotEditable: what is in force has no texts.
    """
    theme = themes_kept_by(actor, world()).get(theme_id)
    if theme is None:
        raise ProposalRefused(_("这件事不由您的单位牵头，不能由您修改。"))
    for draft in proposals_open_of(actor):
        if theme_id in ids_of(draft.subjects, THEME):
            return draft
    return _opened(actor, _("修改“{0}”").format(theme.title), (THEME, theme_id, theme.title), now)


def _opened(
    actor: Actor,
    title: str,
    subject: tuple[str, str, str],
    now: datetime,
    files: Mapping[Any, str] | None = None,
) -> Proposal:
    opened = proposal_open(actor, title=title, now=now)
    return proposal_write(
        actor, opened.pk, version=opened.version, now=now, subjects=[subject], files=dict(files or {})
    )


def theme_reached(actor: Actor, proposal: Proposal, theme_id: str) -> Written | None:
    """How a theme stands in a draft, if this hat may change it there: it leads it, or it is new in this draft."""
    new = world().find(THEME, theme_id) is None and theme_id in ids_of(proposal.subjects, THEME)
    ours = proposal.owner_unit in actor.units
    if not ours or not (new or theme_id in themes_kept_by(actor, world())):
        return None
    return theme_written(sources_of_proposal(proposal), theme_id)


def theme_save(
    actor: Actor, proposal_id: UUID, theme_id: str, sent: Sent, *, version: int, now: datetime
) -> Proposal:
    """Write what the theme's form sent into the draft.

    Raises:
        ProposalRefused, ProposalChanged, ProposalNotFound: not this body's theme, or not to be written now.
        CannotRewrite: the theme's text cannot be changed in place.
    """
    written = theme_reached(actor, access_proposal(actor, proposal_id), theme_id)
    if written is None:
        raise ProposalRefused(_("这件事不由您的单位牵头，不能由您修改。"))
    wanted = theme_wanted(written.tree, sent, around(world(), theme_id, timezone.localdate(now)))
    files = {written.own: whole_text(written, wanted)} if wanted != written.tree else {}
    return proposal_write(
        actor, proposal_id, version=version, now=now, files=files,
        subjects=[(THEME, theme_id, str(wanted.get("title", theme_id)))],
    )  # fmt: skip


def theme_new(actor: Actor, wanted: NewTheme, *, now: datetime) -> Proposal:
    """A draft with a new theme, led by the actor's own body.

    Raises:
        ProposalRefused: not for this body, or the name, the code or the template will not do; the sentence says which.
        NotEditable: what is in force has no texts.
    """
    if not may_begin_themes(actor, world()):
        raise ProposalRefused(_("新的一件事由市级牵头单位提出。请换用市级单位事项负责人的身份。"))
    sources = sources_in_force()
    _refuse(wanted, sources)
    text = _first_text(actor, wanted, sources)
    place = (sources.pack, f"themes/{wanted.id}.yaml")
    title = _("新增“{0}”").format(wanted.title)
    return _opened(actor, title, (THEME, wanted.id, wanted.title), now, {place: text})


def _refuse(wanted: NewTheme, sources: Sources) -> None:
    if not wanted.title.strip():
        raise ProposalRefused(_("请写这件事的名称，例如“我要开茶饮店”。"))
    if not ID.fullmatch(wanted.id):
        raise ProposalRefused(
            _("网址代号用小写英文字母、数字和下划线，字母开头，3 到 40 个字，例如 open_tea_shop。")
        )
    used = any(path == f"themes/{wanted.id}.yaml" for _pack, path in sources.files)
    if used or world().find(THEME, wanted.id):
        raise ProposalRefused(_("代号“{0}”已经有人用了，请换一个。").format(wanted.id))


def _first_text(actor: Actor, wanted: NewTheme, sources: Sources) -> str:
    body = body_of(actor)
    start = Start(wanted.title.strip(), body.function if body else "", world())
    text = text_from_theme(sources, wanted.template, start) if wanted.template else ""
    text = text or (text_from_item(sources, wanted.item, start) if wanted.item else "")
    if not text:
        raise ProposalRefused(_("请选一件现有的事作样板，或者选第一个要办的事项。"))
    return text
