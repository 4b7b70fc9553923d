"""Reads of licences."""

from .faces import CODE_PURPOSE, FACE_PURPOSE, face_masked, face_opened
from .reading import (
    HeldLicence,
    LicenceCard,
    licence_authorisations,
    licence_card,
    licence_held,
    licence_holders,
    licence_uses,
)

__all__ = [
    "CODE_PURPOSE",
    "FACE_PURPOSE",
    "HeldLicence",
    "LicenceCard",
    "face_masked",
    "face_opened",
    "licence_authorisations",
    "licence_card",
    "licence_held",
    "licence_holders",
    "licence_uses",
]
