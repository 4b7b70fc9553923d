"""Demands are taken once, with what is said; limits and units come from the pack; a number tells how far it is."""

from dataclasses import replace

import pytest
from django.db import connection

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.cases.models import Case, CaseParty, Clock
from yiwang.engines.cases.public import KeyReused, case_list
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand
from yiwang.nets.service.hotline.selectors.progress import progress_of
from yiwang.nets.service.hotline.services.opening import demand_open

from .world import HOTLINE_UNIT, NOW, WORKER, caller, demand, hat, move, seat, taken

pytestmark = pytest.mark.django_db


def test_a_call_becomes_a_case_at_the_hotline_with_the_limit_of_its_type(city):
    number, case = taken(type="consult")
    with as_actor(WORKER):
        clock = Clock.objects.get(case_id=case.id)
    assert (case.type, case.owner_unit_id) == ("hotline_demand", HOTLINE_UNIT)
    assert (clock.limit, clock.unit) == (2, "working_day") and "广东省" in clock.source
    with as_actor(PUBLIC):
        found = progress_of(number.lower().replace("-", " "), NOW)
    assert found.number == case.number and found.due_at == case.due_at


def test_the_same_form_twice_is_one_demand_and_another_content_is_refused(city):
    once = demand()
    numbers = {demand_open(seat(), once, now=NOW).ask_number for _ in range(2)}
    with pytest.raises(KeyReused):
        demand_open(seat(), replace(once, words="别的"), now=NOW)
    with as_actor(WORKER):
        assert len(numbers) == 1 and HotlineDemand.objects.count() == 1


@pytest.mark.parametrize(("field", "wrong"), [
    ("type", {"type": "x"}), ("category", {"category": "c01"}), ("line", {"line": "x"}), ("title", {"title": " "}),
    ("words", {"words": ""}), ("words", {"words": "长" * 2001}), ("phone", {"caller": caller(phone="12345")}),
    ("about", {"about": "nobody"}),
])  # fmt: skip
def test_what_is_missing_is_told_where_it_is_missing(city, field, wrong):
    with pytest.raises(HotlineRefused) as refused:
        taken(**wrong)
    assert refused.value.field == field


def test_only_seats_register_calls_and_nobody_else_says_it_was_one(city):
    with pytest.raises(HotlineRefused):
        taken(hat("441202-market-approval-officer"))
    with pytest.raises(HotlineRefused), as_actor(PUBLIC):
        demand_open(PUBLIC, demand(), now=NOW)


def test_a_stranger_demands_on_the_web(city):
    with as_actor(PUBLIC):
        made = demand_open(PUBLIC, demand(channel="web"), now=NOW)
        assert progress_of(made.ask_number, NOW).title == "物业不修电梯"


def test_who_is_signed_in_finds_an_open_demand_and_never_a_secret_one_among_the_own_cases(city):
    who = person("李示范", "441299199005120121", "10000000001")
    with as_actor(who):
        demand_open(who, demand(channel="web"), now=NOW)
        demand_open(who, demand(channel="web", title="秘密", caller=caller(keep_secret=True)), now=NOW)
        assert [row.title for row in case_list(who)] == ["物业不修电梯"]


def test_the_caller_stands_nowhere_in_the_case(city):
    secret = caller(name="李示范", phone="10000000001", keep_secret=True)
    words = "我是李示范，电话 10000000001，证件 441299199005120121，楼下的厂半夜排烟。"
    _, case = taken(title="李示范说厂里排烟", words=words, place="李示范家楼下", caller=secret)
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT row_to_json(c)::text FROM "case" c WHERE root_id = %s UNION ALL SELECT row_to_json(b)::text FROM '
            "event_body b WHERE root_id = %s UNION ALL SELECT words FROM case_search WHERE case_id = %s UNION ALL "
            "SELECT row_to_json(d)::text FROM hotline_demand d UNION ALL SELECT row_to_json(w)::text FROM "
            "hotline_caller w UNION ALL SELECT row_to_json(o)::text FROM outbox o",
            [case.id, case.id, case.id],
        )
        text = "\n".join(row[0] for row in cursor.fetchall())
    with as_actor(WORKER):
        parties = CaseParty.objects.filter(case_id=case.id).exists()
    assert "楼下的厂半夜排烟" in text and "已隐去" in text and not parties
    for said in ("李示范", "10000000001", "441299199005120121"):
        assert said not in text


def test_of_an_anonymous_caller_nothing_is_kept_even_if_it_was_typed(city):
    taken(caller=caller(anonymous=True), words="我是李示范，请不要说。")
    with as_actor(WORKER):
        assert not HotlineCaller.objects.exists()
        assert Case.objects.latest("opened_at").data["terms"]["flags"]["callback"] is False


def test_somebody_of_the_elderly_line_is_told_by_voice(city):
    _, case = taken(line="elderly")
    with as_actor(WORKER):
        assert HotlineDemand.objects.get(case_id=case.id).is_spoken
    assert any("打电话说" in str(field["said"]) for field in case.data["form"]["fields"])


def test_an_urgent_demand_is_signed_within_minutes(city):
    _, case = taken(urgent=True)
    move("441200-hotline-service-dispatcher", case, "dispatch", unit="441202-market")
    with as_actor(WORKER):
        assert Clock.objects.get(case_id=case.id, key="signing").limit == 30


def test_a_demand_goes_through_posts_of_the_city_to_its_end(city):
    number, case = taken()
    move("441200-hotline-service-dispatcher", case, "dispatch", unit="441202-market")
    move("441202-market-approval-officer", case, "sign")
    move("441202-market-approval-officer", case, "reply", reply="已修好。")
    move("441202-market-approval-chief", case, "approve_reply")
    move("441200-hotline-service-checker", case, "check_passed", reply="已修好。")
    move("441200-hotline-service-callback", case, "called_back", solved="yes", satisfied="yes")
    with as_actor(PUBLIC):
        found = progress_of(number, NOW)
    assert found.state == "已办结" and any("答复：已修好" in text for _, text in found.entries)
