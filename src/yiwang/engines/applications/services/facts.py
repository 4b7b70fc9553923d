"""Prefilling: which sources are asked, what they may give, agreeing to it, and objecting to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled, Element, Material
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import consent_give, consent_withdraw, parties_visible_to, topics_agreed
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7

from ..domain.errors import NotYours
from ..domain.facts import FactQuery, FactSource, Offer
from ..domain.keys import key_of, place_text
from ..models import DataCorrection, Draft, DraftFact
from ..policies import in_presence
from ..selectors.closing import closed, opened
from ..selectors.loading import Loaded, catalogue, compiled, today

_sources: dict[str, FactSource] = {}


def register_fact_source(source: FactSource) -> None:
    """Ask this source too, from now on; a source of the same name is replaced. Called in ``ready()``."""
    _sources[source.name] = source


def purpose_of(draft: Draft) -> str:
    """What a consent given in this draft is for, as the consent register says it."""
    return f"办理“{draft.title}”（申请 {str(draft.id)[-8:]}）"


def gather(actor: Actor, loaded: Loaded, now: datetime) -> None:
    """Ask all sources about the parties this actor acts for, and keep what they offer with the draft."""
    held, _ = catalogue()
    form = compiled(loaded, now)
    fresh: list[DraftFact] = []
    mine = [
        (place, UUID(party)) for place, party in loaded.draft.bound.items() if UUID(party) in actor.parties
    ]
    for place, party_id in mine:
        party, row = _place(place)
        agreed = topics_agreed(party_id, purpose_of(loaded.draft))
        fresh += [
            _row(loaded.draft, offer, party_id, _may_use(actor, offer, agreed), now)
            for offer in _offers(form, _query(actor, form, party, row, party_id, today(held, now)))
        ]
    _replace(loaded, {party_id for _, party_id in mine}, fresh)


def _place(written: str) -> tuple[str, int | None]:
    party, row, _ = key_of(f"{written}.x")
    return party, row


def _query(actor: Actor, form: Compiled, party: str, row: int | None, party_id: UUID, day: Any) -> FactQuery:
    held, _ = catalogue()
    holder = parties_visible_to(actor).filter(id=party_id).first()
    elements: dict[str, Element] = {g.element.id: g.element for g in form.ready.fields if g.party == party}
    questions = [q.target[1] for q in form.ready.questions if q.target and q.target[0] == party]
    elements |= {name: held.elements[name] for name in questions}
    materials: dict[str, Material] = {
        g.material.id: g.material for g in form.ready.materials if g.party == party
    }
    kind = form.ready.theme.parties[party].kind
    return FactQuery(actor, held.world, day, party, row, party_id, kind, elements, materials, holder)


def _offers(form: Compiled, query: FactQuery) -> Iterable[Offer]:
    """What the sources give of what this form could ask; nothing else is taken, nor kept."""
    wanted = {(g.party, g.element.id) for g in form.ready.fields} | {
        (g.party, g.material.id) for g in form.ready.materials
    }
    wanted |= {(query.party, element) for element in query.elements}
    for source in _sources.values():
        for offer in source.offers(query):
            if (offer.fact.party, offer.fact.element or offer.fact.material) in wanted:
                yield offer


def _may_use(actor: Actor, offer: Offer, agreed: set[str]) -> bool:
    """An official sees nothing that is held of somebody in presence before that person has agreed to it."""
    asks = offer.needs_consent or (in_presence(actor) and bool(offer.topic))
    return not asks or offer.topic in agreed


def _row(draft: Draft, offer: Offer, party_id: UUID, agreed: bool, now: datetime) -> DraftFact:
    """What is offered, its value still open."""
    fact = offer.fact
    return DraftFact(
        draft=draft, owner_id=draft.owner_id, subject_id=party_id, party=fact.party, row=fact.row, at=now,
        element=fact.element or "", material=fact.material or "", value=fact.value if agreed else None,
        source_kind=fact.source.kind, source_id=fact.source.id, unit=fact.source.unit, ground=fact.ground,
        topic=offer.topic, label=offer.label, agreed=agreed, valid_until=fact.valid_until,
    )  # fmt: skip


def _replace(loaded: Loaded, subjects: set[UUID], fresh: list[DraftFact]) -> None:
    """Keep what is offered now in place of what was offered before; nothing is written where that is the same."""
    kept = [fact for fact in loaded.facts if fact.subject_id not in subjects]
    before = [fact for fact in loaded.facts if fact.subject_id in subjects]
    if [_told(row, opened(row.value)) for row in before] == [_told(row, row.value) for row in fresh]:
        return
    elements = catalogue()[0].elements
    for row in fresh:
        row.value = closed(elements.get(row.element), row.value)
    DraftFact.objects.filter(draft=loaded.draft, subject_id__in=subjects).delete()
    DraftFact.objects.bulk_create(fresh)
    loaded.facts = [*kept, *fresh]


def _told(row: DraftFact, value: Any) -> tuple[Any, ...]:
    """Everything that an offer says, to tell whether it is the same as before."""
    return (
        row.subject_id, row.party, row.row, row.element, row.material, value, row.source_kind, row.source_id,
        row.unit, row.ground, row.topic, row.label, row.agreed, row.valid_until,
    )  # fmt: skip


def agree(actor: Actor, loaded: Loaded, topic: str, given: bool, now: datetime) -> None:
    """Agree to the use of one licence or topic, or withdraw that, for this application only.

    Raises:
        NotYours: nothing of this topic is about a party the actor acts for.
    """
    rows = [row for row in loaded.facts if row.topic == topic and row.subject_id in actor.parties]
    if not rows or rows[0].subject_id is None:
        raise NotYours
    first, purpose = rows[0], purpose_of(loaded.draft)
    party_id = rows[0].subject_id
    if given:
        wording = f"使用{first.unit}的“{first.label}”，依据：{first.ground}；只用于{purpose}。"
        consent_give(actor, party_id=party_id, topic=topic, purpose=purpose, now=now, wording=wording)
    else:
        consent_withdraw(actor, party_id=party_id, topic=topic, purpose=purpose, now=now)
    gather(actor, loaded, now)


def object_to(actor: Actor, loaded: Loaded, key: str, own: Any, reason: str, now: datetime) -> DataCorrection:
    """Record that a held value is wrong; the applicant's own value goes along, and the holder is asked to check.

    Raises:
        NotYours: the value is not prefilled, or about a party the actor does not act for.
    """
    row, party_id = _prefilled(actor, loaded, key)
    element = catalogue()[0].elements.get(row.element)
    made = DataCorrection(
        id=uuid7(), draft_id=loaded.draft.id, owner_id=loaded.draft.owner_id, party_id=party_id,
        element=row.element, source_kind=row.source_kind, source_id=row.source_id, unit=row.unit,
        held=row.value,
        own=closed(element, own), reason=reason, at=now,
    )  # fmt: skip
    open_ones = DataCorrection.objects.filter(
        draft_id=loaded.draft.id, party_id=party_id, element=row.element, state="open"
    )
    open_ones.update(state="withdrawn")
    made.save(force_insert=True)
    outbox_put("data_correction.raised", f"data_correction.raised:{made.id}", {"correction": str(made.id)})
    return made


def withdraw_objection(loaded: Loaded, key: str) -> None:
    """Take an objection back: the held value is used again."""
    party, row, element = key_of(key)
    subject = loaded.draft.bound.get(place_text(party, row))
    rows = DataCorrection.objects.filter(
        draft_id=loaded.draft.id, party_id=subject, element=element, state="open"
    )
    rows.update(state="withdrawn")


def _prefilled(actor: Actor, loaded: Loaded, key: str) -> tuple[DraftFact, UUID]:
    party, row, element = key_of(key)
    found = [
        fact for fact in loaded.facts
        if (fact.party, fact.row, fact.element) == (party, row, element) and fact.agreed
        and fact.subject_id in actor.parties
    ]  # fmt: skip
    if not found or found[0].subject_id is None:
        raise NotYours
    return found[0], found[0].subject_id
