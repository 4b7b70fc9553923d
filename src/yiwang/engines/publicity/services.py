"""Publishing a decision, objecting to it, correcting and withdrawing it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, cases_visible_to
from yiwang.engines.catalog.pure import ITEM
from yiwang.engines.licences.public import licences_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.people.public import Party, id_number_of
from yiwang.foundations.releases.public import world, world_pinned
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import citizen_birth, mask_in, mask_name
from yiwang.loader import parameter_found

from .domain.errors import PublicationNotFound, PublicityRefused
from .domain.lines import Decided, is_minor, lines_of
from .models import Publication, PublicationChange, PublicationObjection
from .policies import PUBLISHER, access_publication
from .pure import Publicity
from .selectors import rules_in_force

ADULT, LONGEST = "adult_age", 1000
ANSWERED = "publicity_answered"


def publish(moved: CaseMoved, now: datetime) -> None:
    """Publish a decision under every rule that names it, at once; twice is once. A minor's never."""
    rules = [
        rule
        for rule in rules_in_force().values()
        if rule.publishes(moved.type, moved.subject, moved.to_state)
    ]
    if not rules:
        return
    with as_actor(PUBLISHER):
        case = cases_visible_to(PUBLISHER).get(id=moved.case_id)
        party = Party.objects.filter(id=case.party_id).first() if case.party_id else None
        if party is None or _is_minor(party, timezone.localdate(now)):
            return
        for rule in rules:
            _publish(rule, case, party, moved.to_state, now)


def publication_correct(
    actor: Actor, publication_id: UUID, values: Sequence[str], reason: str, *, now: datetime
) -> None:
    """Correct what a publication shows; labels stay the rule's, persons stay masked whatever is typed.

    Raises:
        PublicationNotFound: it is not this hat's to mend.
        PublicityRefused: no reason, or not one value per line.
    """
    held = access_publication(actor, publication_id, timezone.localdate(now), to="mend")
    if len(values) != len(held.lines) or not all(value.strip() for value in values):
        raise PublicityRefused("请把每一栏都填上；不该公示的，请整条撤下。")
    masked = _masked_labels(held)
    pairs = zip(held.lines, values, strict=True)
    lines = [[label, _public(value.strip()[:LONGEST], label in masked)] for (label, _), value in pairs]
    _changed(actor, held, "corrected", reason, now, lines=lines)


def _masked_labels(held: Publication) -> frozenset[str]:
    """Labels under which a natural person's name stands."""
    rule = rules_in_force().get(held.rule)
    with as_actor(PUBLISHER):
        party = cases_visible_to(PUBLISHER).filter(id=held.case_id).values_list("party_id", flat=True).first()
        is_person = Party.objects.filter(id=party, kind="person").exists() if party else False
    names = (field.label for field in rule.fields if field.shows == "party") if rule and is_person else ()
    return frozenset(names)


def _public(value: str, is_name: bool) -> str:
    """A value as anybody may read it: a person's name is masked even if it is typed out."""
    return mask_name(value) if is_name and "*" not in value else mask_in(value)


def publication_withdraw(actor: Actor, publication_id: UUID, reason: str, *, now: datetime) -> None:
    """Take a publication down; its page is gone at once. Raises as ``publication_correct``."""
    held = access_publication(actor, publication_id, timezone.localdate(now), to="mend")
    _changed(actor, held, "withdrawn", reason, now, state="withdrawn")


def publication_object(actor: Actor, publication_id: UUID, words: str, *, now: datetime) -> None:
    """Object to the publication of one's own decision; one objection at a time.

    Raises:
        PublicationNotFound: it is not shown, or it is another party's: no difference is told.
        PublicityRefused: nothing is said, or an objection is open already.
    """
    held = access_publication(actor, publication_id, timezone.localdate(now))
    if not words.strip():
        raise PublicityRefused("请写明哪里不对、应当怎样。")
    with as_actor(PUBLISHER):
        if not _is_own(actor, held):
            raise PublicationNotFound
        row = PublicationObjection(
            publication_id=held.id, party_id=actor.parties[0], words=mask_in(words.strip())[:LONGEST], at=now
        )
        PublicationObjection.objects.bulk_create([row], ignore_conflicts=True)
        if not PublicationObjection.objects.filter(id=row.id).exists():
            raise PublicityRefused("您已经提过异议，单位还没有答复。")
        audit_record(PUBLISHER, "publicity.objection.made", f"publication:{held.id}", {}, now=now)


def objection_answer(actor: Actor, objection_id: UUID, answer: str, *, now: datetime) -> None:
    """Answer an objection in words; correcting and withdrawing are acts of their own.

    Raises:
        PublicationNotFound: it is not this hat's to answer.
        PublicityRefused: there is no answer in it.
    """
    row = PublicationObjection.objects.filter(id=objection_id, answered_at=None).first()
    if row is None:
        raise PublicationNotFound
    held = access_publication(actor, row.publication_id, timezone.localdate(now), to="mend")
    if not answer.strip():
        raise PublicityRefused("请写明怎样处理、为什么。")
    with as_actor(PUBLISHER):
        said = {"answer": mask_in(answer.strip())[:LONGEST], "answered_at": now}
        PublicationObjection.objects.filter(id=row.id, answered_at=None).update(**said)
        words = {"title": held.title, "answer": said["answer"]}
        notice_send(party_id=row.party_id, template=ANSWERED, data=words, key=f"publicity:{row.id}", now=now)
    audit_record(actor, "publicity.objection.answered", f"publication:{held.id}", {}, now=now)


def may_object(actor: Actor, held: Publication) -> bool:
    """Whether a decision is the hat's own; strangers are never told whose it is."""
    with as_actor(PUBLISHER):
        return _is_own(actor, held)


def _is_own(actor: Actor, held: Publication) -> bool:
    party = cases_visible_to(PUBLISHER).filter(id=held.case_id).values_list("party_id", flat=True).first()
    return actor.audience == "citizen" and party in actor.parties


def _changed(actor: Actor, held: Publication, act: str, reason: str, now: datetime, **columns: Any) -> None:
    if not reason.strip():
        raise PublicityRefused("请写明理由；理由会公开。")
    said = mask_in(reason.strip())[:LONGEST]
    with as_actor(PUBLISHER):
        PublicationChange.objects.create(
            publication_id=held.id, act=act, reason=said, before=held.lines, hat=actor.hat, at=now
        )
        Publication.objects.filter(id=held.id).update(**columns)
    audit_record(actor, f"publicity.publication.{act}", f"publication:{held.id}", {"reason": said}, now=now)


def _publish(rule: Publicity, case: Any, party: Party, state: str, now: datetime) -> None:
    day = timezone.localdate(now)
    decided = _decided(rule, case, party, state, day)
    row = Publication(
        case_id=case.id, rule=rule.id, item=case.subject, unit_id=case.owner_unit_id,
        title=f"{decided.item}：{decided.outcome}", lines=lines_of(rule.fields, decided), decided_on=day,
        published_at=now, until=day + timedelta(days=rule.shown_days.value), is_demo=party.is_demo,
    )  # fmt: skip
    Publication.objects.bulk_create([row], ignore_conflicts=True)
    if Publication.objects.filter(id=row.id).exists():
        audit_record(
            PUBLISHER, "publicity.publication.made", f"publication:{row.id}", {"rule": rule.id}, now=now
        )


def _decided(rule: Publicity, case: Any, party: Party, state: str, day: date) -> Decided:
    unit, item = unit_get(case.owner_unit_id), world_pinned(case.revision).find(ITEM, case.subject)
    licence = licences_visible_to(PUBLISHER).filter(case_id=case.id).first()
    fields = (case.data.get("form") or {}).get("fields", [])
    is_person = party.kind == "person"
    return Decided(
        item=item.title if item else case.title, outcome=rule.outcomes[state], party=party.name, is_person=is_person,
        party_code=id_number_of(party) if not is_person and party.id_kind == "uscc" else "",
        unit=unit.body.name if unit else "", decided_on=day, licence=licence.type_name if licence else "",
        valid_until=licence.valid_until if licence else None,
        form={f"{one['party']}.{one['element']}": one["value"] for one in fields},
    )  # fmt: skip


def _is_minor(party: Party, day: date) -> bool:
    """Persons below the pack's adult age, or of unknown age; organisations have none."""
    if party.kind != "person":
        return False
    age = parameter_found(world(), ADULT, day)
    birth = party.birth or (citizen_birth(id_number_of(party)) if party.id_kind == "citizen_id" else None)
    return age is None or is_minor(birth, int(age), day)
