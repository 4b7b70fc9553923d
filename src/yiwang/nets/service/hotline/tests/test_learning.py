"""Suggestions learnt from closed demands: who teaches, what is shown, who puts it in force, what goes on alone."""

import json
import re
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from yiwang.engines.cases.models import Case, Event, Precedent
from yiwang.engines.cases.public import CaseMoved, case_proposals
from yiwang.engines.learning.domain import fitting
from yiwang.engines.learning.domain.fitting import table_fit
from yiwang.engines.learning.models import LearntModel, LearntShown, LearntUse
from yiwang.engines.learning.public import (
    LEARNER,
    LearningRefused,
    alone_try,
    model_train,
    model_use,
    shown_turn,
    suggestions,
)
from yiwang.engines.learning.pure import Alone
from yiwang.engines.learning.selectors import force
from yiwang.engines.learning.services import alone, showing, training
from yiwang.engines.learning.tests.phrases import lessons
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.selectors.history import DemandHistory

from .test_pages import call, enter
from .world import MARKET, NOW, WORKER, caller, hat, move, seat, taken

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
KEEPER, SEAT, DISPATCHER = (f"441200-hotline-service-{one}" for one in ("keeper", "seat", "dispatcher"))
_train = import_string("yiwang.site.cli.hotline._train")  # by name: nets import nothing above them
URBAN, OIL = "441202-urban", "楼下新开的饭馆没有油烟净化器，油烟味很重"


@pytest.fixture
def taught(city, monkeypatch):
    """A version learnt from the demo sentences, not from this city's few cases."""
    force._tables.cache_clear()
    now = timezone.now()
    told = lessons(now)
    monkeypatch.setattr(
        training,
        "table_fit",
        lambda texts, labels, since, **more: fitted(tuple(texts), tuple(labels), since, **more),
    )
    monkeypatch.setattr(
        DemandHistory, "lessons", lambda self, since, until: [one for one in told if since <= one.at < until]
    )
    with as_actor(WORKER):
        return model_train(LEARNER, "hotline", by="测试", now=now).model


@cache
def fitted(texts, labels, since, at_least, fewest):
    """The same lessons learnt once for all tests here."""
    return table_fit(texts, labels, since, at_least=at_least, fewest=fewest)


@pytest.fixture
def in_force(taught):
    """And put in force."""
    used(taught, seen=0)
    return taught


def used(model, *, seen, actor=None, reason="各分类的数字看过了"):
    actor = actor or hat(KEEPER)
    with as_actor(actor):
        model_use(actor, "hotline", model.id if model else None, seen=seen, reason=reason, now=NOW)


def answered(**more):
    case = taken(**more)[1]
    actor = hat(DISPATCHER)
    with as_actor(actor):
        move(DISPATCHER, case, "answer_directly", reply="已答复。")


def test_nothing_protected_teaches_and_nothing_of_a_caller(city):
    answered(title="路灯不亮", words="我叫李示范，电话 13800138000，三盏灯不亮。")
    answered(title="要保密的事", caller=caller(keep_secret=True))
    answered(title="匿名说的事", caller=caller(anonymous=True))
    taken(title="还没有办完的事")
    superior = taken(title="市场监管局窗口不理人", about=MARKET)[1]
    report = taken(title="黑作坊半夜开工", type="report", category="c0702")[1]
    Case.objects.filter(id__in=[superior.id, report.id]).update(
        is_open=False, closed_at=NOW
    )  # by whatever way
    with as_actor(WORKER):
        held = list(DemandHistory().lessons(NOW - timedelta(days=1), NOW + timedelta(days=1)))
        rows = {case.title: case for case in Case.objects.all()}
    assert [one.text.split()[0] for one in held] == ["路灯不亮"]
    assert "13800138000" not in held[0].text and held[0].targets == {"category": "c0103"}
    assert DemandHistory().words_of(rows["市场监管局窗口不理人"]) == ""
    assert (
        DemandHistory().words_of(rows["黑作坊半夜开工"]) == "" != DemandHistory().words_of(rows["要保密的事"])
    )


def test_a_unit_is_learnt_as_what_it_is_anywhere(city):
    case = taken(category="c0202", title="占道摆卖")[1]
    move(DISPATCHER, case, "dispatch", unit=URBAN)
    Case.objects.filter(id=case.id).update(is_open=False, closed_at=NOW)
    with as_actor(WORKER):
        (held,) = DemandHistory().lessons(NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert held.targets == {"category": "c0202", "unit": "urban@county"}
    assert DemandHistory().unit_for("urban@county", "441202001000") == URBAN
    assert (
        DemandHistory().unit_for("urban@county", "")
        == ""
        == DemandHistory().unit_for("nobody@county", "441202000000")
    )


def test_the_command_learns_once_and_says_what_it_was_worth(taught, capsys):
    told = SimpleNamespace(weeks_held_back=None, json=True)
    assert _train(told) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["number"], said["created"], said["digest"]) == (1, False, taught.digest)
    whole = said["figures"]["aims"]["category"]["whole"]
    assert whole["lessons"] == 64 and whole["held"] > 2 * said["figures"]["aims"]["category"]["usual"]
    assert (
        set(said["figures"]["aims"]) == {"category", "unit"}
        and said["figures"]["aims"]["category"]["by"]["c0208"]
    )
    assert _train(SimpleNamespace(weeks_held_back=2, json=False)) == 0
    assert "第 2 版" in (out := capsys.readouterr().out) and "没有自动启用" in out
    assert _train(SimpleNamespace(weeks_held_back=0, json=False)) == 1 and "周数" in capsys.readouterr().err
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="learning.model.trained").count() == 2
        assert suggestions("hotline", "category", OIL) == [], "not in force by being learnt"


def test_without_the_extra_everything_works_and_the_page_says_what_to_install(
    in_force, enter, monkeypatch, capsys
):
    fitted.cache_clear()
    monkeypatch.setattr(fitting, "find_spec", lambda name: None)
    assert _train(SimpleNamespace(weeks_held_back=None, json=False)) == 1
    assert "yiwang[learning]" in capsys.readouterr().err
    assert "yiwang[learning]" in enter(KEEPER).get(reverse("hotline:learning")).content.decode()
    assert suggestions("hotline", "category", OIL)[0].guess.label == "c0208"


def test_a_named_person_puts_in_force_goes_back_and_stops(taught, enter, capsys):
    assert _train(SimpleNamespace(weeks_held_back=2, json=False)) == 0
    with as_actor(WORKER):
        first, second = LearntModel.objects.order_by("number")
    for actor, sentence in ((seat(), "不能启用"), (LEARNER, "不能启用")):
        with pytest.raises(LearningRefused, match=sentence):
            used(first, seen=0, actor=actor)
    with pytest.raises(LearningRefused, match="理由"):
        used(first, seen=0, reason="  ")
    used(first, seen=0)
    with pytest.raises(LearningRefused, match="刚刚有人换过"):
        used(second, seen=0)
    with pytest.raises(LearningRefused, match="现在就是这样"):
        used(first, seen=1)
    used(second, seen=1)
    used(first, seen=2, reason="第 2 版把油烟认错了")
    browser = enter(KEEPER)
    page = browser.get(reverse("hotline:learning")).content.decode()
    assert "第 1 版在用" in page and "第 2 版把油烟认错了" in page and "餐饮油烟" in page and "演示" in page
    act = {"seen": "3", "version": "", "reason": "先不用"}
    assert browser.post(reverse("hotline:learning-act"), act, follow=True).status_code == 200
    with as_actor(WORKER):
        assert [one.model_id for one in LearntUse.objects.order_by("seq")] == [
            first.id,
            second.id,
            first.id,
            None,
        ]
        assert AuditEvent.objects.filter(act="learning.model.used").count() == 4
        assert suggestions("hotline", "category", OIL) == []
    assert "刚刚有人换过" in browser.post(reverse("hotline:learning-act"), act, follow=True).content.decode()
    for wrong in (
        {"seen": "x"},
        {"version": "x"},
        {"seen": "4", "version": "00000000-0000-4000-8000-000000000000"},
    ):
        browser.post(reverse("hotline:learning-act"), act | wrong)
    with as_actor(WORKER):
        assert LearntUse.objects.count() == 4


def test_who_may_see_and_who_may_decide(taught, enter):
    assert enter(SEAT).get(reverse("hotline:learning")).status_code == 403
    act = {"seen": "0", "version": str(taught.id), "reason": "我想"}
    for post in (SEAT, DISPATCHER):
        assert enter(post).post(reverse("hotline:learning-act"), act).status_code == 403
    page = enter(DISPATCHER).get(reverse("hotline:learning")).content.decode()
    assert "第 1 版" in page and "learning/act" not in page
    assert "没有在用的版本" in page and "没有允许任何分类不经人派出" in page


def test_the_database_lets_nobody_change_a_version_or_write_as_staff(in_force):
    forbidden = [
        (WORKER, "UPDATE learnt_model SET tables = '{}'"), (WORKER, "DELETE FROM learnt_use"),
        (WORKER, "UPDATE learnt_use SET reason = ''"), (hat(KEEPER), "DELETE FROM learnt_model"),
        (hat(KEEPER), "INSERT INTO learnt_use (source, seq, by, label, reason, at) VALUES "
                      "('hotline', 9, gen_random_uuid(), '', '', now())"),
        (hat(KEEPER), "SELECT count(*) FROM learnt_shown"),
    ]  # fmt: skip
    for actor, sql in forbidden:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), as_actor(actor):
            connection.cursor().execute(sql)


def test_a_version_that_was_changed_suggests_nothing_and_is_not_put_in_force_again(in_force):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE learnt_model SET tables = replace(tables, 'c0208', 'c0401')")
    force._tables.cache_clear()
    assert suggestions("hotline", "category", OIL) == []
    used(None, seen=1)
    with pytest.raises(LearningRefused, match="摘要不符"):
        used(in_force, seen=2)


def beside(browser, **more):
    held = call(**{"category": "", "title": OIL, "words": "", **more})
    page = browser.post(reverse("hotline:beside"), held, headers={"HX-Request": "true"}).content.decode()
    return held, page


def test_the_seat_is_shown_the_category_with_its_reason_and_takes_it_by_one_key(in_force, enter):
    browser = enter(SEAT)
    held, page = beside(browser)
    assert "多半是哪一类" in page and "城市管理 › 餐饮油烟" in page and "油烟" in page and "Alt 9" in page
    kind = re.search(r'name="kind" value="(c\d+)"', page)[1]
    answer = browser.post(reverse("hotline:take"), held | {"kind": kind})
    assert f'<option value="{kind}" selected>' in answer.content.decode()
    assert answer["HX-Trigger-After-Settle"] == "kind-taken"
    assert (
        'value="x" selected'
        not in browser.post(reverse("hotline:take"), held | {"kind": "x"}).content.decode()
    )
    assert "多半是哪一类" not in beside(browser, category="c0208")[1]
    assert (
        browser.post(reverse("hotline:seat"), held | {"category": "c0208", "words": "很呛。"}).status_code
        == 200
    )
    with as_actor(WORKER):
        shown = LearntShown.objects.get(settled_at__isnull=False)
        assert (shown.suggested, shown.chosen, shown.held, shown.case_id) == ("c0208", "c0208", True, None)
        assert held["key"] not in shown.key and LearntShown.objects.filter(key=shown.key).count() == 1
    page = enter(KEEPER).get(reverse("hotline:learning")).content.decode()
    assert re.search(r"餐饮油烟</td>.*?启用后提示\">1</td>.*?启用后采用\">1</td>", page, re.DOTALL)


@pytest.mark.parametrize("more", [{"type": "report"}, {"about": "市市场监管局"}])
def test_reports_and_what_is_about_a_body_get_no_suggestion(in_force, enter, more):
    page = beside(enter(SEAT), **more)[1]
    assert "多半是哪一类" not in page and "历史派单" not in page
    with as_actor(WORKER):
        assert not LearntShown.objects.exists()


def test_what_is_shown_for_who_wants_to_stay_unknown_is_not_kept(in_force, enter):
    browser = enter(SEAT)
    assert "多半是哪一类" in beside(browser, keep_secret="on")[1]
    held, _ = beside(browser)
    with as_actor(WORKER):
        assert LearntShown.objects.count() == 1, "not yet said"
    browser.post(
        reverse("hotline:seat"), held | {"category": "c0208", "words": "很呛。", "keep_secret": "on"}
    )
    with as_actor(WORKER):
        assert not LearntShown.objects.exists()


def proposals(case, actor=None):
    actor = actor or hat(DISPATCHER)
    held = Case.objects.get(id=case.id)
    with as_actor(actor):
        return case_proposals(actor, held, NOW)


def test_at_dispatch_duties_come_first_then_precedents_then_what_was_learnt(in_force):
    case = taken(category="c1801", title=OIL, words="很呛。")[1]  # a category that no duty names
    (first, *_) = proposals(case)
    assert (first.ground, first.unit) == ("learnt", URBAN) and "油烟" in first.why
    assert first.taught.version == 1 and 0 < first.taught.chance <= 1 and first.taught.alike == ()
    Precedent.objects.create(
        id=case.id, case_id=case.id, root_id=case.id, seq=1, type=case.type, subject=case.subject, category="c1801",
        division_id=case.division_id, unit_id=MARKET, reasoning="裁定过", decided_at=NOW, hat_label="政府办",
    )  # fmt: skip
    assert [one.ground for one in proposals(case)][:2] == ["precedent", "learnt"]
    duty = taken(category="c0703", title=OIL, words="很呛。")[1]
    assert [(one.ground, one.unit) for one in proposals(duty)][:2] == [("duty", MARKET), ("learnt", URBAN)]


def test_the_most_alike_earlier_demands_are_those_the_reader_may_see(in_force):
    answered(category="c1801", title="饭馆油烟味很重", words="没有净化器。")
    answered(category="c1801", title="表扬窗口", words="办得快。")
    case = taken(category="c1801", title=OIL, words="很呛。")[1]
    assert [one.title for one in proposals(case)[0].taught.alike] == ["饭馆油烟味很重"]
    assert proposals(case, hat("441202-market-approval-officer"))[0].taught.alike == ()


def test_what_nobody_decided_on_does_not_stand_before_what_was_decided(in_force, enter, monkeypatch):
    monkeypatch.setattr(showing, "BATCH", 1)
    cases = [taken(category="c1801", title=OIL, words="很呛。")[1] for _ in range(2)]
    for case in cases:
        enter(DISPATCHER).get(reverse("desk:case", args=[case.number]))
    move(DISPATCHER, cases[1], "dispatch", unit=URBAN)
    assert shown_turn(NOW) == 2
    with as_actor(WORKER):
        assert list(LearntShown.objects.exclude(settled_at=None).values_list("chosen", flat=True)) == [URBAN]


def test_what_was_shown_at_dispatch_is_compared_with_the_unit_that_got_it(in_force, enter):
    right, wrong, direct = (taken(category="c1801", title=OIL, words="很呛。")[1] for _ in range(3))
    browser = enter(DISPATCHER)
    for case in (right, wrong, direct):
        page = browser.get(reverse("desk:case", args=[case.number])).content.decode()
        assert "历史派单" in page and "第 1 版" in page
    assert shown_turn(NOW) == 3
    with as_actor(WORKER):
        assert LearntShown.objects.filter(settled_at=None).count() == 3, "nothing chosen yet"
    move(DISPATCHER, right, "dispatch", unit=URBAN)
    move(DISPATCHER, wrong, "dispatch", unit=MARKET)
    move(DISPATCHER, direct, "answer_directly", reply="已答复。")
    shown_turn(NOW)
    with as_actor(WORKER):
        rows = LearntShown.objects.order_by("held")
        assert [(one.held, one.chosen, one.case_id) for one in rows] == [
            (False, MARKET, None),
            (True, URBAN, None),
        ]
        LearntShown.objects.update(settled_at=None, shown_at=NOW - timedelta(days=99))
        shown_turn(NOW)
        assert not LearntShown.objects.exists()


def opened(case):
    with as_actor(LEARNER):
        moved = CaseMoved(case.root_id, case.id, 1, case.type, case.subject, "open", "", case.state)
        return alone_try(moved, now=NOW)


def allowed(monkeypatch, **more):
    rules = force.learning_rules("hotline")
    one = Alone(
        **{"precision": 0.6, "at_least": 20, "source": "某市〔2027〕1 号", "status": "compiled", **more}
    )
    held = rules.model_copy(update={"alone": {"c1801": one, "c0703": one}})
    monkeypatch.setattr(alone, "learning_rules", lambda source: held)


def figures(model, held, of):
    with connection.cursor() as cursor:
        count = json.dumps({"lessons": of, "shown": of, "held": held, "among": held})
        for key in ("c1801", "c0703"):
            cursor.execute("UPDATE learnt_model SET figures = jsonb_set(figures, %s, %s::jsonb)",
                           [["aims", "unit", "by", key], count])  # fmt: skip


def test_nothing_goes_on_alone_unless_the_pack_allows_it_and_it_held_often_enough(in_force, monkeypatch):
    case, duty = (taken(category=key, title=OIL, words="很呛。")[1] for key in ("c1801", "c0703"))
    figures(in_force, 95, 100)
    assert not alone.alone_allowed(case.type) and not opened(case), "off by default"
    allowed(monkeypatch, precision=0.96)
    assert alone.alone_allowed(case.type) and not opened(case), "held too seldom"
    allowed(monkeypatch, at_least=101)
    assert not opened(case), "too few"
    allowed(monkeypatch)
    assert not opened(duty), "the duty list says another unit"
    secret = taken(category="c1801", title=OIL, words="很呛。", about=MARKET)[1]
    assert not opened(secret)
    assert opened(case) and not opened(case)
    with as_actor(WORKER):
        case.refresh_from_db()
        event = Event.objects.get(case_id=case.id, act="dispatch")
    assert (case.state, case.owner_unit_id, event.hat) == ("dispatched", URBAN, "system:learnt")
