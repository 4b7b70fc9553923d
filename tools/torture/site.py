"""A demo site of its own: embedded database, server, worker; made ready, started, killed, mended."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psycopg

from yiwang.site.database.attaching import attach, state
from yiwang.site.database.binaries import find_binaries
from yiwang.site.database.places import Places
from yiwang.site.running import Crew, free_port, server_command, site_environment, worker_command

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0
"""Seconds: a busy machine takes its time to start a process."""
OURS = ("DATABASE_URL", "YIWANG_DATA", "YIWANG_DEMO", "PYTHONPATH")


class Site:
    """The processes of one site, and how each dies."""

    def __init__(self, data: Path, url: str, web: int) -> None:
        self.data, self.database_url, self.log, self.web = data, url, data / "site.log", web
        self.port = free_port(18300 + os.getpid() % 500)
        self.crew = Crew(listen=False)
        self.deaths: dict[str, Callable[[], None]] = {
            "web": lambda: self._kill_group("serve"),
            "one web process": self._kill_web_process,
            "worker": lambda: self._kill_group("worker"),
            "database": lambda: os.kill(self._postmaster(), signal.SIGKILL),
            "one database process": self._kill_backend,
            "everything": self._kill_all,
        }

    def environment(self) -> dict[str, str]:
        """The environment of its commands, as owner."""
        ours = {"DATABASE_URL": self.database_url, "YIWANG_DATA": str(self.data), "YIWANG_DEMO": "1"}
        ours |= {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))), "YIWANG_LOG_LEVEL": "ERROR"}
        return {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "yiwang.site.settings"}

    def mend(self) -> None:
        """Start what is dead, as a service manager does, and wait until the site answers."""
        self._alive("serve", server_command("127.0.0.1", self.port, self.web))
        self._alive("worker", worker_command())
        self._wait()

    def _alive(self, name: str, command: list[str]) -> None:
        child = self.crew.children.get(name)
        if child is None or child.poll() is not None:
            ours = {key: self.environment()[key] for key in OURS}
            self.crew.start(name, command, site_environment(static="plain", **ours), self.log)

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a query as owner; a database that is coming back is waited for."""
        last = time.monotonic() + PATIENCE
        while True:
            try:
                with psycopg.connect(self.database_url, autocommit=True) as connection:
                    cursor = connection.execute(sql, values)  # type: ignore[arg-type]
                    return cursor.fetchall() if cursor.description else []
            except psycopg.OperationalError:
                if time.monotonic() > last:
                    raise
                time.sleep(0.2)

    def _wait(self) -> None:
        last = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > last:
                raise TimeoutError(f"the site did not come back: {self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/publications", timeout=10):
                return True
        except HTTPError:
            return False
        except OSError:
            return False

    def _kill_group(self, name: str) -> None:
        child = self.crew.children[name]
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def _kill_web_process(self) -> None:
        serving = [pid for pid in _children(self.crew.children["serve"].pid) if "granian" in _command(pid)]
        os.kill(random.choice(serving), signal.SIGKILL) if serving else self._kill_group("serve")

    def _kill_backend(self) -> None:
        backends = self.ask(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename <> %s",
            "yiwang",
        )
        os.kill(random.choice(backends)[0] if backends else self._postmaster(), signal.SIGKILL)

    def _kill_all(self) -> None:
        os.kill(self._postmaster(), signal.SIGKILL)
        for name in ("serve", "worker"):
            self._kill_group(name)

    def _postmaster(self) -> int:
        return int(state(Places(self.data))["postmaster"])


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == parent:
            found.append(int(path.parent.name))
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@contextmanager
def own_site(data: Path, web: int, ready: Callable[[Site], None]) -> Iterator[Site]:
    """A site in this folder while it is wanted: ``ready`` fills its database, then so many web processes serve it."""
    with attach(data) as held:
        held.keep()  # as ``yiwang demo`` does: a watchdog gives up after crashes in a row, and here they are many
        site = Site(data, held.url(), web)
        ready(site)
        try:
            site.mend()
            yield site
        finally:
            site.crew.stop()


def seeded(site: Site) -> None:
    """Tables and the pack of the demo city: a minute."""
    pack = ROOT / "packs" / (ROOT / "packs" / "demo-pack").read_text().strip()
    for words in (("migrate", "--quiet"), ("pack", "apply", str(pack))):
        command = [sys.executable, "-m", "yiwang.site.cli", *words]
        subprocess.run(command, env=site.environment(), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def restored(folder: Path, site: Site) -> None:
    """What another site had: its data folder, with its roles and tables as SQL in ``site.sql``."""
    shutil.copytree(folder, site.data, dirs_exist_ok=True)
    command = [
        find_binaries().program("psql"),
        "-q",
        "-X",
        "-f",
        str(site.data / "site.sql"),
        site.database_url,
    ]
    subprocess.run(command, check=True, capture_output=True)  # a role that is there already is no error


def dumped(database_url: str, file: Path) -> None:
    """Write the roles and the tables of a database, for ``restored``."""
    programs = {"pg_dumpall": ["--roles-only", "-d"], "pg_dump": ["-d"]}
    with file.open("wb") as sql:
        for program, words in programs.items():
            command = [find_binaries().program(program), *words, database_url]
            subprocess.run(command, check=True, stdout=sql)
