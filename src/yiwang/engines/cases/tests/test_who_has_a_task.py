"""Tasks are taken, given, given back and handed over: who may, and that none is ever lost on the way."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiwang.engines.cases.domain.acting import Decision, Refusal
from yiwang.engines.cases.domain.assigning import (
    GIVE,
    GIVE_BACK,
    HAND_OVER,
    OPINION,
    TAKE,
    Passing,
    opine,
    pass_task,
)
from yiwang.engines.cases.domain.recusing import recuse, recused
from yiwang.engines.cases.domain.simulate import SimulatedStep
from yiwang.kernel.actor import Actor

from .test_any_order import check, check_chain, data_of, possible, shop
from .world import FIRE, HEALTH, MARKET, at, citizen, clerk, does, facts, machines, opened

NOW = at("03-02 10:00")
ALL = ("officer", "chief", "issuer")


def person(number, unit=HEALTH, *roles, stands_for=None):
    """One of several people of a unit."""
    hat = clerk(unit, *(roles or ALL))
    return replace(
        hat, account_id=UUID(int=9100 + number), hat=f"post:{unit}-{number}", stands_for=stands_for
    )


ANN, BEN, EVE = person(1), person(2), person(3)
BOSS = person(9, HEALTH, "boss")
ADMIN = Actor("staff", UUID(int=9200), "post:security", "安全管理员", (), "", frozenset({"security"}))
RIGHTS = replace(
    facts(),
    may={**facts().may, "boss": frozenset({"case.act.assign"}), "security": frozenset({"admin.security"})},
)


def passing(matter, act, actor, to=None, text="", now=NOW):
    """Pass the single case's one task on; gives the refusal's code, or "" and takes the decision over."""
    case = matter.case("single")
    task = case.open_tasks[0].id if case.open_tasks else UUID(int=0)
    made = pass_task(matter.matter, Passing(case.id, task, act, actor, to, text), RIGHTS, now)
    if isinstance(made, Refusal):
        return made.code
    matter.matter = made.matter
    matter.events += made.events
    return ""


def holder(matter):
    """Who has the task."""
    return matter.case("single").open_tasks[0].account_id


def test_a_task_is_taken_once_and_only_its_holder_does_it():
    matter = opened()
    assert passing(matter, TAKE, ANN) == ""
    assert passing(matter, TAKE, BEN) == "task.taken"
    assert passing(matter, TAKE, ANN) == "task.mine"
    assert does(matter, "03-02 11:00", "single", "complete_intake", BEN).code == "act.held"
    assert does(matter, "03-02 11:00", "single", "complete_intake", ANN) is None


def test_what_is_given_back_is_anybodys_again():
    matter = opened()
    passing(matter, TAKE, ANN)
    assert passing(matter, GIVE_BACK, BEN) == "task.who"
    assert passing(matter, GIVE_BACK, ANN) == ""
    assert passing(matter, GIVE_BACK, ANN) == "task.free"
    assert passing(matter, TAKE, BEN) == ""


@pytest.mark.parametrize(
    ("giver", "to", "code"),
    [
        (BOSS, BEN, ""),
        (ANN, BEN, "task.who"),
        (BOSS, person(4, FIRE), "task.to"),
        (BOSS, person(4, HEALTH, "cleaner"), "task.to"),
        (person(9, FIRE, "boss"), BEN, "task.who"),
        (citizen(), BEN, "task.who"),
        (BOSS, None, "task.to"),
    ],
)
def test_who_may_give_what_to_whom(giver, to, code):
    matter = opened()
    assert passing(matter, GIVE, giver, to) == code
    assert holder(matter) == (to.account_id if not code else None)


def test_a_post_has_a_task_whoever_wears_it():
    matter = opened()
    post = replace(BEN, account_id=None)
    assert passing(matter, GIVE, BOSS, post) == ""
    assert passing(matter, TAKE, ANN) == "task.taken"
    assert passing(matter, TAKE, BEN) == ""


def test_who_stands_in_has_the_tasks_of_the_person_and_it_is_written_down():
    matter = opened()
    passing(matter, TAKE, ANN)
    substitute = replace(BEN, hat=ANN.hat, stands_for=ANN.account_id)
    assert does(matter, "03-02 11:00", "single", "complete_intake", substitute) is None
    written = next(event for event in matter.events if event.act == "complete_intake")
    assert written.account_id == BEN.account_id and written.body["stands_for"] == str(ANN.account_id)


def test_who_proposed_does_not_decide_under_whatever_hat():
    matter = opened()
    does(matter, "03-02 11:00", "single", "complete_intake", ANN)
    assert does(matter, "03-02 12:00", "single", "propose", ANN, opinion="approve", grounds="属实") is None
    in_bens_place = replace(ANN, hat=BEN.hat, stands_for=BEN.account_id)
    for hat in (ANN, in_bens_place):
        assert does(matter, "03-02 12:00", "single", "approve", hat).code == "act.same_person"
        assert does(matter, "03-02 12:00", "single", "refuse", hat, reason="x").code == "act.same_person"
    assert does(matter, "03-02 12:00", "single", "approve", BEN) is None


def test_a_leavers_work_goes_to_a_successor_or_to_the_unit():
    for to, held in ((BEN, BEN.account_id), (None, None)):
        matter = opened()
        passing(matter, TAKE, ANN)
        assert passing(matter, HAND_OVER, EVE, to) == "task.who"
        assert passing(matter, HAND_OVER, ADMIN, person(4, FIRE)) == "task.to"
        assert passing(matter, HAND_OVER, ADMIN, to, "调离") == ""
        assert holder(matter) == held


def test_an_opinion_is_for_those_at_work_only():
    matter, case_id = opened(), opened().case("single").id
    made = opine(matter.matter, case_id, ANN, "现场看过，属实", NOW)
    assert isinstance(made, Decision) and made.events[0].act == OPINION and made.events[0].public == ""
    for actor, text, code in (
        (citizen(), "x", "task.who"),
        (person(4, FIRE), "x", "task.who"),
        (ANN, " ", "task.text"),
        (ANN, "字" * 2001, "task.text"),
        (ANN, "本人 11010519491231002X 来过", "task.text"),
    ):
        assert opine(matter.matter, case_id, actor, text, NOW).code == code


def test_a_task_done_meanwhile_is_gone():
    matter = opened()
    case = matter.case("single")
    wanted = Passing(case.id, UUID(int=1), TAKE, ANN)
    assert pass_task(matter.matter, wanted, RIGHTS, NOW).code == "task.gone"


PEOPLE = [
    person(number, unit, *roles, stands_for=whom)
    for unit in (MARKET, HEALTH, FIRE)
    for number, roles, whom in ((1, ALL, None), (2, ALL, UUID(int=9101)), (9, ("boss",), None))
]
MOVES = st.tuples(
    st.sampled_from([TAKE, GIVE, GIVE_BACK, HAND_OVER, ""]), st.integers(0, 10_000), st.integers(0, 600)
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(MOVES, min_size=1, max_size=40))
def test_no_task_is_lost_in_whatever_order_it_is_passed_on_and_worked(moves):
    matter, now = shop({}), at("03-02 09:00")
    for act, pick, minutes in moves:
        now += timedelta(minutes=minutes)
        matter.pass_time(now)
        if act:
            shuffle(matter, act, pick, now)
        elif choices := possible(matter, now):
            key, chosen, actor = choices[pick % len(choices)]
            matter.do(SimulatedStep(now, key, chosen.id, actor, data_of(chosen)))
        check(matter)
    check_chain(matter)


def shuffle(matter, act, pick, now):
    """One passing on by somebody; whoever gets it, the same tasks are open and each can still be worked."""
    open_ = [(case, task) for case in matter.matter for task in case.open_tasks]
    if not open_:
        return
    case, task = open_[pick % len(open_)]
    actor, to = PEOPLE[pick % len(PEOPLE)], [*PEOPLE, None][pick % (len(PEOPLE) + 1)]
    before = {held.id: held for _, held in open_}
    made = pass_task(matter.matter, Passing(case.id, task.id, act, actor, to), RIGHTS, now)
    if isinstance(made, Refusal):
        return
    matter.matter = made.matter
    matter.events += made.events
    after = {held.id: held for one in matter.matter for held in one.open_tasks}
    assert after.keys() == before.keys()
    for key, held in after.items():
        assert replace(held, account_id=None, post_id=None) == replace(
            before[key], account_id=None, post_id=None
        )
    assert machines()[case.type].states[matter.matter.cases[case.id].state].kind != "final"


def test_whoever_stands_too_near_does_nothing_more_and_the_unit_has_the_task_again():
    matter = opened()
    passing(matter, TAKE, ANN)
    case = recuse(matter.case("single"), ANN)
    assert recused(case, ANN) and recused(case, replace(ANN, hat=BEN.hat)) and not recused(case, BEN)
    assert [task.account_id for task in case.open_tasks] == [None]
    matter.matter = replace(matter.matter, cases={**matter.matter.cases, case.id: case})
    assert does(matter, "03-02 11:00", "single", "complete_intake", ANN).code == "act.recused"
    assert passing(matter, TAKE, ANN) == passing(matter, GIVE, BOSS, ANN) == "act.recused"
    assert does(matter, "03-02 11:00", "single", "complete_intake", BEN) is None
