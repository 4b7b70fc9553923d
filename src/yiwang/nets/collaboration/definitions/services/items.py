"""Acts on items: begin a change of an item, save its form, save a body's own row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.foundations.proposals.public import (
    Proposal,
    ProposalRefused,
    access_proposal,
    proposal_open,
    proposal_write,
    proposals_open_of,
    sources_of_proposal,
)
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..domain.fields import Sent
from ..domain.item_form import item_wanted
from ..domain.subjects import ITEM, OVERLAY, ids_of
from ..domain.written import item_text, item_written, overlay_path, overlay_text
from ..policies import body_of, items_kept_by, items_overlaid_by

_FORMULA = ("=", "+", "-", "@")


def change_begin(actor: Actor, item_id: str, *, now: datetime) -> Proposal:
    """The unit's open draft about this item, or a new one.

    Raises:
        ProposalRefused: the item is not this body's.
        NotEditable: what is in force has no texts.
    """
    item = items_overlaid_by(actor, world()).get(item_id)
    if item is None:
        raise ProposalRefused(_("这个事项不由您的单位决定，不能由您修改。"))
    for draft in proposals_open_of(actor):
        if item_id in ids_of(draft.subjects, ITEM, OVERLAY):
            return draft
    opened = proposal_open(actor, title=_("修改“{0}”").format(item.title), now=now)
    return proposal_write(
        actor, opened.pk, version=opened.version, now=now, subjects=[(ITEM, item_id, item.title)]
    )


def item_save(
    actor: Actor, proposal_id: UUID, item_id: str, sent: Sent, *, version: int, now: datetime
) -> Proposal:
    """Write what the item's form sent into the draft.

    Raises:
        ProposalRefused, ProposalChanged, ProposalNotFound: not this body's item, or not to be written now.
        CannotRewrite: the item's text cannot be changed in place.
    """
    item = items_kept_by(actor, world()).get(item_id)
    if item is None:
        raise ProposalRefused(_("这个事项的通用内容由市级单位维护，您可以改本单位的地址、电话和承诺。"))
    proposal = access_proposal(actor, proposal_id)
    written = item_written(sources_of_proposal(proposal), item_id)
    if written is None:
        raise ProposalRefused(_("找不到这个事项的源文件。"))
    text = item_text(written, item_wanted(written.tree, sent))
    return proposal_write(
        actor, proposal_id, version=version, now=now, files={written.own: text},
        subjects=[(ITEM, item_id, item.title)],
    )  # fmt: skip


def overlay_save(
    actor: Actor, proposal_id: UUID, item_id: str, row: Mapping[str, str], *, version: int, now: datetime
) -> Proposal:
    """Write the row of the actor's own body for an item into the draft.

    Raises:
        ProposalRefused, ProposalChanged, ProposalNotFound: not this body's item, or not to be written now.
        CannotRewrite: the table cannot be changed in place.
    """
    item, body = items_overlaid_by(actor, world()).get(item_id), body_of(actor)
    if item is None or body is None:
        raise ProposalRefused(_("这个事项不由您的单位决定，不能由您修改。"))
    for value in row.values():
        if value.startswith(_FORMULA):
            raise ProposalRefused(
                _("“{0}”以公式符号开头，表格软件会把它当公式。请改一下写法。").format(value)
            )
    sources = sources_of_proposal(access_proposal(actor, proposal_id))
    place: Any = (sources.pack, overlay_path(body.id))
    return proposal_write(
        actor, proposal_id, version=version, now=now,
        files={place: overlay_text(sources, body.id, item_id, row)},
        subjects=[(OVERLAY, f"{body.id}/{item_id}", f"{body.short} {item.title}")],
    )  # fmt: skip
