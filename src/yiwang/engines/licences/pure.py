"""Licence types and the life of a licence, without Django."""

from .definitions import LICENCE_TYPE, FaceField, LicenceType
from .domain.codes import code_digest
from .domain.states import Status, may_become, status_on

__all__ = [
    "LICENCE_TYPE",
    "FaceField",
    "LicenceType",
    "Status",
    "code_digest",
    "may_become",
    "status_on",
]
