"""Lists, searches and counts walk along indexes: what a page costs does not grow with the city."""

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection
from django.test import override_settings

from yiwang.engines.cases.public import DemoSample
from yiwang.engines.cases.selectors import following, lists, subject_counts, tasks
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.lights import Light

from .filling import fill
from .world import APPLICANT, FIRE, HEALTH, MARKET, at, citizen, clerk, seed

pytestmark = pytest.mark.django_db
VILLAGE = clerk("unit-3")
COUNTY = replace(clerk(HEALTH, "head"), units=(HEALTH, MARKET, FIRE, *(f"unit-{n}" for n in range(27))))
CITY = replace(clerk(HEALTH, "head"), whole_city=True)
BIG = {"case", "case_unit", "case_party", "case_search", "event", "task", "clock"}
"""Tables that grow with every case."""

CASE_VALUES = {"before": lists.LAST_ID, "is_open": True, "state": ""}


@pytest.fixture(scope="module")
def filled_standing(national_standing, tmp_path_factory):
    """Three thousand cases of thirty units, with statistics."""
    with override_settings(YIWANG_DEMO=True):
        yield national_standing.hold(_filled, tmp_path_factory.mktemp("filled"))


def _filled():
    units = [HEALTH, MARKET, FIRE, *(f"unit-{n}" for n in range(27))]
    parties = [APPLICANT, *(type(APPLICANT)(int=n) for n in range(1, 400))]
    fill(3000, samples=[DemoSample(seed("barber", unit)) for unit in units], parties=parties)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def filled(filled_standing, applied):
    """They are there for this test."""


def scans(node):
    """Every sequential scan over a table in a plan."""
    own = [node["Relation Name"]] if node["Node Type"] == "Seq Scan" else []
    return own + [name for below in node.get("Plans", ()) for name in scans(below)]


@pytest.mark.parametrize(
    "actor", [clerk(HEALTH), clerk(HEALTH, "chief"), citizen()], ids=["unit", "chief", "party"]
)
@pytest.mark.parametrize("more", ["", " AND c.is_open = %(is_open)s"], ids=["all", "open"])
def test_case_pages_read_no_table_through(filled, actor, more):
    query = lists.page_query(lists._case_source(actor, more))
    assert explained(actor, query, CASE_VALUES) == []


def test_task_pages_read_no_table_through(filled, monkeypatch):
    asked = told_queries(monkeypatch)
    for whose in ("", "mine", "free"):
        tasks.task_counts(clerk(HEALTH), at("03-18 10:00"), whose=whose)
        for light in (None, *Light):
            tasks.task_list(clerk(HEALTH), at("03-18 10:00"), whose=whose, light=light)
    assert [scan for query, values in asked for scan in explained(clerk(HEALTH), query, values)] == []
    assert len(asked) == 3 * (len(Light) + 2)


def test_a_page_of_the_unit_that_has_nearly_all_is_read_along_the_index(applied):
    others = [DemoSample(seed("barber", f"unit-{n}")) for n in range(100)]
    with override_settings(YIWANG_DEMO=True):
        fill(1500, name="large", samples=[DemoSample(seed("barber", HEALTH), weight=1400), *others])
    with connection.cursor() as cursor:
        cursor.execute('ANALYZE "case", case_unit, task')
    (held,) = planned(clerk(HEALTH), lists.page_query(lists._case_source(clerk(HEALTH), "")), CASE_VALUES)
    assert read_whole(held["Plan"]) == []


def read_whole(node):
    """Indexes from which a plan takes all that fits before it sorts."""
    own = [node["Index Name"]] if node["Node Type"] == "Bitmap Index Scan" else []
    return own + [name for below in node.get("Plans", ()) for name in read_whole(below)]


def told_queries(monkeypatch):
    """The queries that task lists ask, with their values, as they go to the database."""
    asked, real = [], tasks._rows

    def told(query, actor, values, limit):
        asked.append((query, {**values, "accounts": [actor.account_id], "post": actor.post, "limit": limit}))
        return real(query, actor, values, limit)

    monkeypatch.setattr(tasks, "_rows", told)
    return asked


def explained(actor, query, values):
    return scans(planned(actor, query, values)[0]["Plan"])


def planned(actor, query, values):
    scope = {"units": list(actor.units), "parties": list(actor.parties)}
    with as_actor(actor), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + query, {"limit": 50, **values, **scope})
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found


EXPLAINED = """LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_level = notice;
SET auto_explain.log_nested_statements = on; SET auto_explain.log_format = json"""


@contextmanager
def plans():
    """The plans of all that is asked meanwhile, inside functions too, as they were really carried out."""
    told = []

    def hear(notice):
        _, found, plan = (notice.message_primary or "").partition("plan:\n")
        told.extend([json.loads(plan)] if found else [])

    with connection.cursor() as cursor:
        cursor.execute(EXPLAINED)
    connection.connection.add_notice_handler(hear)
    try:
        yield told
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "RESET auto_explain.log_min_duration"
            )  # only now the last statement ends, and is told
        connection.connection.remove_notice_handler(hear)


NOW = at("03-18 10:00")
READS = {
    "cases": lambda who: lists.case_list(who),
    "open cases": lambda who: lists.case_list(who, is_open=True),
    "cases watched": lambda who: lists.case_list(who, part="watch"),
    "cases followed": lambda who: following.cases_followed(who, before=lists.LAST_ID),
    "tasks": lambda who: tasks.task_list(who, NOW),
    "late tasks": lambda who: tasks.task_list(who, NOW, light=Light.OVERDUE),
    "own tasks": lambda who: tasks.task_list(who, NOW, whose="mine"),
    "counts": lambda who: tasks.task_counts(who, NOW),
}


@pytest.mark.parametrize("who", [VILLAGE, COUNTY, CITY], ids=["village", "county", "city"])
def test_whoever_looks_reads_no_big_table_through(filled, who):
    for what, read in READS.items():
        with plans() as told, as_actor(who):
            read(who)
        asked = [one for one in told if "auto_explain" not in one["Query Text"]]
        assert asked, f"{what}: no plan was told"
        read_through = {name for one in asked for name in scans(one["Plan"])} & BIG
        assert not read_through, f"{what} reads {read_through} through: {asked[-1]['Query Text'][:300]}"


@pytest.mark.parametrize("who", [VILLAGE, COUNTY, CITY], ids=["village", "county", "city"])
@pytest.mark.parametrize("words", ["理发", "没有这样的名字"], ids=["two signs", "a rare name"])
def test_whoever_searches_is_served_by_an_index(filled, who, words):
    """Of three thousand rows reading all is the cheapest; at a city's size it is not, and an index must be able to."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with plans() as told, as_actor(who):
        lists.case_search(who, words)
    asked = [one for one in told if "case_search" in one["Query Text"]]
    assert asked and not {name for one in asked for name in scans(one["Plan"])} & BIG


def test_a_table_read_through_is_noticed(filled):
    with plans() as told, connection.cursor() as cursor:
        cursor.execute('SELECT count(*) FROM "case" WHERE title LIKE %s', ["%示范%"])
    assert "case" in {name for one in told for name in scans(one["Plan"])}


def test_the_cases_of_a_rare_subject_are_counted_along_their_index(filled):
    with plans() as told, as_actor(CITY):
        assert subject_counts(CITY, ["in_another_city"]) == []
    asked = [one for one in told if "subject" in one["Query Text"]]
    assert asked and not {name for one in asked for name in scans(one["Plan"])} & BIG
