"""Units are asked for scripts as cases: what is due, what many demanded; what was agreed to is kept; a place above."""

from datetime import timedelta
from uuid import uuid4

import pytest

from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import CaseRefused, CaseSeed, Terms, UnitPart, case_move, case_open_tree
from yiwang.engines.knowledge.domain.alike import Told, clusters
from yiwang.engines.knowledge.domain.errors import KnowledgeRefused
from yiwang.engines.knowledge.models import Article, Version
from yiwang.engines.knowledge.public import (
    knowledge_search,
    knowledge_turn,
    script_propose,
    script_raise,
    version_decide,
)
from yiwang.foundations.outbox.public import outbox_drain

from .world import DAY, KEEPER_POST, MARKET, NOW, OFFICER, SEAT, WORKER, as_actor, hat, script

pytestmark = pytest.mark.django_db
CHIEF = "441202-market-approval-chief"
WRITTEN = {
    "question": "健身房关门，卡怎样退", "answer": "留好合同，我为您登记。", "source": "演示内容", "audience": "seat",
}  # fmt: skip


def demanded(title="健身房关门预付卡不退", *, unit=MARKET, category="c0704", hours=3, **flags):
    """A demand that was answered at once."""
    seed = CaseSeed(
        key="demand", type="hotline_demand", subject="help", title=title, data={"category": category},
        terms=Terms(flags={"reachable": True, "barred": False, "callback": True, "urgent": False, **flags}),
        units=(UnitPart(unit), UnitPart(unit, "intake")), division="441202000000",
    )  # fmt: skip
    made = case_open_tree(actor=WORKER, root=seed, key=str(uuid4()), now=NOW - timedelta(hours=hours))
    Case.objects.filter(id=made.root_id).update(state="answered", is_open=False, closed_at=NOW)
    return made.number


def asked(now=NOW):
    turn = knowledge_turn(now)
    assert not turn.left
    with as_actor(WORKER):
        return [Case.objects.get(number=number) for number in turn.opened]


def move(actor, case, act, now=NOW, **data):
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act=act, data=data, now=now)


def drained(case):
    with as_actor(WORKER):
        outbox_drain(100)
        return Case.objects.get(id=case.id)


def test_what_many_demanded_is_asked_of_the_unit_once_and_kept_when_agreed(city):
    numbers = [demanded(f"健身房关门预付卡不退{more}") for more in ("", "怎么办", "了", "，急", "（演示）")]
    (case,) = asked()
    assert (case.owner_unit_id, case.type, case.subject) == (MARKET, "knowledge_script", "gathered")
    said = {field["label"]: field["said"] for field in case.data["form"]["fields"]}
    assert set(said["有关办件"].split("、")) == set(numbers)
    demanded("健身房关门预付卡不退，气人")
    assert asked(NOW + timedelta(days=1)) == []
    officer, keeper = hat(OFFICER), hat(KEEPER_POST)
    move(officer, case, "write", **WRITTEN)
    with pytest.raises(CaseRefused):
        move(officer, case, "agree")
    move(keeper, case, "agree")
    assert drained(case).state == "kept"
    with as_actor(WORKER):
        version = Version.objects.get(article__key=f"case:{case.id}")
        assert (version.proposed_by, version.decided_by) == (officer.account_id, keeper.account_id)
        assert (version.category, version.article.division_id) == ("c0704", "441202000000")
    with as_actor(seat := hat(SEAT)):
        assert knowledge_search(seat, "健身房的卡", day=DAY)[0].id == version.id


def test_few_slow_secret_and_barred_ones_are_asked_about_by_nobody(city):
    for more in ({"hours": 3}, {"hours": 80}, {"reachable": False}, {"barred": True}, {"category": "c0301"}):
        for _ in range(2 if more == {"hours": 3} else 4):
            demanded("公交车站没有雨棚淋湿老人", **more)
    assert asked() == []


def test_what_has_a_script_already_is_not_asked_about(city):
    for _ in range(6):
        demanded("老板不发工资怎么办")
    assert asked() == []


def test_what_may_not_be_kept_goes_back_to_who_wrote_it(city):
    for _ in range(5):
        demanded()
    (case,) = asked()
    move(hat(OFFICER), case, "write", **{**WRITTEN, "answer": "打 13812345678 找人。"})
    move(hat(KEEPER_POST), case, "agree")
    assert drained(case).state == "asked"
    with as_actor(WORKER):
        assert not Article.objects.filter(key=f"case:{case.id}").exists()


def test_its_owner_is_asked_before_a_script_ends_and_renews_it(city):
    with as_actor(actor := hat(OFFICER)):
        version = script_propose(actor, script(valid_until=DAY + timedelta(days=40)), now=NOW)
    with as_actor(keeper := hat(KEEPER_POST)):
        version_decide(keeper, version.id, agreed=True, now=NOW)
    assert asked() == []
    soon = NOW + timedelta(days=27)
    (case,) = asked(soon)
    assert (case.subject, case.owner_unit_id) == ("due", "441202-market-approval")
    assert asked(soon) == []
    move(hat(CHIEF), case, "write", soon, **{**WRITTEN, "question": version.question})
    move(keeper, case, "agree", soon)
    assert drained(case).state == "kept"
    with as_actor(WORKER):
        rows = Version.objects.filter(article_id=version.article_id).order_by("number")
        assert list(rows.values_list("number", "state")) == [(1, "approved"), (2, "approved")]


def test_a_countys_script_holds_for_the_city_once_the_city_agrees(city):
    with as_actor(actor := hat(OFFICER)):
        version = script_propose(actor, script(), now=NOW)
        with pytest.raises(KnowledgeRefused, match="有效"):
            script_raise(actor, version.id, now=NOW)
    with as_actor(keeper := hat(KEEPER_POST)):
        version_decide(keeper, version.id, agreed=True, now=NOW)
    with as_actor(actor):
        number = script_raise(actor, version.id, now=NOW)
        assert script_raise(actor, version.id, now=NOW) == number
    with as_actor(WORKER):
        case = Case.objects.get(number=number)
    move(keeper, case, "agree")
    assert drained(case).state == "kept"
    with as_actor(keeper):
        (one, *_) = knowledge_search(keeper, "执照丢了", day=DAY, division="441200000000")
    assert (one.division_id, one.question) == ("441200000000", version.question)


def test_titles_that_are_alike_are_put_together_within_their_kind():
    told = [Told("1", "路灯不亮", "a", "x"), Told("2", "路灯不亮了", "a", "y"), Told("3", "路灯不亮", "b", "x"),
            Told("4", "河涌有异味", "a", "x"), Told("5", "门口路灯不亮", "a", "y")]  # fmt: skip
    held = clusters(told, alike=0.5)
    assert [[one.number for one in cluster.members] for cluster in held] == [["1", "2", "5"], ["4"], ["3"]]
    assert held[0].unit == "y"
