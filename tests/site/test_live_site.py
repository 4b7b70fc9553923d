"""The site as it really runs: processes without owner's rights, a worker that lives, commands on its data."""

import json
import time
import urllib.request
from urllib.error import HTTPError

import pytest


def status_of(url):
    try:
        return urllib.request.urlopen(url, timeout=20).status
    except HTTPError as error:
        return error.code


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_a_stranger_sees_the_open_pages(live_site, path):
    assert status_of(live_site.url + path) == 200, live_site.log.read_text()[-3000:]


def test_an_unknown_address_is_not_found(live_site):
    assert status_of(f"{live_site.url}/no-such-page/") == 404


def test_no_process_of_the_site_keeps_the_owners_role(live_site):
    status_of(live_site.url)
    roles = live_site.ask(
        "SELECT DISTINCT query FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename <> 'yiwang_app' AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        " AND query ~* '^(insert|update|delete)'"
    )
    assert roles == []


def test_the_worker_says_that_it_lives(live_site):
    for _ in range(100):
        if live_site.ask("SELECT name FROM worker_heartbeat"):
            return
        time.sleep(0.2)
    raise AssertionError(live_site.log.read_text()[-3000:])


def test_the_logs_are_whole_and_one_event_a_line(live_site):
    done = live_site.run("audit", "verify", "--json")
    assert json.loads(done.stdout)["whole"] is True, done.stderr
    for line in live_site.log.read_text().splitlines():
        if line.startswith("{"):
            assert {"at", "level", "logger", "event"} <= set(json.loads(line))
