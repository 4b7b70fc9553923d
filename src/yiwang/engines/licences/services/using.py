"""Letting others use a licence, using it, and the log of both that the holder reads."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_read
from yiwang.foundations.organisations.public import unit_get, unit_names
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..domain.errors import LicenceNotVisible, LicenceRefused
from ..models import Licence, LicenceGrant
from ..policies import access_licence
from ..selectors import APPLIED

_LOG = """INSERT INTO licence_use (licence_id, at, act, who, unit_id, purpose, case_no)
 VALUES (%s, %s, %s, %s, %s, %s, %s)"""
PURPOSE_LENGTH = 200
"""GB/T 36906: the cause of use has at most 200 characters."""


def licence_authorise(
    *, actor: Actor, licence_id: UUID, unit: str, purpose: str, now: datetime, times: int | None = None,
    until: datetime | None = None,
) -> LicenceGrant:  # fmt: skip
    """As holder, let a unit use a licence for a purpose, so many times, until an instant.

    Raises:
        LicenceNotVisible: the actor does not hold it.
        LicenceRefused: purpose, times, period or unit are not fit.
    """
    licence = access_licence(actor, licence_id, to="hold")
    if times is not None and times < 1:
        raise LicenceRefused("授权次数至少一次。")
    if until is not None and until <= now:
        raise LicenceRefused("授权期限已经过去，请选择以后的时间。")
    if unit_get(unit) is None:
        raise LicenceRefused(f"没有“{unit}”这个单位，请重新选择。")
    made = _granted(actor, licence, purpose, now, unit_id=unit, times=times, until=until, ground="持证人授权")
    body = {"unit": unit, "times": times, "until": until.isoformat() if until else None}
    audit_record(
        actor, "licence.authorised", f"licence:{licence.id}", body, {"purpose": made.purpose}, now=now
    )
    return made


def licence_grant(
    licence_id: UUID, *, unit: str | None = None, party: UUID | None = None, ground: str, purpose: str,
    now: datetime, until: datetime | None = None, actor: Actor,
) -> LicenceGrant:  # fmt: skip
    """Let a unit or a party use a licence on a ground of law; called by the act above, which audits it.

    As often as the ground asks; only holders count times (``licence_authorise``).

    Raises:
        LicenceNotVisible: the actor cannot reach the licence itself.
        LicenceRefused: the purpose is not fit.
    """
    licence = access_licence(actor, licence_id)
    return _granted(actor, licence, purpose, now, unit_id=unit, party_id=party, ground=ground, until=until)


def licence_apply(
    licence_id: UUID, *, unit: str, item: str, number: str, now: datetime, actor: Actor
) -> None:
    """Let the unit of a case use a licence in place of a paper; the holder reads it, and it counts for the item.

    Called by the act above, once for each licence of a case.

    Raises:
        LicenceNotVisible: the actor cannot reach the licence itself.
    """
    purpose = f"办理“{item}”"
    licence_grant(licence_id, unit=unit, ground=f"办件 {number}", purpose=purpose, now=now, actor=actor)
    who = unit_names([unit]).get(unit, unit)
    with connection.cursor() as cursor:
        cursor.execute(_LOG, [licence_id, now, APPLIED, who, unit, purpose, number])


def licence_authorisation_end(*, actor: Actor, grant_id: UUID, now: datetime) -> None:
    """As holder, withdraw an authorisation; as easy as giving it.

    Raises:
        LicenceNotVisible: no such authorisation of a licence the actor holds.
    """
    grant = LicenceGrant.objects.filter(id=grant_id).first()
    licence = access_licence(actor, grant.licence_id if grant else grant_id, to="hold")
    live = Q(until__isnull=True) | Q(until__gt=now)
    LicenceGrant.objects.filter(live, id=grant_id).update(until=now)
    audit_record(
        actor, "licence.authorisation_ended", f"licence:{licence.id}", {"grant": str(grant_id)}, now=now
    )


def licence_use(
    *, actor: Actor, licence_id: UUID, purpose: str, now: datetime, case_no: str = "", act: str = "used"
) -> Licence:
    """Use a licence: as granted unit or party it takes one of the times; every use is logged for the holder.

    Raises:
        LicenceNotVisible: nothing lets this actor use it (any more).
        LicenceRefused: no purpose was stated.
    """
    with transaction.atomic():
        licence = access_licence(actor, licence_id)
        grant = None if _by_own_right(actor, licence) else _one_left(actor, licence, now)
        log_use(actor, licence, act, _fit(purpose), case_no, now)
        if grant is not None and actor.audience == "staff":
            LicenceGrant.objects.filter(id=grant.id).update(used=F("used") + 1)
    return licence


def licence_pdf(*, actor: Actor, licence_id: UUID, purpose: str, now: datetime, case_no: str = "") -> bytes:
    """The sealed PDF of the current version; reading it is a use.

    Raises:
        LicenceNotVisible: the actor may not use it.
        LicenceRefused: no purpose was stated, or the licence was collected from elsewhere and has no PDF.
    """
    licence = access_licence(actor, licence_id)
    file_id = licence.versions.get(version=licence.version).file_id
    if file_id is None:
        raise LicenceRefused("这张证照从其他系统归集，本系统没有它的版式文件。")
    licence_use(
        actor=actor, licence_id=licence_id, purpose=purpose, now=now, case_no=case_no, act="downloaded"
    )
    worker = system_actor("licences")
    with as_actor(worker):
        return file_read(worker, file_id)


def log_use(actor: Actor, licence: Licence, act: str, purpose: str, case_no: str, now: datetime) -> None:
    """Write a line that the holder reads; without RETURNING, for not everybody who writes may read it."""
    values: list[str | UUID | datetime] = [
        licence.id,
        now,
        act,
        actor.hat_label,
        actor.unit,
        purpose,
        case_no,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_LOG, values)


def _granted(actor: Actor, licence: Licence, purpose: str, now: datetime, **given: object) -> LicenceGrant:
    return LicenceGrant.objects.create(
        licence=licence, purpose=_fit(purpose), since=now, granted_by=actor.hat_label or actor.hat, **given
    )


def _fit(purpose: str) -> str:
    said = purpose.strip()
    if not said or len(said) > PURPOSE_LENGTH:
        raise LicenceRefused(f"请写明用途，不超过 {PURPOSE_LENGTH} 个字，持证人会看到。")
    return said


def _by_own_right(actor: Actor, licence: Licence) -> bool:
    if actor.audience == "worker" or actor.whole_city or licence.unit_id in actor.units:
        return True
    return actor.audience == "citizen" and licence.holders.filter(party__in=actor.parties).exists()


def _one_left(actor: Actor, licence: Licence, now: datetime) -> LicenceGrant:
    """The oldest grant that still has a use, held until the transaction ends: who comes second finds it used.

    Only units are counted: a party's grant has no number of times.

    Raises:
        LicenceNotVisible: no grant holds at this instant.
    """
    live = Q(until__isnull=True) | Q(until__gt=now)
    left = Q(times__isnull=True) | Q(used__lt=F("times"))
    by_unit = actor.audience == "staff"
    to = Q(unit_id__in=actor.own_units) if by_unit else Q(party_id__in=actor.parties)
    rows = LicenceGrant.objects.filter(live, left, to, licence=licence).order_by("id")
    held = list(rows.select_for_update() if by_unit else rows)
    if not held:
        raise LicenceNotVisible
    return held[0]
