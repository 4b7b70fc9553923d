"""Papers: pack templates set as PDF, seals, verification codes.

Others enter here; plain parts are in ``pure``.
"""

from yiwang.foundations.papers.pure import PAPER, MistypedCodeError, SealProvider, SealRequest
from yiwang.foundations.papers.services.codes import (
    verification_code_bind,
    verification_code_issue,
    verification_code_lookup,
    verification_code_revoke,
    verification_url,
)
from yiwang.foundations.papers.services.rendering import paper_render, paper_titled
from yiwang.foundations.papers.services.seals import (
    NoSuchSealError,
    paper_seal,
    seal_provider_use,
    seal_root_certificate,
)

__all__ = [
    "PAPER",
    "MistypedCodeError",
    "NoSuchSealError",
    "SealProvider",
    "SealRequest",
    "paper_render",
    "paper_seal",
    "paper_titled",
    "seal_provider_use",
    "seal_root_certificate",
    "verification_code_bind",
    "verification_code_issue",
    "verification_code_lookup",
    "verification_code_revoke",
    "verification_url",
]
