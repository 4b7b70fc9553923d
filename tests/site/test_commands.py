"""The command line: nouns load what they need only; data is thrown away only when asked, and only ours."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from yiwang.site.database.attaching import attach, stop
from yiwang.site.database.places import Places

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path_factory):
    """A data folder that root's database account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="yw", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "var"
    stop(Places(folder / "var"))
    shutil.rmtree(folder)


def yiwang(*words, data=None, answer="", **environment):
    ours = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "YIWANG_DATA"}}
    ours |= {"PYTHONPATH": str(ROOT / "src"), "YIWANG_DATA": str(data or "/nonexistent")}
    command = [sys.executable, *environment.pop("python", []), "-m", "yiwang.site.cli", *words]
    return subprocess.run(
        command, env=ours | environment, input=answer, capture_output=True, text=True, check=False, cwd="/"
    )


def test_the_help_names_every_noun():
    said = yiwang("--help").stdout
    for noun in (
        "ids",
        "clock",
        "pack",
        "theme",
        "migrate",
        "serve",
        "worker",
        "demo",
        "reset",
        "db",
        "keys",
        "audit",
    ):
        assert f"\n    {noun} " in said


@pytest.mark.parametrize("words", [("ids", "--help"), ("clock", "--help"), ("pack", "--help"), ("db", "url")])
def test_pure_nouns_wait_for_no_django(words, data):
    done = yiwang(*words, data=data, python=["-X", "importtime"])
    assert done.returncode == 0
    assert "| django" not in done.stderr.replace("|   ", "| ").replace("|  ", "| ")


def test_wrong_usage_is_told_from_problems():
    assert yiwang("nonsense").returncode == 2
    assert yiwang("ids").returncode == 2


@pytest.mark.embedded
def test_reset_asks_deletes_what_is_ours_and_leaves_the_rest(data):
    attach(data).close()
    (data / "notes.txt").write_text("mine")
    assert yiwang("reset", data=data, answer="no\n").returncode == 1
    assert (data / "postgres").exists()
    done = yiwang("reset", data=data, answer="yes\n")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in data.iterdir()] == ["notes.txt"]


@pytest.mark.embedded
def test_reset_refuses_while_anything_runs(data):
    with attach(data):
        done = yiwang("reset", "--yes", data=data)
    assert done.returncode == 1
    assert "请先停止" in done.stderr
    assert (data / "postgres").exists()


def test_reset_never_touches_a_database_of_somebody_else(data):
    done = yiwang("reset", "--yes", data=data, DATABASE_URL="postgresql://elsewhere/city")
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr


@pytest.mark.embedded
def test_the_database_can_be_looked_at_and_stopped(data):
    assert yiwang("db", "status", data=data).returncode == 1
    with attach(data) as held:
        assert yiwang("db", "url", data=data).stdout.strip() == held.url()
        assert "正在运行" in yiwang("db", "status", data=data).stdout
        assert yiwang("db", "stop", data=data).returncode == 1
        assert yiwang("db", "stop", "--force", data=data).returncode == 0
        assert yiwang("db", "status", data=data).returncode == 1
