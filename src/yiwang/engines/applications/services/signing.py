"""The acts of signing: ask everybody, sign, refuse."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled
from yiwang.kernel.actor import Actor

from ..domain.errors import DraftIncomplete
from ..domain.view import DraftView
from ..policies import access_draft, in_presence, owns
from ..selectors.loading import Loaded, compiled, load
from ..selectors.viewing import draft_view, my_places, part_hash
from .checking import problems
from .drafting import mine, still_open
from .parties import bind_parties
from .person_checking import person_checked
from .signatures import ask_signatures, refuse, sign, stands


def draft_ask_signatures(actor: Actor, draft_id: UUID, *, now: datetime) -> DraftView:
    """Everything is filled in: ask everybody who signs. From then on each signer sees his own part.

    Raises:
        DraftIncomplete: something is still missing; key → sentence.
    """
    loaded = mine(actor, draft_id)
    form = compiled(loaded, now)
    _ask(actor, loaded, form, now)
    return draft_view(actor, loaded, form, now)


def _ask(actor: Actor, loaded: Loaded, form: Compiled, now: datetime) -> None:
    missing = dict(problems(loaded, form))
    if missing:
        raise DraftIncomplete(missing)
    bind_parties(actor, loaded, form)
    loaded.draft.save(update_fields=["bound"])
    ask_signatures(actor, loaded, form, now)


def draft_sign(
    actor: Actor, draft_id: UUID, *, shown_hash: str, method: str = "account", now: datetime
) -> DraftView:
    """Sign what is on the screen. The owner's first signature also asks the others; one that stands is kept as it is.

    Args:
        actor: who acts.
        draft_id: the draft.
        now: instant of the act.
        shown_hash: ``DraftView.shown_hash`` of the page that was shown.
        method: ``account`` (signed in with a verified identity), ``counter`` or ``sms``; in presence it is
            always ``counter``.

    Raises:
        DraftIncomplete: something is still missing.
        ShownChanged: what was shown is not what is there now.
        NotYours: the actor has nothing to sign here.
        PersonUnchecked: the items ask that whoever signs online is checked, and he has not passed.
    """
    loaded = load(access_draft(actor, draft_id, to="sign"))
    still_open(loaded.draft)
    form = compiled(loaded, now)
    if stands(actor, loaded, form):
        return draft_view(actor, loaded, form, now)
    here = in_presence(actor)
    check = "" if here else person_checked(actor, loaded, form, now)
    if owns(actor, loaded.draft):
        shown_hash = _asked_after(actor, loaded, form, shown_hash, now)
    sign(
        actor, loaded, form, shown_hash=shown_hash, method="counter" if here else method, check=check, now=now
    )
    return draft_view(actor, loaded, form, now)


def _asked_after(actor: Actor, loaded: Loaded, form: Compiled, shown_hash: str, now: datetime) -> str:
    """Ask the others; an owner who was shown the whole before they were asked has seen his own part of it."""
    whole = part_hash(loaded, form, my_places(actor, loaded, form))
    _ask(actor, loaded, form, now)
    return part_hash(loaded, form, my_places(actor, loaded, form)) if shown_hash == whole else shown_hash


def draft_refuse(actor: Actor, draft_id: UUID, *, reason: str, now: datetime) -> None:
    """Refuse to sign, with a reason the owner reads."""
    loaded = load(access_draft(actor, draft_id, to="sign"))
    still_open(loaded.draft)
    refuse(actor, loaded, reason=reason, now=now)
