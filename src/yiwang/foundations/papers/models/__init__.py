"""Tables of papers."""

from .codes import VerificationCode
from .seals import SealIdentity, SealUse

__all__ = ["SealIdentity", "SealUse", "VerificationCode"]
