"""Reads of emergency looks: those of one account, and all for the audit administrator."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from ..models import EmergencyAccess


def emergencies(limit: int = 200) -> list[EmergencyAccess]:
    """All looks, the newest first."""
    return list(_rows()[:limit])


def emergencies_of(account_id: UUID | None, limit: int = 20) -> list[EmergencyAccess]:
    """One account's own looks, the newest first."""
    return list(_rows().filter(account_id=account_id)[:limit]) if account_id else []


def emergency_get(look_id: UUID) -> EmergencyAccess | None:
    """One look; None if there is none."""
    return _rows().filter(id=look_id).first()


def _rows() -> QuerySet[EmergencyAccess]:
    rows = EmergencyAccess.objects.select_related("account", "verdict_by")
    return rows.defer("account__password", "verdict_by__password")
