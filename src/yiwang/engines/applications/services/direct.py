"""Handing in one item directly, as programs of other bodies do through the API: no draft, no pages.

The same compilation says what is asked, the same checks refuse what is missing. Materials do not travel this way: the
unit asks for them by its one-time notice. What several people must sign is handed in on the pages.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import CaseSeed, OpenRequest, SubjectRefused
from yiwang.engines.catalog.public import Catalogue, Compiled
from yiwang.engines.catalog.pure import Deciding
from yiwang.foundations.people.public import mandate_of, party_grants
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7

from ..domain.errors import (
    DraftIncomplete,
    NoDecidingUnit,
    NotForThisHat,
    NotMandated,
    OnlyInPresence,
    TargetUnknown,
)
from ..domain.fields import FieldRefused
from ..domain.keys import Key, KeyUnreadable, key_of, key_text
from ..domain.parts import signers
from ..domain.seeding import Handed, seeds
from ..models import Draft
from ..selectors.jurisdiction import refuse_online, units_of
from ..selectors.loading import COMPILER, Loaded, catalogue, compiled, today
from ..selectors.viewing import promised_at
from .checking import problems
from .drafting import own_party
from .parties import bind_parties
from .submitting import content_of, within_mandate
from .typed import typed_value

_REFUSED = (
    DraftIncomplete,
    FieldRefused,
    KeyUnreadable,
    NoDecidingUnit,
    NotForThisHat,
    NotMandated,
    OnlyInPresence,
    TargetUnknown,
)


def item_seeds(actor: Actor, wanted: OpenRequest, now: datetime) -> tuple[CaseSeed, Sequence[CaseSeed]]:
    """The seed of one item, handed in by a program under a citizen's or an enterprise's hat.

    Args:
        actor: the hat.
        wanted: subject = id of the item; data = fields by key (``shop.area``) and answers by question.
        now: the instant of handing in; aware.

    Raises:
        SubjectRefused: it cannot be opened so; the text says what to mend.
    """
    try:
        loaded = _loaded(actor, wanted, now)
        form = compiled(loaded, now)
        _refuse(loaded, form)
        within_mandate(actor, loaded, form, now)
        bind_parties(actor, loaded, form)
        return _seeds(actor, loaded, form, now)
    except _REFUSED as error:
        raise SubjectRefused(str(error)) from error


def _loaded(actor: Actor, wanted: OpenRequest, now: datetime) -> Loaded:
    """What was sent, in the shape of a draft that is never stored."""
    held, release = catalogue()
    if wanted.subject not in held.items:
        raise TargetUnknown(wanted.subject)
    owner = wanted.party_id or next(iter(actor.parties), None)
    if actor.audience != "citizen" or owner not in actor.parties:
        raise NotForThisHat
    theme = held.item(wanted.subject).theme
    draft = Draft(
        id=uuid7(), kind="item", target=wanted.subject, title=theme.title, account_id=actor.account_id,
        hat=actor.hat, owner_id=owner, release_id=release,
        answers={key: value for key, value in wanted.data.items() if "." not in key},
        bound=own_party(actor, theme),
    )  # fmt: skip
    return Loaded(draft, _typed(held, wanted.data, today(held, now)), [], {}, [])


def _typed(held: Catalogue, data: Mapping[str, Any], day: date) -> dict[Key, Any]:
    values: dict[Key, Any] = {}
    for written, raw in data.items():
        if "." in written:
            key = key_of(written)
            if key[2] not in held.elements:
                raise KeyUnreadable(written)
            values[key] = typed_value(held.elements[key[2]], raw, day)
    return values


def _refuse(loaded: Loaded, form: Compiled) -> None:
    """Refuse what is incomplete, what the form does not ask, and what needs several signatures."""
    materials = {key_text(m.party, m.row, m.material.id) for m in form.materials}
    missing = [told for key, told in problems(loaded, form) if key not in materials]
    refuse_online(form)
    asked = {(field.party, field.row, field.element.id) for field in form.fields}
    missing += [str(KeyUnreadable(key_text(*key))) for key in loaded.values if key not in asked]
    if len(signers(form)) > 1:
        missing.append("这个事项需要几个人签名，请从办事页面提交。")
    if missing:
        raise SubjectRefused(" ".join(missing))


def _seeds(
    actor: Actor, loaded: Loaded, form: Compiled, now: datetime
) -> tuple[CaseSeed, Sequence[CaseSeed]]:
    units, content = units_of(form), content_of(loaded, form)
    handed = Handed(
        submission=loaded.draft.id, form=tuple(content["fields"]), materials=tuple(content["materials"]),
        commitments=frozenset(), bound=loaded.draft.bound,
        units={key: (held.unit, held.division) for key, held in units.items()},
        applicant=loaded.draft.owner_id, mandate=mandate_of(actor), promised_due=promised_at(form, now),
    )  # fmt: skip
    made = seeds(form, handed)
    _grant(loaded, units)
    return made


def _grant(loaded: Loaded, units: Mapping[str, Deciding]) -> None:
    """Let the deciding unit see who applies."""
    parties = {loaded.draft.owner_id, *map(UUID, loaded.draft.bound.values())}
    ground = f"接口办件 {loaded.draft.title}"
    with as_actor(COMPILER):
        party_grants(
            (party, held.unit, None, ground, None) for party in sorted(parties) for held in units.values()
        )
