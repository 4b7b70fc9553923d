"""Acts on a theme's demo applicants: save their form into a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.foundations.proposals.public import (
    Proposal,
    ProposalRefused,
    access_proposal,
    proposal_write,
    sources_in_force,
    sources_of_proposal,
)
from yiwang.kernel.actor import Actor
from yiwang.loader.editing import rewritten
from yiwang.loader.sources import Place, Sources

from ..domain.fields import Sent
from ..domain.subjects import PERSONA, THEME
from ..domain.themes.personas import Asked, is_back, persona_added, persona_wanted
from ..domain.written import dropped_text, persona_codes, personas_written, whole_text
from ..selectors import personas_gone
from .themes import theme_reached

Change = tuple[str, str, Place, str | None]
"""Code and name of one who changes, where he is written, and how from now on; None for no file."""


def personas_save(
    actor: Actor, proposal_id: UUID, theme_id: str, sent: Sent, *, version: int, now: datetime
) -> Proposal:
    """Write what the form of a theme's demo applicants sent into the draft: name, story, answers; one more, one less.

    Raises:
        ProposalRefused, ProposalChanged, ProposalNotFound: not this body's theme, or not to be written now.
        CannotRewrite: a text cannot be changed in place.
    """
    proposal = access_proposal(actor, proposal_id)
    theme = theme_reached(actor, proposal, theme_id)
    if theme is None:
        raise ProposalRefused(_("这件事不由您的单位牵头，不能由您修改。"))
    sources = sources_of_proposal(proposal)
    changed = [
        *_back(sources, theme_id, sent),
        *_changed(sources, theme_id, theme.tree.get("questions", []), sent),
        *_new(sources, theme_id, sent),
    ]
    subjects = [(PERSONA, key, title) for key, title, _place, _text in changed]
    files = {place: text for _key, _title, place, text in changed}
    about = (THEME, theme_id, str(theme.tree.get("title", theme_id)))
    return proposal_write(
        actor, proposal_id, version=version, now=now, files=files, subjects=[about, *subjects]
    )


def _changed(sources: Sources, theme_id: str, asked: Asked, sent: Sent) -> Iterator[Change]:
    for key, held in personas_written(sources, theme_id).items():
        wanted = persona_wanted(key, held.tree, asked, sent)
        if wanted != held.tree:
            text = dropped_text(sources, held) if wanted is None else whole_text(held, wanted)
            yield key, str((wanted or held.tree).get("title", key)), held.own, text


def _back(sources: Sources, theme_id: str, sent: Sent) -> Iterator[Change]:
    """Whoever goes by this draft and was to be brought back: written as in force."""
    for key, held in personas_gone(sources, theme_id).items():
        if is_back(sent, key):
            yield key, str(held.tree.get("title", key)), held.own, held.own_text or None


def _new(sources: Sources, theme_id: str, sent: Sent) -> Iterator[Change]:
    """One more, in a file of its own under a code that no pack of the chain uses."""
    added = persona_added(theme_id, persona_codes(sources) | persona_codes(sources_in_force()), sent)
    if added is not None:
        key, tree = added
        place = (sources.pack, f"personas/{key}.yaml")
        yield key, tree["title"], place, rewritten("", tree)
