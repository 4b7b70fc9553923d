"""The demo city's mapping with its demo file: what a city that writes its own can begin from."""

from uuid import UUID

import pytest

from yiwang.engines.applications.tests.conftest import NOW, REPOSITORY
from yiwang.engines.applications.tests.conftest import city as city
from yiwang.engines.cases.models import Case, Clock, Task
from yiwang.engines.cases.public import case_move, case_search
from yiwang.engines.imports.models import ImportedCase
from yiwang.engines.imports.public import import_run, mapping_get, source_read
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
FILE = REPOSITORY / "packs" / "zhaoqing" / "demo" / "imports" / "old_hotline_demo.csv"
CLERK = Actor("staff", UUID(int=9301), "post:sys", "系统管理员", roles=frozenset({"import.run"}))
URBAN, DESK = "441202-urban", "441200-hotline-service"


def at_work(unit, *words):
    return Actor("staff", UUID(int=9302), f"post:{unit}", unit, (unit,), unit, frozenset(words))


@pytest.fixture
def imported(city):
    held = mapping_get("old_hotline_demo")
    ran = import_run(CLERK, held, source_read(held, FILE), now=NOW, leave_rejects=True)
    numbers = dict(ImportedCase.objects.values_list("number", "case_id"))
    return ran, {number: Case.objects.get(id=key) for number, key in numbers.items()}


def test_the_demo_file_comes_in_but_for_the_row_that_shows_the_list_of_rejects(imported):
    ran, cases = imported
    assert {key: ran.run.report[key] for key in ("rows", "imported", "rejected", "stored", "holds")} == {
        "rows": 7, "imported": 6, "rejected": 1, "stored": 6, "holds": True,
    }  # fmt: skip
    (reject,) = ran.trial.rejects
    assert (reject.line, reject.number, reject.column) == (8, "YS-2026-000203", "承办单位")
    states = {number: case.state for number, case in cases.items()}
    assert states["YS-2025-000101"] == "closed" and states["YS-2025-000104"] == "withdrawn"
    assert (ran.run.report["sums"][0]["rows"], ran.run.report["sums"][0]["imported"]) == ("1", "1")


def test_open_demands_stand_with_their_units_and_go_on(imported):
    _, cases = imported
    held = cases["YS-2026-000201"]
    task = Task.objects.get(case_id=held.id, state="open")
    assert (held.state, task.step, task.unit_id) == ("handling", "handle", URBAN)
    assert Clock.objects.get(case_id=held.id).state == "breached", "the demo day lies behind its due date"
    assert Task.objects.get(case_id=cases["YS-2026-000202"].id, state="open").unit_id == DESK
    actor = at_work(URBAN, "officer")
    done = case_move(actor=actor, case_id=held.id, act="reply", data={"reply": "（演示）已整改"}, now=NOW)
    assert done.state == "approving"


def test_history_is_found_by_its_words_in_the_units_scope(imported):
    actor = at_work(URBAN, "officer")
    with as_actor(actor):
        found = [row.title for row in case_search(actor, "夜市占道")]
    assert found == ["（演示）夜市占道"]
