"""For tests across apps: a whole running site, and a Chromium to walk through it."""

import fcntl
import os
import secrets
import shutil
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
TEMPLATE = "site_template"
PATIENCE = 120
"""Seconds that a server may take to answer: beside other work it starts slowly."""
SETTINGS = "DJANGO_SETTINGS_MODULE"
OURS = (SETTINGS, "DATABASE_URL", "YIWANG_DATA", "YIWANG_DEMO", "YIWANG_PUBLIC_URL", "PYTHONPATH")
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
    name, template = f"site_{secrets.token_hex(4)}", _template()
    shutil.copytree(template, data, dirs_exist_ok=True)
    _as_owner(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    crew = Crew(listen=False)
    try:
        yield _start(crew, _database(name), data)
    finally:
        crew.stop()
        _as_owner(f"DROP DATABASE {name} WITH (FORCE)")


def _template() -> Path:
    """The data folder of a seeded site whose database others are copied from; made once for all processes."""
    folder = Path(os.environ["YIWANG_DATA"]).parent / TEMPLATE
    folder.mkdir(exist_ok=True)
    with (folder.parent / f"{TEMPLATE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            _as_owner(f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
            _seed(_environment(_database(TEMPLATE), folder, "http://127.0.0.1"))
            (folder / "made").touch()
    return folder


def _as_owner(*statements: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def _database(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _environment(database: str, data: Path, url: str) -> dict[str, str]:
    ours = {"DATABASE_URL": database, "YIWANG_DATA": str(data), "YIWANG_DEMO": "1", "YIWANG_PUBLIC_URL": url}
    ours["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return os.environ | ours | {SETTINGS: "tests.live_settings"}


def _seed(environment: dict[str, str]) -> None:
    for words in (("migrate", "--quiet"), ("pack", "apply", _demo_pack())):
        done = _yiwang(environment, *words)
        assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-c", SEED], env=environment, check=True, cwd=ROOT)


def _start(crew: Crew, database: str, data: Path) -> LiveSite:
    port = free_port(18000 + os.getpid() % 1000)
    url = f"http://127.0.0.1:{port}"
    environment, log = _environment(database, data, url), data / "site.log"
    site = site_environment(static="plain", **{key: environment[key] for key in OURS})
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
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
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
