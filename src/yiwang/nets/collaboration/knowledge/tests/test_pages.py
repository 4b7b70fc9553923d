"""Pages of knowledge: a unit writes, the keeper agrees, everybody reads; what is wrong stays where it was typed."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from yiwang.engines.applications.tests.conftest import city
from yiwang.engines.knowledge.models import Article, Version
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

__all__ = ["city"]
pytestmark = pytest.mark.django_db
OFFICER, KEEPER, SEAT = (
    "441202-market-approval-officer", "441200-hotline-service-keeper", "441200-hotline-service-seat",
)  # fmt: skip
WORKER = system_actor("tests")


@pytest.fixture
def enter(city, client, settings):
    """Sign in on a post of the city."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    def entered(post):
        account = staff(f"t-{uuid4()}", post, is_demo=True)
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def written(**more):
    return {"key": str(uuid4()), "question": "执照丢了怎样补", "answer": "带身份证到窗口。", "words": "补照",
            "audience": "public", "source": "演示内容", "status": "assumed", **more}  # fmt: skip


def text_of(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_unit_writes_the_keeper_agrees_and_everybody_reads(enter, client):
    page = text_of(enter(OFFICER).post(reverse("knowledge:new"), written(), follow=True))
    assert "已交审核" in page and "待审核" in page
    page = text_of(enter(KEEPER).get(reverse("knowledge:home")))
    address = re.search(r'action="(/knowledge/versions/[0-9a-f-]{36}/decide/)"', page)[1]
    assert "不同意要写明理由" in text_of(client.post(address, {"agreed": "no"}, follow=True))
    assert "已同意" in text_of(client.post(address, {"agreed": "yes"}, follow=True))
    client.logout()
    page = text_of(client.get(reverse("portal:answers"), {"q": "执照丢了"}))
    assert "带身份证到窗口。" in page and "路灯不亮找谁修" not in page


def test_a_script_is_renewed_raised_and_taken_down(enter, client):
    enter(OFFICER).post(reverse("knowledge:new"), written())
    with as_actor(WORKER):
        version = Version.objects.get(question="执照丢了怎样补")
    enter(KEEPER).post(reverse("knowledge:decide", args=[version.id]), {"agreed": "yes"})
    address = reverse("knowledge:script", args=[version.article_id])
    client = enter(OFFICER)
    assert "已上报" in text_of(client.post(reverse("knowledge:raise", args=[version.id]), follow=True))
    assert "已交审核" in text_of(client.post(address, written(answer="网上补。"), follow=True))
    page = text_of(client.get(address))
    assert "第 2 版" in page and "网上补。" in page and "改一版" in page
    withdraw = reverse("knowledge:withdraw", args=[version.article_id])
    assert "为什么撤下" in text_of(client.post(withdraw, {"reason": ""}, follow=True))
    assert "已撤下" in text_of(client.post(withdraw, {"reason": "改了。"}, follow=True))


@pytest.mark.parametrize("wrong", [{"answer": ""}, {"source": " "}, {"valid_until": "明天"}, {"key": "x"},
                                   {"answer": "找 13812345678"}, {"audience": "all"}])  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_stays(enter, wrong):
    page = text_of(enter(OFFICER).post(reverse("knowledge:new"), written(**wrong)))
    assert "没有办成" in page and "执照丢了怎样补" in page
    with as_actor(WORKER):
        assert not Article.objects.exclude(key__startswith="pack:").exists()


def test_a_seat_looks_up_and_changes_nothing(enter):
    client = enter(SEAT)
    page = text_of(client.get(reverse("knowledge:home"), {"q": "路灯坏了"}))
    assert "路灯不亮找谁修" in page and "写口径" not in page
    with as_actor(WORKER):
        article = Article.objects.filter(key="pack:street-lamp-out").get()
    assert client.get(reverse("knowledge:script", args=[article.id])).status_code == 200
    assert client.post(reverse("knowledge:withdraw", args=[article.id]), {"reason": "x"}).status_code == 404
    assert "不写口径" in text_of(client.post(reverse("knowledge:new"), written()))
