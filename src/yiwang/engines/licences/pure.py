"""Licence types and the life of a licence, without Django."""

from .definitions import LICENCE_TYPE, LicenceType

__all__ = [
    "LICENCE_TYPE",
    "LicenceType",
]
