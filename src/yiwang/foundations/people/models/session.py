"""Sessions that know whose they are: those of one account end without reading everybody's."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class AccountSession(AbstractBaseSession):
    """会话. ``account_id`` is kept by the store, from what the session itself says; empty while nobody is signed in."""

    account_id = models.UUIDField("账号", null=True)

    class Meta(AbstractBaseSession.Meta):
        """Table and words."""

        db_table = "account_session"
        verbose_name = "会话"
        verbose_name_plural = "会话"
        indexes = (models.Index(fields=["account_id"], name="account_session_account"),)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that the setting names; it stands above the tables."""
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
