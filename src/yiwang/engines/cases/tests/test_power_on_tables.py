"""Full power as it is written: units, links, precedents, round trips, who sees what, what reaches merged cases."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from yiwang.engines.cases.models import Case, CaseLink, CaseUnit, Clock, EventBody, Precedent, Task
from yiwang.engines.cases.public import (
    Asked,
    CaseNotFound,
    CaseRefused,
    access_case,
    case_links,
    case_list,
    case_move,
    case_open_tree,
    case_search,
    case_timeline,
    matter_acts_for,
    precedent_uses,
    precedent_withdraw,
    route_proposals,
    unit_choices,
)
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor, scope_current

from .orders import (
    ARBITER,
    COUNTY,
    DESK,
    DISPATCHER,
    GOV,
    SUPERVISOR,
    TOWN,
    URBAN,
    WATER,
    hat,
    order_seed,
)
from .orders_site import order_place
from .world import STRANGER, at, citizen

pytestmark = pytest.mark.django_db
NOW = at("03-02 09:00")


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type in force, for all tests of this module."""
    world = order_place(tmp_path_factory.mktemp("orders"))
    with release_standing(django_db_blocker.unblock, world) as held:
        yield held


@pytest.fixture
def site(orders_standing, db, tmp_path, settings):
    """The place; what a test does in it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"
    return orders_standing.release


def drain():
    """Everything the outbox holds is delivered."""
    while outbox_drain():
        pass


def opened():
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=NOW)
    return Case.objects.get(id=made.root_id)


def move(actor, case, act, when="03-02 10:00", **data):
    return case_move(actor=actor, case_id=case.id, act=act, data=data, now=at(when))


def in_hand(unit=WATER):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=unit)
    move(hat(unit), case, "sign")
    return case


def test_who_gets_the_case_sees_it_and_who_loses_it_sees_it_no_more(site):
    case = opened()
    with pytest.raises(CaseNotFound):
        access_case(hat(WATER), case.id)
    move(DISPATCHER, case, "dispatch", unit=WATER)
    held = access_case(hat(WATER), case.id, "act")
    assert (held.owner_unit_id, Task.objects.get(case_id=case.id, state="open").unit_id) == (WATER, WATER)
    move(hat(WATER), case, "return_order", ground="duty")
    with as_actor(hat(WATER)):
        assert not Case.objects.filter(id=case.id).exists()
    with pytest.raises(CaseNotFound):
        move(hat(WATER), case, "sign")
    move(DISPATCHER, case, "dispatch", unit=WATER)
    assert CaseUnit.objects.get(case_id=case.id, unit_id=WATER, part="main").until is None


def test_who_gets_the_case_finds_it_by_its_words_and_who_lost_it_does_not(site):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    for actor, finds in ((hat(WATER), True), (DISPATCHER, True), (hat(URBAN), False)):
        assert sought(actor) == ([case.id] if finds else [])
    move(hat(WATER), case, "return_order", ground="duty")
    assert sought(hat(WATER)) == [] and sought(DISPATCHER, part="intake") == [case.id]
    assert sought(DISPATCHER, part="watch") == []


def sought(actor, **more):
    with as_actor(actor):
        return [row.id for row in case_search(actor, "施工", **more)]


def test_acts_with_units_links_and_parts_take_as_few_round_trips_as_any_other(site):
    other, case = opened(), opened()
    calls = [
        (DISPATCHER, "dispatch", {"unit": WATER}, "case_load"),
        (hat(WATER), "sign", {}, "case_load"),
        (hat(WATER), "ask_co", {"units": [URBAN, TOWN]}, "case_load"),
        (
            hat(WATER),
            "split",
            {"parts": [{"title": "甲", "unit": URBAN}, {"title": "乙", "unit": TOWN}]},
            "case_load",
        ),
        (DISPATCHER, "merge", {"into": other.number}, "case_load_with"),
    ]
    third = opened()
    for actor, act, data, load_door in calls:
        acted = third if act == "merge" else case
        with as_actor(actor), CaptureQueriesContext(connection) as queries:
            case_move(actor=scope_current(), case_id=acted.id, act=act, data=data, now=at("03-02 11:00"))
        sent = [query["sql"].split("(")[0] for query in queries]
        assert sent == [f"SELECT {load_door}", "SELECT case_write"], act


def test_sub_demands_and_clocks_of_tasks_are_on_the_tables_and_the_chain_verifies(site):
    case = in_hand()
    move(hat(WATER), case, "ask_co", units=[URBAN, TOWN])
    clocks = Clock.objects.filter(case_id=case.id, key="assisting")
    assert {clock.task_id for clock in clocks} == set(
        Task.objects.filter(case_id=case.id, step="assist").values_list("id", flat=True)
    )
    move(hat(URBAN), case, "assisted", opinion="已查")
    assert sorted(clocks.values_list("state", flat=True)) == ["met", "running"]
    move(hat(WATER), case, "split", parts=[{"title": "甲", "unit": URBAN, "text": "门口"}])
    part = Case.objects.get(parent_id=case.id)
    assert (part.number, part.owner_unit_id, part.root_id) == (f"{case.number}-01", URBAN, case.id)
    move(DISPATCHER, part, "dispatch", unit=TOWN)
    assert access_case(citizen(), part.id).title == "甲"
    seal_now()
    assert [finding for finding in verify_all() if finding.log == "cases"] == []


def ruled(unit=URBAN):
    case = opened()
    for _ in range(2):
        move(DISPATCHER, case, "dispatch", unit=WATER)
        move(hat(WATER), case, "return_order", ground="duty")
    move(DISPATCHER, case, "dispatch", unit=WATER)
    with pytest.raises(CaseRefused, match="最多办理 2 次"):
        move(hat(WATER), case, "return_order", ground="duty")
    move(hat(WATER), case, "dispute")
    move(ARBITER, case, "rule", "03-02 15:00", unit=unit, reasoning="施工噪声归城管")
    return case


def proposed(actor=DISPATCHER, when="03-03 09:00", category="night"):
    return [
        (one.ground, one.unit, one.why)
        for one in route_proposals(actor, Asked("order", "noise", category, COUNTY), now=at(when))
    ]


def test_a_ruling_is_a_precedent_for_the_next_of_its_kind_and_the_duty_list_comes_before_it(site):
    case = ruled()
    held = Precedent.objects.get(case_id=case.id)
    assert (held.unit_id, held.category, held.division_id, held.hat_label) == (URBAN, "night", COUNTY, GOV)
    assert proposed() == [("precedent", URBAN, "施工噪声归城管")]
    assert proposed(when="03-10 09:00") == [
        ("duty", WATER, "夜间排水"),
        ("precedent", URBAN, "施工噪声归城管"),
    ]
    assert proposed(category="day") == [] and proposed(actor=citizen()) == []


def test_precedents_are_for_staff_and_written_by_rulings_only(site):
    ruled()
    with pytest.raises(ProgrammingError), as_actor(citizen()):
        Precedent.objects.count()
    with pytest.raises(ProgrammingError), as_actor(DISPATCHER):
        Precedent.objects.all().update(unit_id=WATER)


def test_a_list_to_choose_from_offers_bodies_along_the_place_or_those_within_reach(site):
    case = in_hand()
    acts = {act.id: act for act in matter_acts_for(hat(WATER), [case.id], NOW)[case.id]}
    [down] = acts["delegate"].data
    assert unit_choices(hat(WATER), case, down) == {
        "dz-water": "区水务局", "dz-water-net": "区水务局 管网科", "dz-town": "街道办",
    }  # fmt: skip
    [free] = acts["ask_co"].data
    assert set(unit_choices(hat(WATER), case, free)) == {DESK, WATER, URBAN, GOV}


def merged():
    main, member = in_hand(), opened()
    move(DISPATCHER, member, "merge", into=main.number)
    return main, member


def test_merged_cases_keep_number_and_chain_and_hear_what_the_main_one_decides(site):
    main, member = merged()
    link = CaseLink.objects.get(case_id=member.id)
    assert (link.kind, link.other_id, Case.objects.get(id=member.id).root_id) == (
        "merged_into",
        main.id,
        member.id,
    )
    drain()
    move(hat(WATER), main, "reply", "03-03 09:00", reply="已整改")
    move(hat(WATER, "chief"), main, "approve", "03-03 10:00")
    for _ in range(2):
        drain()
    held = Case.objects.get(id=member.id)
    assert (held.state, held.number) == ("closed", member.number)
    assert "一并办理的诉求已办结：已整改" in [
        entry.text for entry in case_timeline(citizen(), member.id, NOW).entries
    ]
    bodies = EventBody.objects.filter(root_id=main.id).values_list("body", flat=True)
    assert [member.number in str(body) for body in bodies].count(True) == 1
    seal_now()
    assert [finding for finding in verify_all() if finding.log == "cases"] == []


def test_what_is_taken_out_again_goes_its_own_way(site):
    main, member = merged()
    move(DISPATCHER, member, "unmerge", "03-02 11:00")
    assert not CaseLink.objects.filter(case_id=member.id).exists()
    assert Task.objects.get(case_id=member.id, state="open").step == "dispatch"
    move(hat(WATER), main, "reply", "03-03 09:00", reply="已整改")
    move(hat(WATER, "chief"), main, "approve", "03-03 10:00")
    drain()
    assert Case.objects.get(id=member.id).state == "received"


def test_nothing_is_merged_in_a_circle_or_into_what_is_closed_unseen_or_itself(site):
    main, member = merged()
    lone = opened()
    refusals = {
        "自己已经并入": (lone, member.number), "就是本办件": (lone, lone.number), "没有这个编号": (lone, "nothing"),
        "先把它们拆出": (main, lone.number),
    }  # fmt: skip
    for words, (case, number) in refusals.items():
        actor = hat(WATER) if case == main else DISPATCHER
        with pytest.raises(CaseRefused, match=words):
            move(actor, case, "merge", into=number)
    with pytest.raises(CaseRefused, match="没有这个编号"):
        move(hat(WATER), in_hand(), "merge", into=lone.number)


def test_links_are_told_only_as_far_as_the_hat_sees(site):
    main, member = merged()
    [line] = case_links(DISPATCHER, member.id, NOW)
    assert (line.kind, line.way, line.number) == ("merged_into", "out", main.number)
    assert case_links(hat(WATER), main.id, NOW) == []
    with pytest.raises(CaseNotFound):
        case_links(citizen(STRANGER), main.id, NOW)


def test_supervised_cases_are_a_list_of_their_own(site):
    case, _ = in_hand(), in_hand(URBAN)
    watched = SUPERVISOR
    move(watched, case, "supervise", level="order")
    assert [row.id for row in case_list(watched, part="supervise")] == [case.id]
    assert len(case_list(watched)) == 2 and case_list(hat(URBAN), part="supervise") == []


def test_a_precedent_taken_back_is_read_no_more_and_its_history_stays(site):
    held, may = Precedent.objects.get(case_id=ruled().id), {"roles": frozenset({"precedent.withdraw"})}
    next_one = opened()
    move(DISPATCHER, next_one, "dispatch", "03-03 09:00", unit=URBAN)
    with as_actor(DISPATCHER):
        assert [one.number for one in precedent_uses(held, "kind")] == [next_one.number]
    other = Precedent.objects.exclude(id=held.id).get(case_id=ruled(WATER).id)
    said = {"reason": "职责已经调整", "now": at("03-04 09:00")}
    for actor in (DISPATCHER, replace(hat(TOWN), **may)):
        with pytest.raises(CaseRefused):
            precedent_withdraw(actor, held.id, **said)
    arbiter = replace(ARBITER, **may)
    with pytest.raises(CaseRefused, match="同一类事项"):
        precedent_withdraw(arbiter, held.id, **said, replaced_by=next_one.number)
    number = Case.objects.get(id=other.case_id).number
    precedent_withdraw(arbiter, held.id, **said, replaced_by=number)
    with pytest.raises(CaseRefused, match="已经撤销"):
        precedent_withdraw(arbiter, held.id, **said)
    assert proposed(when="03-04 09:00") == [("precedent", WATER, "施工噪声归城管")]
    held.refresh_from_db()
    assert (held.replaced_by, held.withdrawn_reason, held.withdrawn_hat) == (other.id, "职责已经调整", GOV)
    seal_now()
    assert not verify_all()
