"""Reads of licences: the card, the holder's log, and what applications may fill in from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from yiwang.engines.catalog.pure import MATERIAL
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.releases.public import NoRelease
from yiwang.foundations.releases.public import world as world_of
from yiwang.kernel.actor import Actor
from yiwang.loader import UnknownDefinition, World

from ..definitions import LICENCE_TYPE
from ..domain.states import Status, status_on
from ..domain.words import face_words
from ..models import Licence, LicenceGrant, LicenceHolder, LicenceUse, LicenceVersion
from ..policies import access_licence
from .faces import CODE_PURPOSE, face_masked, face_opened

APPLIED = "applied"
"""How a use is named that stood for a paper in an application."""


@dataclass(frozen=True)
class LicenceCard:
    """A licence as a person sees it.

    Attributes:
        status: the status on the day asked for, in which ``expired`` follows from the calendar.
        face: label and value of every field; secrets open for holders, starred for all others.
        code: the printed verification code, for holders only; empty for others.
    """

    id: UUID
    type: str
    type_name: str
    identifier: str
    unit_name: str
    holders: tuple[str, ...]
    status: Status
    status_reason: str
    version: int
    valid_from: date
    valid_until: date | None
    face: tuple[tuple[str, Any], ...]
    code: str
    has_pdf: bool
    is_demo: bool


@dataclass(frozen=True)
class HeldLicence:
    """A licence as a source of facts: the elements on its face, the materials it stands for."""

    licence_id: UUID
    party_id: UUID
    type: str
    type_name: str
    unit: str
    unit_name: str
    identifier: str
    elements: dict[str, Any]
    materials: tuple[str, ...]
    valid_until: date | None


def licence_card(actor: Actor, licence_id: UUID, day: date) -> LicenceCard:
    """One licence as this actor may see it on a day.

    Raises:
        LicenceNotVisible: the actor may not see it.
    """
    licence = access_licence(actor, licence_id)
    version = licence.versions.get(version=licence.version)
    names, own = _names(actor, licence)
    return _card(licence, version, names, own, day)


def licence_holders(actor: Actor, licence_id: UUID) -> set[UUID]:
    """The parties that hold a licence this actor may see.

    Raises:
        LicenceNotVisible: the actor may not see it.
    """
    return set(access_licence(actor, licence_id).holders.values_list("party_id", flat=True))


def licence_uses(actor: Actor, licence_id: UUID) -> Sequence[LicenceUse]:
    """Who used a licence and what for, newest first: the holder's page 谁用过我的证照.

    Raises:
        LicenceNotVisible: the actor does not hold it.
    """
    licence = access_licence(actor, licence_id, to="hold")
    return list(LicenceUse.objects.filter(licence=licence)[:200])


@dataclass(frozen=True)
class AppliedCount:
    """How often licences of a type stood for a paper in one item's cases."""

    purpose: str
    type_name: str
    times: int


def licences_applied(actor: Actor, since: datetime) -> list[AppliedCount]:
    """用证次数 by item and licence type since an instant, the most first; of the units that the official sees."""
    if actor.audience != "staff":
        return []
    rows = LicenceUse.objects.filter(act=APPLIED, at__gte=since)
    mine = rows if actor.whole_city else rows.filter(unit_id__in=actor.units)
    told = mine.order_by().values_list("purpose", "licence__type_name").annotate(times=Count("id"))
    return [AppliedCount(*row) for row in told.order_by("-times", "purpose", "licence__type_name")]


def licence_authorisations(actor: Actor, licence_id: UUID) -> Sequence[LicenceGrant]:
    """Authorisations of a licence that the actor holds, newest first.

    Raises:
        LicenceNotVisible: the actor does not hold it.
    """
    licence = access_licence(actor, licence_id, to="hold")
    return list(licence.grants.order_by("-since"))


def licence_held(party_ids: Iterable[UUID], day: date, world: World | None = None) -> list[HeldLicence]:
    """Licences of these parties that are valid on a day, with what an application may take from them.

    It shows what the scope entered shows: row-level security decides. Material types are the ones whose
    ``licence_type`` this is.
    """
    live = Q(licence__valid_until__isnull=True) | Q(licence__valid_until__gte=day)
    rows = LicenceHolder.objects.select_related("licence").filter(
        live, party_id__in=list(party_ids), licence__status=Status.VALID, licence__valid_from__lte=day
    )
    held = list(rows.order_by("licence__issued_at", "id"))
    versions = {
        one.licence_id: one
        for one in LicenceVersion.objects.filter(licence_id__in=[row.licence_id for row in held]).order_by(
            "version"
        )
    }
    defined = world or world_of()
    return [_held(row, versions[row.licence_id], defined) for row in held]


def _names(actor: Actor, licence: Licence) -> tuple[tuple[str, ...], bool]:
    rows = list(licence.holders.order_by("id"))
    own = actor.audience == "citizen" and any(row.party_id in actor.parties for row in rows)
    return tuple(row.name if own else row.name_masked for row in rows), own


def _card(
    licence: Licence, version: LicenceVersion, names: tuple[str, ...], own: bool, day: date
) -> LicenceCard:
    face = (face_opened if own else face_masked)(version.face)
    return LicenceCard(
        id=licence.id,
        type=licence.type,
        type_name=licence.type_name,
        identifier=version.identifier,
        unit_name=licence.unit_name,
        holders=names,
        status=status_on(Status(licence.status), licence.valid_until, day),
        status_reason=licence.status_reason,
        version=licence.version,
        valid_from=licence.valid_from,
        valid_until=licence.valid_until,
        face=_face_lines(licence.type, version.labels, face),
        code=decrypt(version.code, purpose=CODE_PURPOSE) if own else "",
        has_pdf=version.file_id is not None,
        is_demo=licence.is_demo,
    )


def _face_lines(
    kind_id: str, labels: Mapping[str, str], face: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    """Label and words of every field that says something, in the order of its type while that is defined."""
    try:
        world = world_of()
        words = face_words(world.get(LICENCE_TYPE, kind_id).face, face, world)
    except (NoRelease, UnknownDefinition):
        words = {name: str(face.get(name, "")) for name in labels}
    return tuple((labels[name], said) for name, said in words.items() if said and name in labels)


def _held(row: LicenceHolder, version: LicenceVersion, world: World) -> HeldLicence:
    licence, kind = row.licence, world.find(LICENCE_TYPE, row.licence.type)
    fields = kind.face if kind else {}
    face = face_opened(version.face)
    elements = {
        held.element: face[name]
        for name, held in fields.items()
        if held.element and held.of_holder and face.get(name) not in ("", None)
    }
    materials = tuple(key for key, held in world.all(MATERIAL).items() if held.licence_type == licence.type)
    return HeldLicence(
        licence_id=licence.id,
        party_id=row.party_id,
        type=licence.type,
        type_name=licence.type_name,
        unit=licence.unit_id,
        unit_name=licence.unit_name,
        identifier=version.identifier,
        elements=elements,
        materials=materials,
        valid_until=licence.valid_until,
    )
