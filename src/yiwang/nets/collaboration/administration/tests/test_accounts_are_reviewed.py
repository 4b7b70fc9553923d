"""Once a year heads confirm or withdraw every account and post; what nobody confirmed is suspended by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from yiwang.foundations.notices.definitions import NOTICE_TEMPLATE, NoticeTemplate
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.people.models import AccountReview, ReviewLine
from yiwang.foundations.people.public import hats_of
from yiwang.foundations.people.tests.factories import rules_hold, staff
from yiwang.loader import PackInfo, World
from yiwang.nets.collaboration.administration.public import reviews_turn

from .conftest import OFFICER

CLERK = "441202-health-window-clerk"
MINE = "/administration/reviews/mine/"


@pytest.fixture(autouse=True)
def rules_stand(monkeypatch):
    rules_hold(monkeypatch)
    words = {
        key: NoticeTemplate(id=key, title="{left} {due}", body=("请核对。",), link="{link}",
                            fields={"left": "", "due": "", "link": ""})
        for key in ("account_review_asked", "account_review_due")
    }  # fmt: skip
    world = World(PackInfo("small", "1", "小城"), {NOTICE_TEMPLATE.name: words})
    monkeypatch.setattr("yiwang.foundations.notices.services.sending.world_in_force", lambda: world)


@pytest.fixture
def begun(people, enter):
    """A round under way, with one more clerk in the head's bureau."""
    people["clerk"] = staff("clerk", CLERK, name="本示范", is_demo=True)
    enter("system").post(reverse("administration:review-start"))
    return AccountReview.objects.get()


def line(name):
    return ReviewLine.objects.get(account__username=name)


def decide(client, said, **reasons):
    post = {f"verdict.{line(name).pk}": verdict for name, verdict in said.items()}
    post |= {f"reason.{line(name).pk}": reason for name, reason in reasons.items()}
    return client.post(MINE, post, follow=True)


def after(review, **more):
    return review.due_at + timedelta(**more)


def test_a_round_lists_every_post_and_tells_the_heads(begun, site):
    assert ReviewLine.objects.count() == 8
    told = Notice.objects.get(account_id=site["head"].pk)
    assert told.title.startswith("2 ") and told.link == MINE


def test_a_second_round_waits_for_the_first(begun, enter):
    answer = enter("system").post(reverse("administration:review-start"), follow=True)
    assert "还没有结束" in answer.content.decode() and AccountReview.objects.count() == 1


def test_a_head_sees_the_own_units_and_decides_on_others_only(begun, enter, site):
    client = enter("head")
    page = client.get(MINE).content.decode()
    assert "officer" in page and "本示范" in page and "supervisor" not in page
    assert f'name="verdict.{line("head").pk}"' not in page
    decide(client, {"officer": "confirmed", "clerk": "withdrawn"}, clerk="已借调")
    assert line("officer").verdict == "confirmed" and line("officer").decided_by == site["head"]
    assert hats_of(line("clerk").account) == []
    assert "都核对完了" in client.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("said", "reasons", "words"),
    [
        ({"officer": "confirmed", "clerk": "withdrawn"}, {}, "要写原因"),
        ({"officer": "confirmed", "head": "confirmed"}, {}, "自己的账号"),
        ({"officer": "confirmed", "system": "withdrawn"}, {"system": "x"}, "不归您核对"),
        ({"officer": "suspended"}, {}, "请选择"),
    ],
)
def test_one_line_that_may_not_be_decided_and_none_is(begun, enter, said, reasons, words):
    answer = decide(enter("head"), said, **reasons)
    assert answer.status_code == 409 and words in answer.content.decode()
    assert line("officer").verdict == ""


def test_a_line_is_decided_once(begun, enter):
    client = enter("head")
    decide(client, {"officer": "confirmed"})
    answer = decide(client, {"officer": "withdrawn"}, officer="改主意")
    assert "已由别人核对" in answer.content.decode() and line("officer").verdict == "confirmed"


def test_what_no_head_may_decide_is_the_security_administrators_but_never_the_own(begun, enter):
    page = enter("security").get(MINE).content.decode()
    shown = {row.account.username for row in ReviewLine.objects.all() if f"verdict.{row.pk}" in page}
    assert shown == {"head", "chief", "system", "audit", "supervisor"}


def test_heads_are_reminded_once_and_what_nobody_confirmed_is_suspended_after_the_day(begun, enter, site):
    decide(enter("head"), {"officer": "confirmed"})
    reviews_turn(after(begun, days=-20))
    assert not Notice.objects.filter(template="account_review_due").exists()
    for hours in (-48, -24):
        reviews_turn(after(begun, hours=hours))
    assert Notice.objects.filter(template="account_review_due", account_id=site["head"].pk).count() == 1
    assert reviews_turn(after(begun, hours=1)) == 7
    assert hats_of(line("clerk").account) == []
    assert [hat.key for hat in hats_of(site["officer"])] == [f"post:{OFFICER}"]
    assert reviews_turn(after(begun, hours=2)) == 0
    assert line("clerk").verdict == "suspended"


def test_a_head_who_comes_too_late_is_told(begun, enter):
    AccountReview.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    answer = decide(enter("head"), {"officer": "confirmed"})
    assert answer.status_code == 409 and "已经截止" in answer.content.decode()


def test_a_suspended_post_is_resumed_by_the_security_administrator_with_a_reason(begun, enter, site):
    row = site["officer"].appointments.get()
    row.suspended_at = timezone.now()
    row.save()
    client, where = enter("security"), reverse("administration:resume", args=[site["officer"].pk, row.pk])
    assert (
        "已暂停" in client.get(reverse("administration:account", args=[site["officer"].pk])).content.decode()
    )
    client.post(where, {"reason": " "})
    assert hats_of(site["officer"]) == []
    client.post(where, {"reason": "补核对"})
    assert len(hats_of(site["officer"])) == 1


def test_auditors_open_the_record_and_the_system_administrator_the_progress(begun, enter):
    decide(enter("head"), {"officer": "withdrawn"}, officer="调离")
    where = reverse("administration:review", args=[begun.pk])
    assert "调离" in enter("audit").get(where).content.decode()
    progress = enter("system").get(where).content.decode()
    assert "端州区卫健局" in progress and "调离" not in progress
