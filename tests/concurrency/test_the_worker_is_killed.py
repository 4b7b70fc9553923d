"""A worker killed at an effect leaves it to the next one: done, and done once."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

PATIENCE = 60
LEASE_OVER = """UPDATE outbox SET not_before = clock_timestamp()
WHERE done_at IS NULL AND topic = 'cases.effect.issue_result' AND not_before > clock_timestamp()"""
"""What half a minute would do: the claim of the dead worker has run out."""

WAITS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%%licence%%'
"""


@contextmanager
def nobody_writes(live_site, table) -> Iterator[None]:
    """Hold a table, so that whoever wants to write it stands still in the middle of what it does."""
    with psycopg.connect(live_site.database_url) as connection:
        connection.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield
        connection.rollback()


def wait_for(live_site, sql, wanted, *values):
    """Ask until the answer is the wanted one."""
    last = time.monotonic() + PATIENCE
    while (found := live_site.ask(sql, *values)[0][0]) != wanted:
        assert time.monotonic() < last, f"{sql}: {found}\n{live_site.log.read_text()[-2000:]}"
        time.sleep(0.1)


@pytest.fixture
def killed_at_issuing(live_site):
    """A case whose licence was being issued when the worker was killed; another worker is at work since."""
    with nobody_writes(live_site, "licence"):
        case = live_site.python("tests.concurrency.decided").splitlines()[-1]
        wait_for(live_site, WAITS, 1)
        live_site.kill_worker()
        assert live_site.ask('SELECT state FROM "case" WHERE id = %s', case) == [("issuing",)]
    live_site.ask(LEASE_OVER)
    live_site.start_worker()
    return case


def test_the_licence_is_issued_once_and_the_case_goes_on(live_site, killed_at_issuing):
    case = killed_at_issuing
    wait_for(live_site, 'SELECT state FROM "case" WHERE id = %s', "closed", case)
    assert live_site.ask("SELECT count(*) FROM licence WHERE case_id = %s", case) == [(1,)]
    issues = "SELECT count(*) FROM event WHERE case_id = %s AND act = 'record_issue'"
    assert live_site.ask(issues, case) == [(1,)]
    undone = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND topic = 'cases.effect.issue_result'"
    wait_for(live_site, undone, 0)
    assert json.loads(live_site.run("audit", "verify", "--json").stdout)["whole"] is True
