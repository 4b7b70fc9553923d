"""Whoever signs from afar where an item's risk asks for it is checked to be that person; in presence nobody is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled
from yiwang.engines.person_checks.public import (
    Standing,
    check_ask,
    check_begin,
    check_rules,
    check_standing,
    person_check_provider,
    person_check_provider_bound,
)
from yiwang.foundations.people.public import person_behind
from yiwang.kernel.actor import Actor

from ..domain.errors import NotForThisHat, NotYours, PersonUnchecked
from ..policies import access_draft, in_presence
from ..selectors.loading import Loaded, compiled, load
from .drafting import still_open


@dataclass(frozen=True)
class PersonCheckView:
    """What the page before signing shows of the check.

    Attributes:
        standing: how far this person has got with this application.
        provider: who checks, in words; "" where nobody is checked online: then only the other way is left.
        is_demo: whether the provider is a stand-in.
    """

    standing: Standing
    provider: str
    is_demo: bool


def person_checked(actor: Actor, loaded: Loaded, form: Compiled, now: datetime) -> str:
    """Number of the passed check that a signature from afar rests on; "" where the items ask for none.

    Raises:
        PersonUnchecked: this person has none for this application that still holds.
    """
    if not form.person_checks:
        return ""
    held = check_standing(_person(actor), loaded.draft.id, now)
    if not held.passed:
        raise PersonUnchecked(held.state)
    return held.number


def draft_person_check(actor: Actor, draft_id: UUID, *, now: datetime) -> PersonCheckView:
    """Where this person stands with the check of this draft. Raises DraftNotFound."""
    draft = access_draft(actor, draft_id, to="sign")
    open_ = person_check_provider_bound() and check_rules(now) is not None
    provider = person_check_provider() if open_ else None
    held = check_standing(_person(actor), draft.id, now)
    return PersonCheckView(held, provider.title if provider else "", bool(provider and provider.is_demo))


def draft_person_check_begin(actor: Actor, draft_id: UUID, *, back: str, now: datetime) -> str:
    """Have the one who acts checked before he signs; gives the provider's page.

    Args:
        actor: who acts; under whatever hat, the person is checked.
        draft_id: the draft.
        back: path on this site to which the browser comes back. Coming back proves nothing.
        now: instant of the act.

    Raises:
        DraftNotFound, DraftClosed: there is nothing to sign.
        NotYours: no item of it asks for a check, or the actor acts in presence.
        CheckRefused: passed already, tries used up, the provider silent.
        NoProvider: nobody is checked online here.
    """
    loaded = load(access_draft(actor, draft_id, to="sign"))
    still_open(loaded.draft)
    if in_presence(actor) or not compiled(loaded, now).person_checks:
        raise NotYours
    return check_begin(actor, _person(actor), draft_id, back=back, now=now)


def draft_person_check_ask(actor: Actor, draft_id: UUID, *, now: datetime) -> str:
    """Have the provider asked what came of the check; "" if it is silent. Raises DraftNotFound, NoProvider."""
    return check_ask(_person(actor), access_draft(actor, draft_id, to="sign").id, now=now)


def _person(actor: Actor) -> UUID:
    person = person_behind(actor)
    if person is None:
        raise NotForThisHat
    return person
