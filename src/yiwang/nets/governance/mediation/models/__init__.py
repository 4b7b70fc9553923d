"""Tables of mediation: requests beside their cases, sides apart from both, signatures and papers."""

from .conflict import MediationConflict
from .paper import MediationPaper, MediationSignature
from .request import MediationRequest, MediationSide

__all__ = ["MediationConflict", "MediationPaper", "MediationRequest", "MediationSide", "MediationSignature"]
