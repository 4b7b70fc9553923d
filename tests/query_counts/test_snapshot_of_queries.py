"""Queries per page against the reviewed snapshot ``pages.json``; ``make snap`` writes it anew."""

import json
import os
from pathlib import Path

import pytest

KEPT = Path(__file__).with_name("pages.json")
MOST = 20
"""More than this no page may cost, whatever the snapshot says: it would be a query a row."""

PROMISED = 15
"""What pages of the portal and of the desk promise."""

FORMS = ("portal:draft-",)
"""Pages of a form under way, which read a draft's values, facts, materials and signatures: they promise ``MOST``."""

ONCE_A_SECOND = 1
"""The release in force is looked up at most once a second: whichever page comes then pays one query more."""


@pytest.fixture(scope="module")
def counted(fresh_site, tmp_path_factory):
    """Page → queries, counted on a site with a matter."""
    made = tmp_path_factory.mktemp("made") / "given.json"
    made.write_text(fresh_site.python("tests.permissions.matter").splitlines()[-1])
    told = fresh_site.python("tests.query_counts.count", str(made), role="yiwang_app")
    return json.loads(told.splitlines()[-1])


def test_the_snapshot_holds(counted):
    if os.environ.get("YIWANG_SNAP"):
        KEPT.write_text(json.dumps(counted, ensure_ascii=False, indent=1) + "\n")
    kept = json.loads(KEPT.read_text())
    other = {
        page: (kept.get(page), counted.get(page))
        for page in kept | counted
        if abs(kept.get(page, -MOST) - counted.get(page, -MOST)) > ONCE_A_SECOND
    }
    assert not other, f"每页查询数（记录, 现在）变了；确认后运行 make snap：{other}"


def test_no_page_asks_once_a_row(counted):
    assert not {page: count for page, count in counted.items() if count > MOST}


def test_portal_and_desk_keep_their_promise(counted):
    kept = {
        page: count
        for page, count in counted.items()
        if page.split()[1].startswith(("portal:", "desk:")) and not page.split()[1].startswith(FORMS)
    }
    assert kept and not {page: count for page, count in kept.items() if count > PROMISED + ONCE_A_SECOND}
