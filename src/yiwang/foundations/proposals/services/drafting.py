"""Drafting: open a proposal, write its files, start again from what is in force, propose a rollback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from yiwang.foundations.releases.public import Release, release_current
from yiwang.kernel.actor import Actor
from yiwang.loader.sources import Place

from ..domain.states import PROPOSE, PUBLISH, Act, Kind, hindrance
from ..models import Proposal, ProposalFile
from ..policies import access_proposal
from ..selectors import NotEditable, conflicts_of, facts_for, files_of, sources_in_force
from .recording import ProposalRefused, held_to, told

TITLE, REASON = 200, 2000
Subject = tuple[str, str, str]


def proposal_open(actor: Actor, *, title: str, now: datetime) -> Proposal:
    """A new draft of the actor's unit, drawn from the release in force.

    Raises:
        ProposalRefused: this hat proposes nothing.
        NotEditable: the release in force has no texts.
    """
    if not actor.has(PROPOSE):
        raise ProposalRefused("当前身份不能提出修改。请换成事项负责人的岗位身份。")
    sources_in_force()
    return _opened(actor, title, now)


def _opened(
    actor: Actor, title: str, now: datetime, *, restores: Release | None = None, reason: str = ""
) -> Proposal:
    base = release_current()
    if base is None:
        raise NotEditable
    proposal = Proposal.objects.create(
        title=title[:TITLE], reason=reason[:REASON], owner_unit=actor.unit, owner_label=actor.hat_label,
        base_id=base.pk, restores=restores, kind=Kind.ROLLBACK if restores else Kind.EDIT,
        opened_at=now, changed_at=now,
    )  # fmt: skip
    told(proposal, Act.EDIT, actor, now)
    return proposal


def proposal_write(
    actor: Actor,
    proposal_id: UUID,
    *,
    version: int,
    now: datetime,
    files: Mapping[Place, str | None] | None = None,
    subjects: Sequence[Subject] = (),
    title: str | None = None,
    reason: str | None = None,
) -> Proposal:
    """Write files into a draft, or its title and reason.

    ``version`` is the one the writer has seen. ``files`` are texts by place; None takes the file out of the
    pack, and a text that says what is in force anyway leaves the proposal. ``subjects`` are definitions that
    the files are about, added to those it has.

    Raises:
        ProposalNotFound, ProposalRefused, ProposalChanged: not for this hat, not now, or somebody was faster.
    """
    proposal = _drafted(actor, proposal_id, version)
    for place, text in (files or {}).items():
        _write(proposal, place, text)
    proposal.subjects = [*dict.fromkeys(map(tuple, [*proposal.subjects, *subjects]))]
    proposal.title = (title if title is not None else proposal.title)[:TITLE] or proposal.title
    proposal.reason = (reason if reason is not None else proposal.reason)[:REASON]
    return _saved(proposal, actor, now)


def _drafted(actor: Actor, proposal_id: UUID, version: int) -> Proposal:
    proposal = access_proposal(actor, proposal_id, lock=True)
    why = hindrance(facts_for(proposal, actor), Act.EDIT, actor.account_id, actor.roles)
    if why:
        raise ProposalRefused(why)
    held_to(proposal, version)
    return proposal


def _saved(proposal: Proposal, actor: Actor, now: datetime) -> Proposal:
    last = proposal.reviews.last()
    if last is None or (last.act, last.account) != (Act.EDIT, actor.account_id):
        told(proposal, Act.EDIT, actor, now)
    proposal.version += 1
    proposal.changed_at = now
    proposal.save()
    return proposal


def _write(proposal: Proposal, place: Place, text: str | None) -> None:
    pack, path = place
    held = sources_in_force().files.get(place)
    rows = ProposalFile.objects.filter(proposal=proposal, pack=pack, path=path)
    if (held.read().decode() if held else None) == text:
        rows.delete()
    elif not rows.update(text=text):
        before = held.digest if held else ""
        ProposalFile.objects.create(proposal=proposal, pack=pack, path=path, text=text, before=before)


def proposal_restart(actor: Actor, proposal_id: UUID, *, version: int, now: datetime) -> Proposal:
    """Give up what another release has overtaken in a draft, and go on from what is in force.

    Raises:
        ProposalNotFound, ProposalRefused, ProposalChanged: as for writing.
    """
    proposal = _drafted(actor, proposal_id, version)
    overtaken = set(conflicts_of(proposal))
    for file in files_of(proposal):
        if str(file) in overtaken:
            file.delete()
    proposal.base_id = getattr(release_current(), "pk", proposal.base_id)
    proposal.told = ""
    return _saved(proposal, actor, now)


def rollback_open(actor: Actor, release_id: int, *, reason: str, now: datetime) -> Proposal:
    """A draft that brings back the content of an earlier release; another person must agree before it is live.

    Raises:
        ProposalRefused: not for this hat, no such release, no reason, or it is the one in force.
        NotEditable: that release has no texts.
    """
    if not actor.has(PUBLISH):
        raise ProposalRefused("当前身份不能提出退回旧版。请换成负责发布的岗位身份。")
    target, current = Release.objects.filter(pk=release_id).first(), release_current()
    if target is None or (current and target.pk == current.pk):
        raise ProposalRefused("请选一次以前的发布；现在在用的不用退回。")
    if not reason.strip():
        raise ProposalRefused("请写明为什么要退回旧版。")
    sources_in_force(target.pk)
    return _opened(actor, f"退回到第 {target.pk} 次发布", now, restores=target, reason=reason.strip())
