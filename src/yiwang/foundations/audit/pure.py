"""Hashes, Merkle trees, receipts and verification of sealed logs as plain functions.

Others may use them freely.
"""

from yiwang.foundations.audit.domain.canonical import NotCanonicalError, canonical, plain
from yiwang.foundations.audit.domain.erasing import Erasable, ErasableParty, Going, Staying
from yiwang.foundations.audit.domain.hashes import (
    GENESIS,
    SALT_BYTES,
    body_hash,
    digest,
    event_hash,
    event_text,
)
from yiwang.foundations.audit.domain.merkle import merkle_path, merkle_root, merkle_verify
from yiwang.foundations.audit.domain.roots import roots_of, roots_problem
from yiwang.foundations.audit.domain.seals import Leaf, receipt_problem, seal_of
from yiwang.foundations.audit.domain.stamps import (
    StampAuthority,
    StampFailedError,
    stamp_digest,
    stamp_problem,
)
from yiwang.foundations.audit.domain.verifying import LogRow, log_findings

__all__ = [
    "GENESIS",
    "SALT_BYTES",
    "Erasable",
    "ErasableParty",
    "Going",
    "Leaf",
    "LogRow",
    "NotCanonicalError",
    "StampAuthority",
    "StampFailedError",
    "Staying",
    "body_hash",
    "canonical",
    "digest",
    "event_hash",
    "event_text",
    "log_findings",
    "merkle_path",
    "merkle_root",
    "merkle_verify",
    "plain",
    "receipt_problem",
    "roots_of",
    "roots_problem",
    "seal_of",
    "stamp_digest",
    "stamp_problem",
]
