"""A demo year of the hotline: every life goes as the pack says, at bodies that are there, and fills the figures."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest

from yiwang.engines.calls.models import Call, CallCase, CallEvent, CallRecording, CallTask
from yiwang.engines.calls.public import shares_of
from yiwang.engines.cases.models import Case, CaseUnit
from yiwang.engines.cases.public import DemoSample, demo_cases_fill
from yiwang.engines.cases.pure import DEMO_LIFE
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import ask_number
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand
from yiwang.nets.service.hotline.public import (
    demo_calls_of,
    demo_demand_seeds,
    demo_demands_keep,
    demo_months_publish,
)
from yiwang.nets.service.hotline.pure import DEFAULT, DEMO_DEMAND, HOTLINE_RULES
from yiwang.nets.service.hotline.selectors.board import releases_public
from yiwang.nets.service.hotline.selectors.figures import figure_lines
from yiwang.nets.service.hotline.selectors.monthly import monthlies
from yiwang.nets.service.hotline.selectors.progress import progress_of

from .world import HOTLINE_UNIT, NOW, WORKER, city_world, hat

pytestmark = pytest.mark.django_db
CHECKER = "441200-hotline-service-checker"
LONG = timedelta(days=60)
"""After so long every life that is not left standing is over."""


def test_every_life_ends_where_it_says_and_the_figures_are_of_the_size_the_pack_weighs(city, settings):
    settings.YIWANG_DEMO = True
    world = city_world()
    rules_types = world.find(HOTLINE_RULES, DEFAULT).types
    seeds = list(demo_demand_seeds(NOW.date()))
    assert {one.seed.title for one in seeds} == {one.title for one in world.all(DEMO_DEMAND).values()}
    lives = {key: one for key, one in world.all(DEMO_LIFE).items() if one.type == "hotline_demand"}
    samples = [DemoSample(one.seed, weight=one.weight, chosen=one.handler) for one in seeds]
    lived = []

    def each(cases):
        demo_demands_keep(cases)
        lived.extend(case for case in cases if case.opened_at < NOW - LONG)

    demo_cases_fill(300, samples=samples, lives=lives, now=NOW, name="hotline", seed=3, each=each)
    parts = [one for one in lived if one.type == "hotline_part"]
    lived = [one for one in lived if one not in parts]
    assert {one.state for one in parts} == {"closed"}
    assert {(one.life, one.state) for one in lived} == {(one.life, lives[one.life].ends) for one in lived}
    assert {key for key, life in lives.items() if not life.ago} <= {one.life for one in lived}
    with as_actor(WORKER):
        standing = Counter(Case.objects.filter(type="hotline_demand").values_list("state", flat=True))
        handlers = set(CaseUnit.objects.filter(part="main", until=None).values_list("unit_id", flat=True))
        assert not HotlineCaller.objects.exists(), "nobody called"
        rows = HotlineDemand.objects.all()
        assert rows.count() == sum(standing.values()) and set(rows.values_list("type", flat=True)) <= set(
            rules_types
        )
        case = Case.objects.get(id=rows.first().case_id)
    found = progress_of(ask_number(f"hotline:demo:{case.id}"), NOW)
    assert found and found.number == case.number
    assert {life.ends for life in lives.values()} <= set(standing) and sum(standing.values()) >= 250
    assert handlers - {HOTLINE_UNIT} <= {one.handler for one in seeds}
    rules, actor = world.find(HOTLINE_RULES, DEFAULT), hat(CHECKER)
    with as_actor(actor):
        total, _ = figure_lines(actor, rules, NOW - timedelta(days=400), NOW, "category", now=NOW)
    shares = {one.label: one.percent for one in total.shares}
    assert total.cases >= 250 and 30 < shares["直接解答率"] < 80 and 0 < shares["派单准确率"] < 100
    assert 0 < shares["满意率"] <= 100 and 0 < shares["延期率"] < 30
    assert demo_months_publish(NOW) == 0, "one alone publishes nothing"
    for one in ("a", "b"):
        staff(f"publisher-{one}", "441200-hotline-service-publisher")
    assert (demo_months_publish(NOW), demo_months_publish(NOW)) == (3, 0)
    months = [row.body["cells"][-1][-1] for row in releases_public()]
    assert len(months) == 3 == len(monthlies(actor)) and any(months), "the year drives board and report"


def test_the_telephone_of_a_demo_year_has_calls_of_every_kind_and_nobody_who_called(city, settings):
    settings.YIWANG_DEMO = True
    taker = staff("t-demo-calls", "441200-hotline-service-seat", is_demo=True)
    seeds = list(demo_demand_seeds(NOW.date()))
    lives = {key: one for key, one in city_world().all(DEMO_LIFE).items() if one.type == "hotline_demand"}
    samples = [DemoSample(one.seed, weight=one.weight, chosen=one.handler) for one in seeds]
    kept = []

    def each(cases):
        kept.append(demo_calls_of(cases, now=NOW))

    for _ in range(2):
        demo_cases_fill(150, samples=samples, lives=lives, now=NOW, name="calls", seed=3, each=each)
    with as_actor(WORKER):
        calls = list(Call.objects.all())
        tasks = list(CallTask.objects.select_related("call"))
        assert sum(kept) == len(calls) > CallCase.objects.count() > 100
        assert {one.state for one in calls} == {"ended", "abandoned", "voicemail"}
        assert all(one.account_id is None and one.began_at <= one.ended_at <= NOW for one in calls)
        assert all("演示" in one.label for one in calls if one.answered_at)
        assert CallEvent.objects.filter(kind="transferred").exists() and not CallRecording.objects.exists()
        by_case = dict(CallCase.objects.values_list("case_id", "call__began_at"))
        assert all(by_case[one.id] < one.opened_at for one in Case.objects.filter(id__in=by_case))
    done = [one for one in tasks if one.state == "done"]
    assert {one.outcome for one in done} >= {"reached", "not_reached"}
    assert {one.kind for one in tasks} == {"call_back", "message"}
    assert all(one.call.ended_at <= one.done_at <= min(one.due_at, NOW) for one in done)
    busy = Counter(one.began_at.date() for one in calls).most_common(1)[0][0]
    since = datetime.combine(busy, time(), NOW.tzinfo)
    actor = hat("441200-hotline-service-seat", taker.pk)
    told = shares_of(actor, since, since + timedelta(days=1))
    assert told.offered >= told.answered > 0
