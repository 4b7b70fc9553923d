"""Telling people what they are waited for: a signature asked for, a signature refused.

What happens on cases (submitted, accepted, one request for everything, decided,
issued) the case types tell by
themselves; here is only what happens before there is a case.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.notices.public import notice_send

from ..models import Draft


def tell_asked(body: Mapping[str, Any], key: str, now: datetime) -> None:
    """Ask a signer for the signature."""
    _send(body, key, "application_signature_asked", {}, now)


def tell_refused(body: Mapping[str, Any], key: str, now: datetime) -> None:
    """Tell the owner that somebody refused, and why."""
    _send(body, key, "application_signature_refused", {"reason": str(body.get("reason", ""))}, now)


def _send(body: Mapping[str, Any], key: str, template: str, data: dict[str, Any], now: datetime) -> None:
    draft = Draft.objects.filter(id=body["draft"]).first()
    if draft is not None:
        about = {"title": draft.title, "draft": str(draft.id), **data}
        notice_send(party_id=UUID(str(body["party"])), template=template, data=about, key=key, now=now)
