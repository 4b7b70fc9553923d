"""Papers: pack templates set as PDF, seals, verification codes.

Others enter here; plain parts are in ``pure``.
"""

from yiwang.foundations.papers.pure import (
    PAPER,
    MissingGlyphError,
    MistypedCodeError,
    PaperDataError,
    SealProvider,
    SealRequest,
    TemplateError,
)
from yiwang.foundations.papers.services.codes import (
    Verified,
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
    seal_provider,
    seal_provider_use,
    seal_root_certificate,
)

__all__ = [
    "PAPER",
    "MissingGlyphError",
    "MistypedCodeError",
    "NoSuchSealError",
    "PaperDataError",
    "SealProvider",
    "SealRequest",
    "TemplateError",
    "Verified",
    "paper_render",
    "paper_seal",
    "paper_titled",
    "seal_provider",
    "seal_provider_use",
    "seal_root_certificate",
    "verification_code_bind",
    "verification_code_issue",
    "verification_code_lookup",
    "verification_code_revoke",
    "verification_url",
]
