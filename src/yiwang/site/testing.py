"""A pytest plugin: tests get an embedded database of their own unless ``DATABASE_URL`` names one.

Loaded by ``-p yiwang.site.testing`` before pytest-django reads the settings. Everything a test run writes
lies in a temporary folder, never in the demo's data.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yiwang.site.collecting import THRESHOLDS
from yiwang.site.database.attaching import Attachment, attach, stop

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
"""Playwright keeps an event loop in the thread of the tests; Django would take every query there for a mistake."""

gc.set_threshold(*THRESHOLDS)
"""As in a web process (``warming``): code, tests and definitions stay as long as the process does."""


MADE_BY_MIGRATIONS = ("django_content_type", "auth_permission", "django_migrations", "case_number_secret")
"""Tables with rows that no test wrote; every other one is empty before the first test."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Have a data folder and a database before anybody reads the settings; worker processes inherit both."""
    if "YIWANG_DATA" not in os.environ or "DATABASE_URL" not in os.environ:
        folder = _own_folder(early_config)
        if "DATABASE_URL" not in os.environ:
            _own_database(early_config, folder)
    yield


def pytest_collection_finish() -> None:
    """What was imported and collected stays: nobody looks through it for rubbish any more."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_flushed() -> Iterator[None]:
    """A test that commits writes twenty tables of three hundred; the others need not be emptied after it.

    What migrations made of content types and permissions stays, so that it need not be made anew: together a second
    for each such test.
    """
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _truncating)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_, **__: None)
        yield


def _truncating(ops: Any, _style: object, _tables: list[str], **_: object) -> list[str]:
    """Asked of the database: some tables are made in SQL, and Django knows of none of these."""
    held = ops.connection.introspection.table_names()
    names = [ops.quote_name(name) for name in held if name not in MADE_BY_MIGRATIONS]
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)  # noqa: S608
    with ops.connection.cursor() as cursor:
        cursor.execute(asked)
        written = ", ".join(name for (name,) in cursor.fetchall())
    return [f"TRUNCATE {written} CASCADE"] if written else []


def _own_folder(config: pytest.Config) -> Path:
    base = Path(tempfile.mkdtemp(prefix="yiwang-test-"))
    base.chmod(0o755)  # root's database runs as another account
    config.add_cleanup(lambda: shutil.rmtree(base, ignore_errors=True))
    os.environ["YIWANG_DATA"] = str(base / "var")
    return base / "var"


def _own_database(config: pytest.Config, folder: Path) -> None:
    os.environ["YIWANG_DB_DURABLE"] = "0"
    held = attach(folder)
    del os.environ["YIWANG_DB_DURABLE"]
    os.environ["DATABASE_URL"] = held.url()
    config.add_cleanup(lambda: _put_away(held))


def _put_away(held: Attachment) -> None:
    held.close()
    stop(held.places)
