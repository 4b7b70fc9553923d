"""Tables of mediation: requests beside their cases, sides apart from both, signatures and papers."""

from .paper import MediationPaper, MediationSignature
from .request import MediationRequest, MediationSide

__all__ = ["MediationPaper", "MediationRequest", "MediationSide", "MediationSignature"]
