"""Taking a provider's notice: the only way by which a check is passed.

Verified first, taken once, and believed only for the check it was made for: our number and the provider's must match.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from ..domain.errors import NoProvider
from ..domain.provider import WORDS, CheckNotice, NoticeForged
from ..domain.standing import ASKED, FAILED, PASSED
from ..models import PersonCheck
from ..selectors import CHECKER, check_rules
from .providers import person_check_provider

TAKEN, REPEATED, LATE, MISMATCH, UNKNOWN = "taken", "repeated", "late", "mismatch", "unknown"
FORGERIES: Final = "person_checks:notices"
"""The audit subject of notices that nobody believed."""


def check_notice_take(signed: Signed, *, now: datetime) -> str:
    """Take a notice: ``taken``, ``repeated``, ``late`` (changes nothing any more), ``mismatch`` or ``unknown``.

    Raises:
        NoticeForged: the signature is not the provider's; that it came is in the audit log.
        NoProvider: none is bound, or the pack has no rules.
    """
    provider, digest = person_check_provider(), hashlib.sha256(signed.body).hexdigest()
    try:
        said = provider.read(signed)
    except NoticeForged:
        with as_actor(CHECKER):  # a transaction of its own, so that what is raised does not undo the record
            body = {"digest": digest, "bytes": len(signed.body)}
            audit_record(CHECKER, "person_checks.notice.refused", FORGERIES, body, now=now)
        raise
    with as_actor(CHECKER):
        return _verdict(provider.id, said, digest, now)


def _verdict(provider: str, said: CheckNotice, digest: str, now: datetime) -> str:
    row = PersonCheck.objects.select_for_update().filter(number=said.number).first()
    if row is None:
        return _doubted(UNKNOWN, said, now)
    if (row.provider, row.provider_number) != (provider, said.provider_number):
        return _doubted(MISMATCH, said, now)
    if row.state != ASKED:
        return REPEATED if row.notice_id == said.id else LATE
    _answered(row, said, digest, now)
    return TAKEN


def _doubted(verdict: str, said: CheckNotice, now: datetime) -> str:
    body = {"passed": said.passed, "provider_number": said.provider_number[:40]}
    audit_record(
        CHECKER, f"person_checks.notice.{verdict}", f"person_check:{said.number[:40]}", body, now=now
    )
    return verdict


def _answered(row: PersonCheck, said: CheckNotice, digest: str, now: datetime) -> None:
    """Passed counts from when the person was looked at, not from when a notice arrives late."""
    rules = check_rules(now)
    if rules is None:
        raise NoProvider
    row.state, row.answered_at, row.notice_id, row.digest = (
        PASSED if said.passed else FAILED,
        now,
        said.id,
        digest,
    )
    row.valid_until = min(said.at, now) + timedelta(minutes=rules.minutes) if said.passed else None
    row.why = "" if said.passed else said.why if said.why in WORDS else "other"
    row.save()
    body = {"number": row.number, "passed": said.passed, "why": row.why}
    audit_record(CHECKER, "person_checks.check.answered", f"draft:{row.matter_id}", body, now=now)
