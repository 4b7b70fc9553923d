"""The card of a licence, from what the engine gives."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.licences.public import LicenceCard, Status, Verification


@dataclass(frozen=True)
class Card:
    """What the template ``licence_card/card.html`` shows."""

    id: UUID
    url: str
    name: str
    number: str
    holder: str
    issuer: str
    status_word: str
    in_force: bool
    valid_until: date | None
    is_demo: bool
    code: str


def card_of(held: LicenceCard) -> Card:
    """The card of a licence one holds."""
    return Card(
        held.id,
        reverse("portal:licence", args=[held.id]),
        held.type_name,
        held.identifier,
        "、".join(held.holders),
        held.unit_name,
        held.status.word,
        held.status is Status.VALID,
        held.valid_until,
        held.is_demo,
        held.code,
    )


def verified_rows(found: Verification) -> list[dict[str, str]]:
    """What a verifier is told, line by line."""
    until = found.valid_until.isoformat() if found.valid_until else _("长期")
    rows = {
        _("证照"): found.type_name,
        _("持有人"): "、".join(found.holders),
        _("签发单位"): found.unit_name,
        _("证照标识"): found.identifier,
        _("有效期"): _("{0} 至 {1}").format(found.valid_from.isoformat(), until),
    }
    shown = [{"label": label, "value": value} for label, value in rows.items()]
    return [*shown, {"label": _("说明"), "value": _("演示证照，不具法律效力")}] if found.is_demo else shown
