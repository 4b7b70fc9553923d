"""Database roles belong to a cluster that several databases share; making them at one moment works for all."""

import importlib
import shutil
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from yiwang.site.database.attaching import attach

ROLES = {"yiwang_app", "yiwang_staff", "yiwang_citizen", "yiwang_worker", "yiwang_public"}


@pytest.fixture
def cluster():
    folder = Path(tempfile.mkdtemp(prefix="yw", dir="/tmp"))
    folder.chmod(0o755)
    with attach(folder / "var") as held:
        yield held.url()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.embedded
def test_databases_that_make_the_roles_at_the_same_moment_all_succeed(cluster):
    migration = importlib.import_module("yiwang.foundations.scope.migrations.0001_roles")
    names = [f"city{n}" for n in range(6)]
    meet, failed = threading.Barrier(len(names)), []

    def migrate(name):
        with psycopg.connect(cluster.replace("/yiwang?", f"/{name}?")) as connection:
            meet.wait()
            try:
                for sql in (migration.ROLES, migration.MEMBERS, migration.FUNCTIONS):
                    connection.execute(sql)
            except psycopg.Error as error:
                failed.append(error)

    with psycopg.connect(cluster, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
    threads = [threading.Thread(target=migrate, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with psycopg.connect(cluster) as connection:
        made = connection.execute("SELECT rolname FROM pg_roles WHERE rolname ~ '^yiwang_'").fetchall()
        members = connection.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = 'yiwang_app'::regrole"
        )
        assert {row[0] for row in made} == ROLES
        assert members.fetchone() == (4,)
