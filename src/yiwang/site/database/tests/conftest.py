"""A data folder that the server's account can reach, and processes that attach to its database."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import psycopg
import pytest

from yiwang.site.database import attaching
from yiwang.site.database.places import Places

SRC = Path(__file__).resolve().parents[4]
HOLD = """
import sys
from pathlib import Path
from yiwang.site.database.attaching import attach
from yiwang.site.database.problems import DatabaseProblem
try:
    held = attach(Path(sys.argv[1]), say=lambda text: print("say", text, flush=True))
except DatabaseProblem as problem:
    print("problem", problem, flush=True)
    sys.exit(3)
if "keep" in sys.argv:
    held.keep()
print("ready", held.url(), flush=True)
sys.stdin.readline()
held.close()
"""


def wait_until(true, seconds=30.0):
    """Wait for something that other processes bring about; fail if it does not come."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


class Box:
    """One data folder, its user, and the processes attached to it."""

    def __init__(self, uid: int | None, python: str, state: Path | None = None):
        self.folder = Path(tempfile.mkdtemp(prefix="yw", dir="/tmp"))
        self.folder.chmod(0o755)
        if uid is not None:
            os.chown(self.folder, uid, uid)
        self.uid, self.python = uid, python
        self.state = state or self.folder / "state"
        self.data = self.folder / "var"
        self.places = Places(self.data)
        self.processes = []
        self.env = os.environ | {"PYTHONPATH": PATHS, "YIWANG_DB_STATE": str(self.state)}

    def copy(self):
        """A box with a database as this one has, which must be stopped; programs that were copied serve both."""
        made = Box(self.uid, self.python, self.state)
        subprocess.run(["cp", "-a", self.data, made.data], check=True)
        return made

    def start(self, *words, **env):
        """Start a process that attaches and then waits."""
        process = subprocess.Popen(
            [self.python, "-c", HOLD, str(self.data), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.env | env, cwd="/",
            **({"user": self.uid, "group": self.uid, "extra_groups": []} if self.uid is not None else {}),
        )  # fmt: skip
        self.processes.append(process)
        return process

    def hold(self, *words, **env):
        """The same, and wait until it is attached."""
        process = self.start(*words, **env)
        said = self.said(process)
        assert said[-1].startswith("ready"), said
        return process

    def said(self, process):
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith(("ready", "problem")):
                break
        return lines

    def leave(self, process):
        process.stdin.close()
        process.wait(30)

    def connect(self, **options):
        folder = os.path.realpath(attaching.socket_folder(self.data))
        return psycopg.connect(**({"host": folder, "user": "yiwang", "dbname": "yiwang"} | options))

    def ask(self, sql):
        """What the database answers to the owner, or None if it could not be asked."""
        try:
            with self.connect(autocommit=True) as connection:
                done = connection.execute(sql)
                return str(done.fetchone()[0]) if done.description else ""
        except psycopg.Error:
            return None

    def run_sql(self, sql):
        assert self.ask(sql) is not None

    def count(self):
        return int(self.ask("SELECT count(*) FROM kept") or 0)

    def fill(self):
        self.run_sql("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")

    def pid(self, whose="postmaster"):
        return attaching.state(self.places).get(whose, 0)

    def stopped(self):
        return not attaching.watchdog_lives(self.places)

    def close(self):
        for process in self.processes:
            process.kill()
            process.wait()
            process.stdout.close()
        if self.places.watchdog.exists():
            wait_until(self.stopped)
        shutil.rmtree(self.folder, ignore_errors=True)


PATHS = os.pathsep.join((str(SRC), str(Path(psycopg.__file__).parents[1])))


@cache
def interpreter(uid):
    """A Python that this user can run with our packages, perhaps the system's own; None if there is none."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            command = [python, "-c", "import psycopg, yiwang.site.database.attaching"]
            subprocess.run(
                command, user=uid, cwd="/", env={"PYTHONPATH": PATHS}, capture_output=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    return None


def ordinary():
    """A user without rights and its Python, if we are root; None and ours if we are ordinary ourselves."""
    if os.geteuid() != 0:
        return None, sys.executable
    uid = pwd.getpwnam("nobody").pw_uid
    python = interpreter(uid)
    if python is None:
        pytest.skip(
            "an ordinary user cannot reach this Python or this folder: run these tests as one as well"
        )
    return uid, python


@pytest.fixture(scope="session", params=["root", "ordinary"])
def user(request):
    """As whom the processes of a box run, and the Python they run with."""
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("only root can try what root does")
    return ordinary() if request.param == "ordinary" else (None, sys.executable)


whoever = pytest.mark.parametrize("user", ["whoever"], indirect=True)
"""Tried once, as who runs the tests: for what is the same for root and everybody else, like patience."""


@pytest.fixture(scope="session")
def made_box(user):
    """A box whose database was made and stopped; others are copied from it."""
    box = Box(*user)
    box.leave(box.hold())
    wait_until(box.stopped)
    yield box
    box.close()


@pytest.fixture
def box(made_box):
    """A box with a database that was made before and is stopped: for tests that are not about its making."""
    copied = made_box.copy()
    yield copied
    copied.close()


@pytest.fixture
def empty_box(user):
    """A box in which nothing was ever started."""
    box = Box(*user)
    yield box
    box.close()


@pytest.fixture
def kill():
    return lambda pid: os.kill(pid, signal.SIGKILL)
