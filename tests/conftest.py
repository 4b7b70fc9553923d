"""For tests across apps: a whole running site, and a Chromium to walk through it."""

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tools.chromium import chromium as chromium_path
from yiwang.site.running import Crew, free_port, server_command, site_environment, worker_command

ROOT = Path(__file__).resolve().parents[1]
OURS = ("DATABASE_URL", "YIWANG_DATA", "YIWANG_DEMO", "YIWANG_PUBLIC_URL", "PYTHONPATH")
SEED = """
import django; django.setup()
from yiwang.foundations.releases.public import world
from yiwang.site.demo import seed
list(seed(world(), stories=False))
"""


@dataclass(frozen=True)
class LiveSite:
    """A demo site as it really runs: server and worker as processes that drop to the site's role.

    Attributes:
        url: its address, without a slash at the end.
        database_url: its database, as owner: to look behind the pages.
        data: its data folder; ``mail`` in it holds what was sent.
        log: what server and worker wrote.
        environment: the environment of its processes, to run commands of it.
        crew: its processes.
    """

    url: str
    database_url: str
    data: Path
    log: Path
    environment: dict[str, str]
    crew: Crew

    def kill_worker(self) -> None:
        """Kill the worker as a failing machine would: at once, with whatever it was at."""
        worker = self.crew.children.pop("worker")
        worker.kill()
        worker.wait()

    def start_worker(self) -> None:
        """Start a worker, as ``yiwang worker`` does."""
        ours = {key: self.environment[key] for key in OURS}
        self.crew.start("worker", worker_command(), site_environment(static="plain", **ours), self.log)

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a query run as the owner, who sees all."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run ``yiwang …`` on this site, as its owner."""
        return _yiwang(self.environment, *words)

    def python(self, module: str, *words: str, role: str = "") -> str:
        """What ``python -m module …`` prints on this site, as its owner or with the rights of another role."""
        environment = self.environment | ({"YIWANG_DB_ROLE": role, "YIWANG_STATIC": "plain"} if role else {})
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A seeded demo site with a database of its own; one for the whole run of a process."""
    with _site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def fresh_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A seeded demo site that nobody else has used: what was handed in before is known and not asked again."""
    with _site(tmp_path_factory.mktemp("fresh")) as site:
        yield site


@contextmanager
def _site(data: Path) -> Iterator[LiveSite]:
    name, owner = f"site_{secrets.token_hex(4)}", os.environ["DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    crew = Crew(listen=False)
    try:
        yield _start(crew, urlunsplit(urlsplit(owner)._replace(path=f"/{name}")), data)
    finally:
        crew.stop()
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _start(crew: Crew, database: str, data: Path) -> LiveSite:
    port = free_port(18000 + os.getpid() % 1000)
    url = f"http://127.0.0.1:{port}"
    ours = {"DATABASE_URL": database, "YIWANG_DATA": str(data), "YIWANG_DEMO": "1", "YIWANG_PUBLIC_URL": url}
    ours["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = os.environ | ours | {"DJANGO_SETTINGS_MODULE": "yiwang.site.settings"}
    for words in (("migrate", "--quiet"), ("pack", "apply", _demo_pack())):
        done = _yiwang(environment, *words)
        assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-c", SEED], env=environment, check=True, cwd=ROOT)
    site, log = site_environment(static="plain", **ours), data / "site.log"
    crew.start("serve", server_command("127.0.0.1", port, 1), site, log)
    crew.start("worker", worker_command(), site, log)
    _wait_for(url, crew, log)
    return LiveSite(url, database, data, log, environment, crew)


def _demo_pack() -> str:
    return str(ROOT / "packs" / (ROOT / "packs" / "demo-pack").read_text().strip())


def _yiwang(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "yiwang.site.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)


def _wait_for(url: str, crew: Crew, log: Path) -> None:
    for _ in range(300):
        assert not crew.ended(), log.read_text()[-3000:]
        try:
            urllib.request.urlopen(f"{url}/static/", timeout=1)
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A Playwright browser; without a Chromium the tests fail, they are never skipped."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    assert path, "没有找到 Chromium: 请运行 make test, 或用 CHROMIUM=路径 指明。"
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()
