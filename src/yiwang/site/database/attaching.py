"""Attaching to the embedded database: from then until ``close``, or until the process dies, it runs.

Attached processes share it; the first one starts the watchdog, and when the last one is gone the watchdog
stops it. A long-lived process calls ``keep`` so that a killed watchdog is replaced while it works.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from .cluster import OWNER, SITE
from .places import Places, socket_folder
from .problems import DatabaseProblem

DATABASE = "yiwang"
_PULSE = 0.02
_SAY_AFTER = 3.0

_ROLE = f"""DO $do$ BEGIN
  CREATE ROLE {SITE} LOGIN NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $do$"""


class Attachment:
    """A hold on the embedded database of one data folder."""

    def __init__(self, data: Path, users: int) -> None:
        self.places = Places(data)
        self._users = users
        self._leaving = threading.Event()

    def url(self, role: str = OWNER) -> str:
        """The address for a role: the owner, or the site's own role."""
        return f"postgresql://{role}@/{DATABASE}?host={socket_folder(self.places.data)}"

    def keep(self) -> None:
        """Watch the watchdog from a thread of this process, and replace it when it was killed."""
        threading.Thread(target=self._keep, name="database-keeper", daemon=True).start()

    def close(self) -> None:
        """Let go; the last one to do so has the database stopped."""
        self._leaving.set()
        os.close(self._users)

    def _keep(self) -> None:
        while not self._leaving.wait(1.0):
            if not self.places.stopped.exists():
                ensure_watchdog(self.places)

    def __enter__(self) -> "Attachment":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def attach(data: Path, say: Callable[[str], None] = lambda text: None) -> Attachment:
    """Hold the embedded database of a data folder, starting it if it does not run; returns when it answers.

    Args:
        data: the site's data folder; made if it is missing.
        say: told, in a sentence, when starting takes long (recovery after a crash has no time limit).

    Raises:
        DatabaseProblem: it cannot run; the sentence says why.
    """
    places = Places(data.resolve())
    _make_run(places)
    users = os.open(places.users, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while a watchdog is stopping
    try:
        places.stopped.unlink(missing_ok=True)
        _wait_ready(places, say)
        _have_database(places)
    except BaseException:
        os.close(users)
        raise
    return Attachment(places.data, users)


def ensure_watchdog(places: Places) -> bool:
    """Start a watchdog unless one lives; whether one was started. The lock passes to it, open."""
    lock = os.open(places.watchdog, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        _spawn(places, lock)
        return True
    finally:
        os.close(lock)


def watchdog_lives(places: Places) -> bool:
    """Whether somebody holds the watchdog lock."""
    return places.watchdog.exists() and not _free(places.watchdog)


def users_hold(places: Places) -> bool:
    """Whether any process is attached."""
    return places.users.exists() and not _free(places.users)


def state(places: Places) -> dict[str, Any]:
    """What the living watchdog says: ``watchdog``, ``postmaster``, ``crashes``; empty if none lives."""
    if not watchdog_lives(places) or not places.state.exists():
        return {}
    found: dict[str, Any] = json.loads(places.state.read_text())
    return found


def stop(places: Places) -> None:
    """Have the database stopped whoever is attached, and not started again by them."""
    if not places.run.exists():
        return
    places.stopped.touch()
    watchdog = state(places).get("watchdog")
    if watchdog:
        os.kill(watchdog, signal.SIGTERM)
    while watchdog_lives(places):
        time.sleep(_PULSE)


def _make_run(places: Places) -> None:
    try:
        places.run.mkdir(parents=True, exist_ok=True)
        places.users.touch(mode=0o600)
        places.log.touch(mode=0o600)
    except PermissionError:
        raise DatabaseProblem(
            f"不能写入数据文件夹 {places.data}: 它属于另一个用户。请用原来的用户运行,"
            " 或用 YIWANG_DATA 另指一个文件夹。"
        ) from None


def _spawn(places: Places, lock: int) -> None:
    package = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    with places.log.open("ab") as log:
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "yiwang.site.database.watchdog", str(places.data), str(lock)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(lock,), start_new_session=True,
            cwd="/", env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip


def _wait_ready(places: Places, say: Callable[[str], None]) -> None:
    """Wait as long as a watchdog lives; recovery takes the time it takes."""
    began, mark, told = time.monotonic(), places.log.stat().st_size, False
    started = ensure_watchdog(places)
    while not _answers(places):
        if not watchdog_lives(places) and started:
            raise DatabaseProblem(f"数据库没有启动。{_reason(places, mark)} 完整记录见 {places.log}。")
        started = ensure_watchdog(places) or started
        if not told and time.monotonic() - began > _SAY_AFTER:
            say("数据库正在启动或恢复, 请稍候……")
            told = True
        time.sleep(_PULSE)


def _answers(places: Places) -> bool:
    try:
        _connect(places, "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _connect(places: Places, database: str) -> "psycopg.Connection[Any]":
    folder = str(socket_folder(places.data))
    return psycopg.connect(host=folder, user=OWNER, dbname=database, autocommit=True, connect_timeout=10)


def _have_database(places: Places) -> None:
    with _connect(places, "postgres") as connection:
        connection.execute(_ROLE)
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            return
        try:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was first


def _reason(places: Places, mark: int) -> str:
    with places.log.open("rb") as log:
        log.seek(mark)
        lines = log.read().decode(errors="replace").strip().splitlines()
    said = (line.partition(": ")[2] for line in reversed(lines) if line.startswith("watchdog"))
    return next(said, " ".join(lines[-3:]))


def _free(path: Path) -> bool:
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(handle)
