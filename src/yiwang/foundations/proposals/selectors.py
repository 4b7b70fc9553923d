"""Reads: what a proposal would make of the definitions, and what has happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.releases.public import kinds_in_use, release_current, release_sources, world
from yiwang.kernel.actor import Actor
from yiwang.loader import Loaded, content_hash
from yiwang.loader.diff import Change, diff
from yiwang.loader.read import source_of
from yiwang.loader.sources import Place, Sources, load_sources

from .domain.states import Act, Facts, Kind, State
from .models import Proposal, ProposalFile
from .policies import proposals_visible_to


class NotEditable(ValueError):
    """The release in force came as one built file: there are no texts to edit."""

    def __init__(self) -> None:
        super().__init__(
            "现在的定义是从打好的包文件应用的，没有源文件，不能在网页上修改。"
            "请信息部门用包的文件夹运行一次 yiwang pack apply，就可以改了。"
        )


def sources_in_force(release_id: int | None = None) -> Sources:
    """The files of a release, the one in force if None.

    Raises:
        NotEditable: it has none.
    """
    current = release_current()
    wanted = release_id or (current.pk if current else 0)
    sources = release_sources(wanted) if wanted else None
    if sources is None:
        raise NotEditable
    return sources


def files_of(proposal: Proposal) -> list[ProposalFile]:
    """The files it changes, in order of their places."""
    return list(proposal.files.order_by("pack", "path"))


def files_digest(proposal: Proposal) -> str:
    """A hash of all that it would make of the pack: what a reviewer agrees to."""
    held: list[Any] = [[file.pack, file.path, file.text] for file in files_of(proposal)]
    return content_hash([*held, proposal.restores_id])


def sources_of_proposal(proposal: Proposal, release_id: int | None = None) -> Sources:
    """The files of a release, the one in force if None, with those of the proposal laid over them."""
    if proposal.restores_id:
        return sources_in_force(proposal.restores_id)
    held: dict[Place, Any] = {
        (file.pack, file.path): None if file.text is None else source_of(file.pack, file.path, file.text)
        for file in files_of(proposal)
    }
    return sources_in_force(release_id).changed(held)


def conflicts_of(proposal: Proposal, release_id: int | None = None) -> list[str]:
    """Files of the proposal that another release has changed since it was drawn up; sentences."""
    current = release_id or getattr(release_current(), "pk", None)
    if proposal.restores_id:
        return [] if proposal.base_id == current else ["此后又有新的发布"]
    held = sources_in_force(current).files
    return [
        f"{file.pack}/{file.path}"
        for file in files_of(proposal)
        if (held[file.pack, file.path].digest if (file.pack, file.path) in held else "") != file.before
    ]


_loaded: dict[tuple[int, str], Loaded] = {}
_KEPT = 6


def would_be(proposal: Proposal) -> Loaded:
    """What the pack would be with this proposal over the release in force. Kept for a few proposals a process."""
    current = release_current()
    key = (current.pk if current else 0, files_digest(proposal))
    if key not in _loaded:
        while len(_loaded) >= _KEPT:
            _loaded.pop(next(iter(_loaded)))
        _loaded[key] = load_sources(sources_of_proposal(proposal), kinds_in_use())
    return _loaded[key]


def changes_of(loaded: Loaded) -> list[Change]:
    """The difference between what is in force and what would be, as ``pack diff`` tells it."""
    return diff(world(), loaded.world, kinds_in_use()) if loaded.world else []


def facts_for(proposal: Proposal, actor: Actor) -> Facts:
    """As much of a proposal as deciding about an act of this actor needs."""
    rows = list(proposal.reviews.values_list("act", "account", "digest"))
    digest = files_digest(proposal)
    return Facts(
        State(proposal.state),
        Kind(proposal.kind),
        proposal.needs_confirmation,
        {account for act, account, _ in rows if act in (Act.EDIT, Act.SUBMIT)},
        {account for act, account, held in rows if act == Act.APPROVE and held == digest},
        proposal.owner_unit in actor.units,
    )


def proposals_open_of(actor: Actor) -> QuerySet[Proposal]:
    """Drafts of this hat's unit."""
    return proposals_visible_to(actor).filter(state=State.DRAFT, owner_unit__in=actor.units)


def proposals_due(day: Any) -> Sequence[UUID]:
    """Ids of scheduled proposals whose day has come, the earliest first."""
    rows = Proposal.objects.filter(state=State.SCHEDULED, publish_on__lte=day)
    return list(rows.order_by("publish_on", "changed_at").values_list("id", flat=True))
