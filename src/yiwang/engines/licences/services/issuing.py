"""Issuing a licence, once per key, and giving it a new face."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import encrypt
from yiwang.foundations.organisations.public import Unit, unit_get
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import Party, parties_visible_to
from yiwang.foundations.releases.public import release_current
from yiwang.foundations.releases.public import world as world_of
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import last_day
from yiwang.kernel.ids import LicenceId
from yiwang.loader import World

from ..definitions import LICENCE_TYPE, LicenceType
from ..domain.codes import code_digest, new_serial
from ..domain.errors import LicenceRefused
from ..domain.states import Status
from ..models import Licence, LicenceHolder, LicenceVersion
from ..policies import access_licence
from ..selectors import CODE_PURPOSE, face_opened
from .faces import face_checked, face_closed, face_labels, holder_masked
from .numbering import face_filled
from .papering import code_issued, version_papered


def licence_issue(
    *, actor: Actor, type: str, holders: Sequence[UUID], issuing_unit: str, face: Mapping[str, Any],  # noqa: A002
    valid_from: date, key: str, now: datetime, valid_until: date | None = None, case_id: UUID | None = None,
    world: World | None = None, is_demo: bool = False,
) -> Licence:  # fmt: skip
    """Issue a licence; the same key again answers the licence issued then, whatever else is given.

    Args:
        actor: the worker, or a hat of the issuing unit.
        type: id of the licence type.
        holders: parties that hold it.
        issuing_unit: unit that issues and seals it; its body's USCC goes into the identifier.
        face: field of the type's face → plain value; secret ones are encrypted here.
        valid_from: first day of validity.
        key: idempotency key, e.g. case and effect.
        now: instant of issue.
        valid_until: last day; None takes it from the type, or leaves it without end.
        case_id: the case that decided it.
        world: the definitions of the case; the current ones unless given.
        is_demo: labelled 演示 wherever it is shown.

    Raises:
        LicenceRefused: actor, holders, unit or face do not allow it; the sentence says which.
    """
    with transaction.atomic():
        _one_at_a_time(key)
        found = Licence.objects.filter(key=key).first()
        if found is not None:
            return found
        defined = world or world_of()
        kind = defined.get(LICENCE_TYPE, type)
        licence = _new(
            actor, kind, issuing_unit, key, now=now, case_id=case_id, is_demo=is_demo,
            valid_from=valid_from, valid_until=valid_until or _until(kind, valid_from),
        )  # fmt: skip
        people = _holders(actor, kind, holders)
        licence.save(force_insert=True)
        _hold(licence, people)
        whole = face_filled(kind, licence, face_checked(kind, face))
        _write_version(actor, licence, kind, defined, whole, people, "", now)
        _tell(actor, licence, "issued", "", now)
    return licence


def licence_reissue(
    *, actor: Actor, licence_id: UUID, face: Mapping[str, Any], reason: str, now: datetime,
    valid_until: date | None = None, world: World | None = None,
) -> Licence:  # fmt: skip
    """Give a valid licence a new face (变更、更正、延续): a new version, with identifier, PDF and code.

    Args:
        actor: a hat of the issuing unit, or the worker.
        licence_id: which licence.
        face: the fields that change; the others stay.
        reason: why, in words; the holder reads it.
        now: instant of the act.
        valid_until: a new last day; None keeps the old one.
        world: definitions to use; the current ones unless given.

    Raises:
        LicenceNotVisible: the actor may not manage it.
        LicenceRefused: it is not valid any more, or no reason was given.
    """
    with transaction.atomic():
        licence = locked_licence(actor, licence_id)
        if licence.status != Status.VALID or not reason.strip():
            raise LicenceRefused("只有有效的证照可以变更，并且要写明原因。请核对证照状态。")
        defined = world or world_of()
        kind = defined.get(LICENCE_TYPE, licence.type)
        old = licence.versions.get(version=licence.version)
        licence.version, licence.valid_until = licence.version + 1, valid_until or licence.valid_until
        licence.save(update_fields=["version", "valid_until"])
        merged = face_checked(kind, {**face_opened(old.face), **face})
        people = list(Party.objects.filter(id__in=licence.holders.values("party_id")))
        _write_version(actor, licence, kind, defined, merged, people, reason.strip(), now)
        _tell(actor, licence, "reissued", reason.strip(), now)
    return licence


def locked_licence(actor: Actor, licence_id: UUID) -> Licence:
    """A licence that this actor manages, locked until the transaction ends."""
    access_licence(actor, licence_id, to="manage")
    return Licence.objects.select_for_update().get(id=licence_id)


def _one_at_a_time(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"licence:{key}"])


def _new(actor: Actor, kind: LicenceType, unit_id: str, key: str, *, now: datetime, **given: Any) -> Licence:
    unit = _issuer(actor, unit_id)
    release = release_current()
    return Licence(
        type=kind.id, type_name=kind.name, trust_level=kind.trust_level, key=key, serial=new_serial(),
        unit_id=unit.id, unit_name=unit.body.name, unit_uscc=unit.body.uscc,
        revision=str(release.pk) if release else "",
        present_seconds=kind.present_seconds, issued_at=now, status_at=now, **given,
    )  # fmt: skip


def _issuer(actor: Actor, unit_id: str) -> Unit:
    if actor.audience != "worker" and not (actor.audience == "staff" and unit_id in actor.own_units):
        raise LicenceRefused("只有颁发单位可以签发证照，请切换到该单位的身份。")
    unit = unit_get(unit_id)
    if unit is None:
        raise LicenceRefused(f"没有“{unit_id}”这个单位，请核对颁发单位。")
    if len(unit.body.uscc) != 18:
        raise LicenceRefused(f"“{unit.body.name}”没有统一社会信用代码，请在机构定义中补上后再签发。")
    return unit


def _until(kind: LicenceType, first: date) -> date | None:
    return None if kind.valid_months is None else last_day(first, kind.valid_months)


def _holders(actor: Actor, kind: LicenceType, ids: Sequence[UUID]) -> list[Party]:
    found = {party.id: party for party in parties_visible_to(actor).filter(id__in=list(ids))}
    if not ids or len(found) != len(set(ids)):
        raise LicenceRefused("持证主体缺失，或者您当前的身份看不到其中一个，请核对当事人。")
    wrong = next((party for party in found.values() if party.kind not in kind.holders), None)
    if wrong is not None:
        raise LicenceRefused(f"证照“{kind.name}”不能由“{wrong.get_kind_display()}”持有，请核对当事人。")
    return [found[party] for party in dict.fromkeys(ids)]


def _hold(licence: Licence, people: list[Party]) -> None:
    LicenceHolder.objects.bulk_create(
        LicenceHolder(
            licence=licence, party=one, name=one.name, name_masked=holder_masked(one.name, one.kind)
        )
        for one in people
    )


def _write_version(
    actor: Actor, licence: Licence, kind: LicenceType, world: World, face: dict[str, Any],
    people: list[Party], reason: str, now: datetime,
) -> None:  # fmt: skip
    code = code_issued(licence, now)
    made = LicenceVersion(
        licence=licence, version=licence.version, reason=reason, made_at=now, labels=face_labels(kind, world),
        identifier=str(LicenceId(kind.code, licence.unit_uscc, licence.serial, licence.version)),
        face=face_closed(kind, face, world), code=encrypt(code, purpose=CODE_PURPOSE),
        code_digest=code_digest(code),
    )  # fmt: skip
    holders = {one.id: one.name for one in people}
    made.file_id = version_papered(
        actor, licence, made, kind, world=world, face=face, holders=holders, code=code, now=now
    )
    made.save(force_insert=True)


def _tell(actor: Actor, licence: Licence, what: str, reason: str, now: datetime) -> None:
    public = {"name": licence.type_name, "version": licence.version, "status": licence.status}
    body = {"type": licence.type, "case": str(licence.case_id or ""), "reason": reason}
    audit_record(actor, f"licence.{what}", f"licence:{licence.id}", body, public, now=now)
    key = f"licence.{what}:{licence.id}:{licence.version}"
    outbox_put(f"licence.{what}", key, {"licence": str(licence.id), "version": licence.version})
