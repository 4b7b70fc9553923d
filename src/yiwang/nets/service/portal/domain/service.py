"""Whether somebody agreed to be served electronically, and the words to agree to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.notices.public import electronic_terms, served_electronically


def service_choice(party_id: UUID, now: datetime, draft_id: UUID | None = None) -> dict[str, Any]:
    """What ``portal/parts/service_consent.html`` shows; back to the draft afterwards, if there is one."""
    words, version = electronic_terms(now)
    return {
        "agreed": served_electronically(party_id),
        "words": words,
        "version": version,
        "draft": draft_id or "",
    }
