"""Tables of applications: drafts with their parts, submissions, objections to what government holds."""

from .correction import DataCorrection
from .draft import Draft, DraftFact, DraftMaterial, DraftSignature, DraftValue
from .exclusion import CommitmentExclusion
from .submission import IssuedPaper, PassedResult, Submission

__all__ = [
    "CommitmentExclusion", "DataCorrection",
    "Draft", "DraftFact", "DraftMaterial", "DraftSignature", "DraftValue", "IssuedPaper",
    "PassedResult", "Submission",
]  # fmt: skip
