"""Where sessions are kept (setting ``SESSION_ENGINE``): Django's own store, with the account in a column beside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from ..models import AccountSession


class SessionStore(DatabaseStore):
    """Its name is part of the salt under which sessions are signed: what Django's own store wrote can still be read."""

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        """The table."""
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """A row, with whose session it is."""
        return _owned(super().create_model_instance(data), data)

    async def acreate_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """See ``create_model_instance``."""
        return _owned(await super().acreate_model_instance(data), data)


def _owned(row: Any, data: dict[str, Any]) -> AccountSession:
    held: AccountSession = row
    account = data.get(SESSION_KEY)
    held.account_id = UUID(account) if account else None
    return held
