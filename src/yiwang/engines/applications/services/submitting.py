"""Handing in: once per draft, everything in one transaction, nothing before the last signature."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import Opened, case_open_tree
from yiwang.engines.catalog.pure import Compiled, FormField, FormMaterial
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import mandate_covers, mandate_for, mandate_of
from yiwang.kernel.actor import Actor

from ..domain.counting import Typed, count_typed
from ..domain.errors import (
    DraftClosed,
    DraftIncomplete,
    NotMandated,
    ShownChanged,
    SignatureMissing,
)
from ..domain.keys import key_text, place_text
from ..domain.parts import signers
from ..domain.seeding import Handed, seeds
from ..domain.shown import changes, digest, structure
from ..models import Draft, Submission
from ..policies import access_draft
from ..selectors.closing import closed
from ..selectors.jurisdiction import refuse_online, refuse_receiver, units_of
from ..selectors.loading import Loaded, catalogue, compiled, load
from ..selectors.spoken import spoken
from ..selectors.viewing import draft_view, met_by, promised_at
from .checking import problems
from .facts import gather
from .granting import grant_slices
from .parties import bind_parties
from .signatures import hash_for


def draft_submit(
    actor: Actor, draft_id: UUID, *, now: datetime, received_by: str = "", number_there: str = ""
) -> Submission:
    """Hand the draft in. The draft's id is the idempotency key: whoever comes second gets the same submission.

    Args:
        actor: the applicant, or his agent.
        draft_id: the draft.
        now: the instant of handing in; aware.
        received_by: unit that takes it in over the counter (a hall, a town, a village); it sees these cases
            and no others, and decides nothing. "" where the applicant hands in himself.
        number_there: its number in that unit's own system, if it came from one.

    Raises:
        DraftNotFound: it is not this actor's own.
        DraftClosed: it was given up.
        ShownChanged: what was shown is no longer what would be handed in; look, confirm, sign again.
        DraftIncomplete: something is missing, or a condition is not met.
        SignatureMissing: somebody has not signed what is there now.
        NotMandated: the actor's mandate does not reach one of the items.
        NoDecidingUnit: nobody decides on one of the items for this place.
        OnlyInPresence: one of the items is handed in at counters only, and nobody receives it.
        MayNotReceive: the unit does not receive one of the items for this place.
    """
    access_draft(actor, draft_id, to="change")
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id)
        if draft.state == "submitted":
            return Submission.objects.get(pk=draft_id)
        if draft.state != "open":
            raise DraftClosed(draft.state)
        return _submitted(actor, load(draft), _Received(received_by, number_there), now)


class _Received(NamedTuple):
    """Over whose counter it came, and under which number there; "" where it came over none."""

    by: str
    number_there: str


def _submitted(actor: Actor, loaded: Loaded, received: _Received, now: datetime) -> Submission:
    gather(actor, loaded, now)
    form = compiled(loaded, now)
    if not received.by:
        refuse_online(form)
    _same_as_shown(actor, loaded, form, now)
    missing = dict(problems(loaded, form))
    if missing:
        raise DraftIncomplete(missing)
    within_mandate(actor, loaded, form, now)
    bind_parties(actor, loaded, form)
    _all_signed(loaded, form)
    units = units_of(form)
    if received.by:
        refuse_receiver(form, received.by)
    content = content_of(loaded, form)
    opened = _open(actor, loaded, form, content, received, now)
    submission = _kept(actor, loaded, form, content, opened, now)
    grant_slices(form, loaded, submission, opened, units, now)
    _announce(actor, loaded, submission, now)
    return submission


def _same_as_shown(actor: Actor, loaded: Loaded, form: Compiled, now: datetime) -> None:
    there = structure(form)
    if there != loaded.draft.shown:
        told = changes(loaded.draft.shown, there)
        raise ShownChanged(told, draft_view(actor, loaded, form, now).shown_hash)


def within_mandate(actor: Actor, loaded: Loaded, form: Compiled, now: datetime) -> None:
    """An agent hands in only what the mandate reaches: the whole theme, or each of its items."""
    if mandate_covers(actor, now=now, item=loaded.draft.target, matter=loaded.draft.id):
        return
    for member in form.members:
        if not mandate_covers(actor, now=now, item=member.item.id):
            raise NotMandated(member.item.title)


def _all_signed(loaded: Loaded, form: Compiled) -> None:
    held = {(s.party, s.row): s for s in loaded.signatures}
    sentences = []
    for party, row, label in signers(form):
        signature = held.get((party, row))
        who = label if row is None else f"{label}（{row}）"
        if signature is None or signature.state != "signed":
            sentences.append(_unsigned(who, signature.state if signature else "asked"))
        elif signature.shown_hash != hash_for(loaded, form, signature):
            sentences.append(f"{who}签名以后内容有修改，请{who}重新签名。")
    if sentences:
        raise SignatureMissing(sentences)


def _unsigned(who: str, state: str) -> str:
    words = {"refused": f"{who}拒绝签名。", "void": f"内容修改以后，请{who}重新签名。"}
    return words.get(state, f"请等{who}签名后再提交。")


def content_of(loaded: Loaded, form: Compiled) -> dict[str, Any]:
    """Everything handed in, as it is kept for good: values with sources and grounds, materials, signatures."""
    sets = (*form.materials, *form.optional_materials)
    return {
        "answers": dict(loaded.draft.answers), "rows": dict(loaded.draft.rows),
        "bound": dict(loaded.draft.bound),
        "without": list(loaded.draft.without), "commitments": list(loaded.draft.commitments),
        "fields": [_field_entry(loaded, form, field) for field in form.fields],
        "materials": [_material_entry(loaded, form, held) for held in sets],
        "items": [member.item.id for member in form.members],
        "signatures": [_signature_entry(held) for held in loaded.signatures],
        "savings": form.as_json()["savings"], "salt": loaded.draft.salt,
    }  # fmt: skip


def _field_entry(loaded: Loaded, form: Compiled, field: FormField) -> dict[str, Any]:
    element, key = field.element, key_text(field.party, field.row, field.element.id)
    fact = field.fact
    return {
        "key": key, "party": field.party, "row": field.row, "element": element.id, "label": element.label,
        "type": element.type.value, "state": field.state, "value": closed(element, _json(field.value)),
        "said": spoken(element, field.value),
        "source": vars(fact.source) if fact else None, "ground": fact.ground if fact else "",
        "objected": key in loaded.objected, "party_label": _label(form, field.party),
        "subject": loaded.draft.bound.get(place_text(field.party, field.row)),
    }  # fmt: skip


def _label(form: Compiled, party: str) -> str:
    return form.ready.theme.parties[party].label


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def _material_entry(loaded: Loaded, form: Compiled, held: FormMaterial) -> dict[str, Any]:
    file = loaded.materials.get((held.party, held.row, held.material.id))
    return {
        "key": key_text(held.party, held.row, held.material.id), "party": held.party, "row": held.row,
        "material": held.material.id, "label": held.material.label, "party_label": _label(form,
        held.party), "state": held.state, "met": met_by(loaded, held),
        "file": str(file.file_id) if file else None, "file_name": file.name if file else "",
        "source": vars(held.fact.source) if held.fact else None,
        "ground": held.fact.ground if held.fact else "",
    }  # fmt: skip


def _signature_entry(held: Any) -> dict[str, Any]:
    return {
        "party": held.party, "row": held.row, "label": held.label, "subject": str(held.subject_id),
        "method": held.method, "at": held.signed_at.isoformat(), "hash": held.shown_hash, "hat": held.hat,
        "check": held.check_number,
        "account": str(held.account_id) if held.account_id else None,
    }  # fmt: skip


def _open(
    actor: Actor, loaded: Loaded, form: Compiled, content: Mapping[str, Any], received: _Received, now: datetime
) -> Opened:  # fmt: skip
    handed = Handed(
        submission=loaded.draft.id, form=tuple(content["fields"]), materials=tuple(content["materials"]),
        commitments=frozenset(loaded.draft.commitments), bound=loaded.draft.bound,
        units={key: (held.unit, held.division) for key, held in form.decided.items()},
        received_by=received.by, number_there=received.number_there, applicant=loaded.draft.owner_id,
        signers=tuple(dict.fromkeys(s.subject_id for s in loaded.signatures if s.subject_id)),
        mandate=mandate_of(actor) or mandate_for(loaded.draft.owner_id, loaded.draft.id, now=now),
        promised_due=promised_at(form, now),
    )  # fmt: skip
    root, children = seeds(form, handed)
    return case_open_tree(actor=actor, root=root, children=children, key=str(loaded.draft.id), now=now)


def _kept(
    actor: Actor, loaded: Loaded, form: Compiled, content: Mapping[str, Any], opened: Opened, now: datetime
) -> Submission:
    counted: Typed = count_typed(form, loaded.values, loaded.draft.answers)
    draft = loaded.draft
    made = Submission(
        id=draft.id, kind=draft.kind, target=draft.target, title=draft.title, release_id=catalogue()[1],
        owner_id=draft.owner_id, parties=sorted({UUID(p) for p in draft.bound.values()} | {draft.owner_id}),
        account_id=actor.account_id, hat=actor.hat, day=form.here.day, at=now, content=content,
        compiled_hash=digest(draft.salt, form.as_json()), fields_asked=counted.asked,
        fields_typed=counted.typed,
        fields_blank=counted.blank, matter_id=opened.root_id, number=opened.number,
    )  # fmt: skip
    made.save(force_insert=True)
    draft.state, draft.submitted_at, draft.changed_at = "submitted", now, now
    draft.save(update_fields=["state", "submitted_at", "changed_at", "bound"])
    return made


def _announce(actor: Actor, loaded: Loaded, submission: Submission, now: datetime) -> None:
    body = {"submission": str(submission.id)}
    outbox_put("application.submitted", f"application.submitted:{submission.id}", body)
    public = {"number": submission.number, "title": submission.title}
    audit_record(actor, "applications.draft.submitted", f"draft:{loaded.draft.id}", body | public, now=now)
