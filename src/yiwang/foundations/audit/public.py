"""Audit: acts outside cases, the seal over every log, verification, receipts, and who looked at whose data.

Others enter here. A log of one's own: two tables, ``sealed_log_step`` in their migration, ``register_log``
in ``ready()``, and rows written with ``body_hash`` and ``event_hash`` of ``audit.pure``.
"""

from yiwang.foundations.audit.pure import Erasable, ErasableParty, Going, Staying, receipt_problem
from yiwang.foundations.audit.selectors.events import (
    AuditEntry,
    NotAuditorError,
    access_log_for,
    audit_entries,
)
from yiwang.foundations.audit.services.erasing import (
    NothingToEraseError,
    body_erase,
    chain_erase,
    erasers,
    erasure_against,
    erasure_files,
    erasure_run,
    register_eraser,
)
from yiwang.foundations.audit.services.erasure_steps import (
    erasure_step,
    party_erasure_step,
    step_again,
    step_undone,
)
from yiwang.foundations.audit.services.logs import OWN_LOG, SealedLog, register_log
from yiwang.foundations.audit.services.migrating import sealed_log_step
from yiwang.foundations.audit.services.outside import last_sealed, outside_path
from yiwang.foundations.audit.services.party_erasing import (
    party_blind_purposes,
    party_erasers,
    party_erasure_against,
    party_erasure_files,
    party_erasure_goes,
    party_erasure_run,
    party_erasure_stays,
    register_party_eraser,
)
from yiwang.foundations.audit.services.receipts import NotSealedYetError, receipt_for
from yiwang.foundations.audit.services.recording import access_record, audit_record, default_algo
from yiwang.foundations.audit.services.roots import RootsDiffer, roots_folder, roots_publish
from yiwang.foundations.audit.services.sealing import SEAL_EVERY_SECONDS, seal_now
from yiwang.foundations.audit.services.stamping import (
    stamp_findings,
    stamps_ask,
    stamps_from,
    stamps_known,
    stamps_trusted,
    stamps_use,
    token_path,
)
from yiwang.foundations.audit.services.verifying import verify_all

__all__ = [
    "OWN_LOG",
    "SEAL_EVERY_SECONDS",
    "AuditEntry",
    "Erasable",
    "ErasableParty",
    "Going",
    "NotAuditorError",
    "NotSealedYetError",
    "NothingToEraseError",
    "RootsDiffer",
    "SealedLog",
    "Staying",
    "access_log_for",
    "access_record",
    "audit_entries",
    "audit_record",
    "body_erase",
    "chain_erase",
    "default_algo",
    "erasers",
    "erasure_against",
    "erasure_files",
    "erasure_run",
    "erasure_step",
    "last_sealed",
    "outside_path",
    "party_blind_purposes",
    "party_erasers",
    "party_erasure_against",
    "party_erasure_files",
    "party_erasure_goes",
    "party_erasure_run",
    "party_erasure_stays",
    "party_erasure_step",
    "receipt_for",
    "receipt_problem",
    "register_eraser",
    "register_log",
    "register_party_eraser",
    "roots_folder",
    "roots_publish",
    "seal_now",
    "sealed_log_step",
    "stamp_findings",
    "stamps_ask",
    "stamps_from",
    "stamps_known",
    "stamps_trusted",
    "stamps_use",
    "step_again",
    "step_undone",
    "token_path",
    "verify_all",
]
