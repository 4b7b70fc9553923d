"""Pages of the hotline: a call on one screen, the number read out, progress by number, who called for a purpose."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yiwang.engines.cases.models import Case
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand

from .world import WORKER, caller, move, taken

pytestmark = pytest.mark.django_db
SEAT, REPORTS = "441200-hotline-service-seat", "441200-hotline-reports-reports"


@pytest.fixture
def enter(city, client, settings):
    """Sign in on a post of the city: the same browser, or another one."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    def entered(post, client=client):
        account = staff(f"t-{uuid4()}", post, is_demo=True)
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def call(**more):
    """What a seat types."""
    return {"key": str(uuid4()), "line": "citizen", "phone": "10000000001", "name": "李示范", "type": "help",
            "category": "c0103", "title": "物业不修电梯", "words": "坏了三天。", "place_of": "端州区", "how": "order",
            **more}  # fmt: skip


def send(client, name="seat", **more):
    answer = client.post(reverse(f"hotline:{name}"), call(**more))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def number_in(text):
    return re.search(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", text)[0]


def test_the_sheet_has_types_with_limits_and_what_to_say_aloud(enter):
    text = enter(SEAT).get(reverse("hotline:seat")).content.decode()
    assert "咨询（2 个工作日）" in text and "投诉（15 个工作日）" in text and "12348" in text


def test_a_call_is_taken_and_its_number_is_read_out(enter, client):
    number = number_in(send(enter(SEAT)))
    client.logout()
    text = client.post(reverse("hotline:progress"), {"number": number}).content.decode()
    assert "物业不修电梯" in text and "已受理" in text and "李示范" not in text


def test_a_direct_answer_and_what_is_not_accepted_end_in_the_same_call(enter):
    client = enter(SEAT)
    assert "已当场答复" in send(client, how="answer", reply="带身份证到大厅办。")
    text = send(client, how="not_accept", ground="court")
    assert "向有管辖权的人民法院" in text
    with as_actor(WORKER):
        assert sorted(Case.objects.values_list("state", flat=True)) == ["answered", "not_accepted"]


@pytest.mark.parametrize("wrong", [{"how": "answer"}, {"how": "not_accept"}, {"category": ""}, {"place_of": "火星"},
                                   {"about": "没有的局"}, {"key": "x"}, {"how": "x"}])  # fmt: skip
def test_what_is_wrong_is_told_what_was_typed_stays_and_nothing_is_kept(enter, wrong):
    text = send(enter(SEAT), **wrong)
    assert "没有办成" in text and "坏了三天。" in text
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists() and not HotlineCaller.objects.exists()


def test_what_others_deal_with_cannot_be_ended_in_the_call_and_nothing_is_left_behind(enter):
    client = enter(SEAT)
    for more in ({"type": "report"}, {"about": "端州区市场监管局"}):
        text = send(client, how="answer", reply="没有这回事。", **more)
        assert "不能当场办结" in text
    with as_actor(WORKER):
        assert not Case.objects.exists()


def test_a_call_sent_twice_is_one(enter):
    client, held = enter(SEAT), call(how="answer", reply="好。")
    for _ in range(2):
        assert client.post(reverse("hotline:seat"), held).status_code == 200
    with as_actor(WORKER):
        assert Case.objects.count() == 1


def test_what_a_phone_demanded_before_is_seen_but_never_secret_ones_or_reports(enter):
    taken(title="路灯不亮")
    taken(title="秘密的事", caller=caller(keep_secret=True))
    taken(title="黑作坊", type="report", category="c0702")
    text = send(enter(SEAT), "earlier")
    assert "路灯不亮" in text and "秘密的事" not in text and "黑作坊" not in text and "坏了三天。" in text
    with as_actor(WORKER):
        row = AuditEvent.objects.get(act="hotline.phone.looked_up")
    assert "10000000001" not in row.subject


def test_a_text_of_markup_stays_text(enter):
    number = number_in(send(enter(SEAT), title="<script>x</script>"))
    text = enter(SEAT).post(reverse("hotline:progress"), {"number": number}).content.decode()
    assert "&lt;script&gt;" in text and "<script>x" not in text


def test_a_unit_opens_who_called_on_the_page_and_not_who_wants_to_stay_unknown(enter):
    open_, secret = taken()[1], taken(caller=caller(keep_secret=True))[1]
    for case in (open_, secret):
        move("441200-hotline-service-dispatcher", case, "dispatch", unit="441202-market")
    client = enter("441202-market-approval-officer")
    asked = {"number": open_.number, "purpose": "上门前联系"}
    assert "10000000001" in client.post(reverse("hotline:caller"), asked).content.decode()
    text = client.post(reverse("hotline:caller"), {**asked, "number": secret.number}).content.decode()
    assert "10000000001" not in text and "不能查看" in text


def test_a_report_needs_a_second_person_on_the_page(enter):
    case = taken(type="report", category="c0702", title="黑作坊")[1]
    first = enter(REPORTS)
    asked = {"number": case.number, "purpose": "请补充地点", "do": "ask"}
    text = first.post(reverse("hotline:caller"), asked).content.decode()
    assert "等第二个人同意" in text and "10000000001" not in text
    second = enter(REPORTS, Client())
    page = second.get(reverse("hotline:caller")).content.decode()
    look = re.search(r'name="look" value="([0-9a-f-]{36})"', page)[1]
    second.post(reverse("hotline:agree"), {"number": case.number, "look": look})
    text = first.post(reverse("hotline:caller"), {"number": case.number, "look": look}).content.decode()
    assert "10000000001" in text
