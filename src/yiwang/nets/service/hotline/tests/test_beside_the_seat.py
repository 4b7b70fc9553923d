"""Beside the seat: scripts while one types, the same matter told before, joined by one key; a caller's own matters."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.cases.models import Case, CaseLink, Event, EventBody
from yiwang.engines.cases.public import CaseRefused, CaseSeed, PartyPart, UnitPart, case_open_tree
from yiwang.engines.knowledge.models import Article, Version
from yiwang.engines.knowledge.public import bind_ordering, script_withdraw
from yiwang.engines.knowledge.selectors.search import _orders
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineAnswer
from yiwang.nets.service.hotline.selectors.beside import Typed, beside
from yiwang.nets.service.hotline.selectors.helping import scripts_helped
from yiwang.nets.service.hotline.selectors.rules import rules_in_force
from yiwang.nets.service.hotline.services.matters import matter_act, matters_of
from yiwang.nets.service.hotline.services.taking import Outcome, call_take

from .world import MARKET, NOW, WORKER, caller, demand, hat, seat, taken

pytestmark = pytest.mark.django_db
DUANZHOU = "441202000000"
WANG = ("王示范", "441299199003070036")


def asked(words, actor=None, now=NOW, **more):
    actor = actor or seat()
    with as_actor(actor):
        return beside(actor, Typed(words, **more), now=now)


@pytest.fixture
def enter(city, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    account = staff(f"t-{uuid4()}", "441200-hotline-service-seat", is_demo=True)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def call(**more):
    return {"key": str(uuid4()), "line": "citizen", "phone": "10000000001", "type": "help", "category": "c0103",
            "title": "物业不修电梯", "words": "坏了三天。", "place_of": "端州区", "how": "order", **more}  # fmt: skip


def send(client, name, headers=None, **more):
    answer = client.post(reverse(f"hotline:{name}"), call(**more), headers=headers)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_scripts_and_what_to_say_stand_beside_what_is_typed(city):
    held = asked("路口的灯坏了三天没有人修，很黑")
    assert held.answers[0].question == "路灯不亮找谁修"
    assert [one.label for one in asked("我要起诉开发商").say] == ["应当或者已经由法院审理的事"]
    assert asked("灯") == asked("") == type(held)()


class Turning:
    """Turns every order round, and keeps what it was shown."""

    def __init__(self):
        self.shown = []

    def order(self, asked, texts):
        self.shown.append((asked, *texts))
        return list(reversed(range(len(texts))))


@pytest.fixture
def turning():
    bind_ordering(model := Turning())
    yield model
    _orders.clear()


def test_a_model_orders_approved_scripts_and_reads_no_number_of_a_person(city, turning):
    words = "路口的灯坏了，我是 13800138000，身份证 11010519491231002X"
    plain, ordered = asked(words).answers, asked(words, type="help").answers
    assert {one.id for one in plain} <= {one.id for one in ordered} and all(one.by_model for one in ordered)
    ((said, *questions),) = turning.shown
    assert "13800138000" not in said and "11010519491231002X" not in said and "路口的灯" in said
    assert not set(questions) & {one.answer for one in ordered}


@pytest.mark.parametrize("more", [{"unseen": True}, {"about": True}, {"type": "report"}, {"type": ""}])
def test_what_is_protected_reaches_no_model(city, turning, more):
    held = asked("路口的灯坏了三天没有人修，很黑", **{"type": "help", **more})
    assert held.answers and not turning.shown and not held.answers[0].by_model


def test_five_queries_at_most_while_nothing_learnt_is_in_force(city):
    """Two of them ask whether something is. The release is looked up once a second besides, whoever asks."""
    taken(title="小区电梯坏了没人修")
    actor = seat()
    asked("小区电梯坏了", actor)
    with as_actor(actor), CaptureQueriesContext(connection) as seen:
        typed = Typed("小区电梯坏了三天", "help", "c0103", DUANZHOU, "10000000001")
        assert beside(actor, typed, now=NOW).repeats
    read = [one["sql"] for one in seen if one["sql"].startswith(("SELECT", "\nWITH", "WITH"))]
    assert 0 < len([sql for sql in read if 'FROM "release"' not in sql and "set_config" not in sql]) <= 5


def test_the_same_matter_of_the_last_days_around_the_place_is_shown_and_who_called_again(city):
    taken(title="小区电梯坏了没人修", caller=caller(phone="10000000002"))
    ((one),) = asked("我们小区的电梯坏了，没人修理", division=DUANZHOU, phone="10000000002").repeats
    assert (one.title, one.members, one.same) == ("小区电梯坏了没人修", 0, True)
    assert not asked("小区电梯坏了没人修", phone="10000000009").repeats[0].same
    assert asked("小区电梯坏了没人修", division="441202001000").repeats
    assert not asked("小区电梯坏了没人修", division="441226000000").repeats
    assert not asked("小区电梯坏了没人修", now=NOW + timedelta(days=9)).repeats
    assert not asked("路灯不亮").repeats


def test_secret_ones_are_not_told_by_their_phone_and_reports_and_barred_ones_not_at_all(city):
    taken(title="楼道堆放杂物挡路", caller=caller(keep_secret=True))
    taken(title="黑作坊半夜开工", type="report", category="c0702")
    taken(title="市场监管局窗口不理人", about=MARKET)
    assert [one.same for one in asked("楼道堆放杂物挡路", phone="10000000001").repeats] == [False]
    assert not asked("黑作坊半夜开工").repeats and not asked("市场监管局窗口不理人").repeats


def test_other_hats_see_nothing_beside(city):
    with pytest.raises(HotlineRefused):
        asked("路灯不亮", hat("441202-market-approval-officer"))


def test_a_script_is_taken_and_its_version_kept(enter):
    page = send(enter, "beside", {"HX-Request": "true"}, title="路灯不亮", words="")
    assert "<html" not in page and "照它答" in page
    version = re.search(r'name="take" value="([0-9a-f-]{36})"', page)[1]
    page = send(enter, "take", title="路灯不亮", take=version)
    assert "照口径答：路灯不亮找谁修" in page and f'name="version" value="{version}"' in page
    assert "已当场答复" in send(enter, "seat", how="answer", reply="我派给管养单位。", version=version)
    with as_actor(WORKER):
        case, kept = Case.objects.get(), HotlineAnswer.objects.get()
        assert (str(kept.version_id), kept.case_id) == (version, case.id)
        assert (case.data["kept"]["script"], case.data["kept"]["by_script"]) == (
            "路灯不亮找谁修（第 1 版）",
            "yes",
        )


def test_a_script_that_was_just_withdrawn_answers_nobody(enter):
    with as_actor(WORKER):
        article = Article.objects.get(key="pack:street-lamp-out")
        version = article.versions.get().id
    with as_actor(keeper := hat("441200-hotline-service-keeper")):
        script_withdraw(keeper, article.id, "改了。", now=timezone.now())
    for page in (
        send(enter, "take", take=version),
        send(enter, "seat", how="answer", reply="好。", version=version),
    ):
        assert "重新查" in page and "坏了三天。" in page
    with as_actor(WORKER):
        assert not Case.objects.exists()


def test_a_call_joins_what_others_told_and_twice_is_once(enter):
    parent = taken(title="全村停电没有通知")[1]
    page = send(enter, "take", join=parent.number)
    assert f"并入 {parent.number}" in page
    held = call(title="全村停电", how="join", into=parent.number)
    for _ in range(2):
        assert enter.post(reverse("hotline:seat"), held).status_code == 200
    with as_actor(WORKER):
        member = Case.objects.exclude(id=parent.id).get()
        assert member.state == "merged"
        assert CaseLink.objects.get(kind="merged_into", case_id=member.id).other_id == parent.id
    assert "没有这个编号" in send(enter, "seat", how="join", into="20270112-0000000000-0")


def test_without_script_the_whole_page_comes_and_a_compared_phone_is_written_down_once(enter):
    taken(title="小区电梯坏了没人修")
    held = call(title="小区电梯坏了没人修")
    for _ in range(2):
        page = enter.post(reverse("hotline:beside"), held).content.decode()
        assert "<html" in page and "同一号码提的" in page and "坏了三天。" in page
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="hotline.phone.compared").count() == 1


def test_shares_before_and_after_a_script_are_counted_by_its_kind(city):
    with as_actor(WORKER):
        Version.objects.filter(question="路灯不亮找谁修").update(valid_from=NOW.date())
    for day, how in ((-3, "order"), (-2, "order"), (-40, "answer"), (1, "answer"), (40, "order")):
        moment = NOW + timedelta(days=day)
        with as_actor(actor := seat()):
            told = demand(category="c0108", caller=caller())
            call_take(actor, told, Outcome(how, "我派给管养单位。"), now=moment)
    with as_actor(actor := hat("441200-hotline-service-keeper")):
        (one,) = [
            held for held in scripts_helped(actor, rules_in_force(), now=NOW) if "路灯" in held.question
        ]
    assert [(share.counts, share.of) for share in (one.before, one.after)] == [(0, 2), (1, 1)]
    assert one.since == NOW.date()


def a_matter(party, title="食品经营许可", type_="service_item"):
    seed = CaseSeed(key="one", type=type_, subject="x", title=title, parties=(PartyPart(party),),
                    units=(UnitPart(MARKET),), division=DUANZHOU)  # fmt: skip
    with as_actor(WORKER):
        return case_open_tree(actor=WORKER, root=seed, key=str(uuid4()), now=NOW)


def test_who_says_who_he_is_is_told_how_his_matters_stand_and_can_read_that_it_was_looked_at(city):
    wang = person(*WANG)
    a_matter(wang.parties[0])
    with as_actor(actor := seat()):
        (one,) = matters_of(actor, WANG[1], "王示范", "来电人问进展", now=NOW)
        assert one.title == "食品经营许可" and one.acts == (("urge", "催办"),)
        assert matters_of(actor, one.number, "王示范", "来电人问进展", now=NOW) == [one]
    with as_actor(WORKER):
        rows = AuditEvent.objects.filter(subject=f"party:{wang.parties[0]}", public__purpose="来电人问进展")
        assert rows.count() == 2


def does(number, act="urge", who=WANG, call="call-1"):
    with as_actor(actor := seat()):
        return matter_act(actor, number, act, who=(who[1], who[0], "来电人催办"), call=call, now=NOW)


def test_a_service_case_is_urged_in_the_call_under_the_callers_hat_by_the_seats_account(city):
    made = a_matter(person(*WANG).parties[0])
    assert does(made.number) == "催办"
    with as_actor(WORKER):
        event = Event.objects.get(root_id=made.root_id, act="urge")
        assert event.hat.startswith("party:") and event.account and event.public == "已催办"
        body = EventBody.objects.get(root_id=made.root_id, seq=event.seq).body
        assert "话务员" in body["hat_label"] and "12345" in body["data"]["source"]
        acted = AuditEvent.objects.filter(act="hotline.matter.acted", subject=f"case:{made.root_id}")
        assert acted.count() == 1
    assert [does(made.number) for _ in range(2)] == ["催办", "催办"]
    with pytest.raises(CaseRefused, match="次"):
        does(made.number)


def test_nobody_elses_case_is_urged_nor_is_what_the_definition_does_not_offer(city):
    wang, other = person(*WANG), person("李示范", "441299199003070116")
    mine, theirs = a_matter(wang.parties[0]), a_matter(other.parties[0])
    for number, act in (
        (theirs.number, "urge"),
        (mine.number, "withdraw"),
        (mine.number, "resend_supplement"),
    ):
        with pytest.raises(HotlineRefused, match="没有这一件"):
            does(number, act)
    with pytest.raises(HotlineRefused, match="没有查到"):
        does(mine.number, who=("李示范", WANG[1]))
    with as_actor(unit := hat(f"{MARKET}-approval-officer")), pytest.raises(HotlineRefused, match="不受理"):
        matter_act(unit, mine.number, "urge", who=(WANG[1], WANG[0], "x"), call="", now=NOW)
    with as_actor(WORKER):
        assert not Event.objects.filter(root_id__in=[mine.root_id, theirs.root_id], act="urge").exists()


def test_a_caller_in_supplement_has_the_notice_sent_again_to_his_own_phone(city):
    made = a_matter(person(*WANG, phone="10000000012").parties[0])
    Case.objects.filter(id=made.root_id).update(state="supplement")
    assert does(made.number, "resend_supplement") == "再发一次补正通知"
    outbox_drain(50)
    with as_actor(WORKER):
        assert Notice.objects.get(template="case_supplement").party_id


def test_what_is_still_missing_is_explained_in_the_call(enter):
    made = a_matter(person(*WANG).parties[0])
    remark = {"about": "租赁合同", "what": "缺最后一页", "mend": "补拍签名的一页"}
    Case.objects.filter(id=made.root_id).update(data={"intake": {"remarks": [remark]}})
    told = {"who": "王示范", "who_number": WANG[1], "purpose": "来电人问进展"}
    assert "缺最后一页" not in send(enter, "matters", **told)
    Case.objects.filter(id=made.root_id).update(state="supplement")
    text = send(enter, "matters", **told)
    assert "还缺：" in text and "缺最后一页" in text and "补拍签名的一页" in text


def test_a_matter_is_urged_by_the_button_on_the_page(enter):
    made = a_matter(person(*WANG).parties[0])
    told = {"who": "王示范", "who_number": WANG[1], "purpose": "来电人催办"}
    assert f'value="urge/{made.number}"' in send(enter, "matters", **told)
    assert "已办：催办" in send(enter, "matters", **told, matter_act=f"urge/{made.number}")


def test_a_wrong_name_and_an_unknown_number_are_answered_alike_and_written_down(city):
    wang = person(*WANG)
    made = a_matter(wang.parties[0])
    said = set()
    for number, name in (
        (WANG[1], "李示范"),
        ("44129919900307001X", "王示范"),
        (made.number, "李示范"),
        ("x", "王示范"),
    ):
        with as_actor(actor := seat()), pytest.raises(HotlineRefused) as refused:
            matters_of(actor, number, name, "来电人问进展", now=NOW)
        said.add(str(refused.value))
    assert len(said) == 1
    with as_actor(actor), pytest.raises(PurposeMissing):
        matters_of(actor, WANG[1], "王示范", " ", now=NOW)


def test_a_caller_is_told_on_the_page_and_what_was_typed_stays(enter):
    a_matter(person(*WANG).parties[0])
    told = {"who": "王示范", "who_number": WANG[1], "purpose": "来电人问自己的办件进展"}
    page = send(enter, "matters", **told)
    assert "食品经营许可" in page and "坏了三天。" in page
    assert "没有查到" in send(enter, "matters", **{**told, "who": "李示范"})
