"""Replies: only what the gateway signed, each once; a grade is a rating, other words are answered once."""

import json

import pytest
from django.urls import reverse

from yiwang.adapters.sms.models import SmsMessage, SmsReplied
from yiwang.adapters.sms.signing import signed
from yiwang.engines.ratings.models import Invitation, Rating
from yiwang.engines.ratings.tests.conftest import city, small, small_standing
from yiwang.engines.ratings.tests.world import NOW, WORKER, declined, drained, person
from yiwang.foundations.notices.public import SmsReply
from yiwang.foundations.scope.public import as_actor

pytestmark = pytest.mark.django_db
__all__ = ["city", "small", "small_standing"]


@pytest.fixture
def code(city, settings, monkeypatch):
    """Somebody was asked to rate one case; the number to repeat."""
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    declined(person())
    with as_actor(WORKER):
        return Invitation.objects.get().reply_code


def sent(client, text, key="g1", phone="10000000001", *, tampered=False):
    body, signature = signed(SmsReply(key, phone, text, NOW))
    body = body.replace(b"10000000001", b"10000000002") if tampered else body
    return client.post(
        reverse("sms-reply"), body, content_type="application/json", headers={"X-Sms-Signature": signature}
    )


def grades():
    with as_actor(WORKER):
        return [(rating.grade, rating.channel) for rating in Rating.objects.all()]


def answers():
    drained()
    with as_actor(WORKER):
        return [row.text for row in SmsMessage.objects.all() if "没有看懂" in row.text]


@pytest.mark.parametrize("text", ["5", "５", " 5 分", "{code} 5", "{code}５。"])
def test_a_grade_half_or_full_width_is_a_rating(code, client, text):
    answer = sent(client, text.replace("{code}", code))
    assert answer.json() == {"verdict": "rated"} and grades() == [(5, "sms")]


@pytest.mark.parametrize("text", ["谢谢", "6", "0", "55", "{code}", "5" * 400])
def test_other_words_are_answered_once_in_words(code, client, text):
    for turn in range(3):
        assert sent(client, text.replace("{code}", code), f"g{turn}").json() == {"verdict": "words"}
    (answer,) = answers()
    assert code in answer and grades() == []


def test_the_same_message_twice_is_taken_once(code, client):
    assert sent(client, "5").json()["verdict"] == "rated"
    assert sent(client, "5").json()["verdict"] == "repeated"
    assert grades() == [(5, "sms")]


def test_what_is_not_signed_is_not_read(code, client):
    assert sent(client, "5", tampered=True).status_code == 403
    forged = client.post(reverse("sms-reply"), json.dumps({"id": "x"}), content_type="application/json")
    assert forged.status_code == 403 and grades() == []
    assert client.post(reverse("sms-reply"), "x" * 20000, content_type="text/plain").status_code == 413


def test_who_was_asked_nothing_is_answered_nothing_and_no_number_is_kept(code, client):
    assert sent(client, "我的身份证是441299199005120121", phone="10000000009").json()["verdict"] == "words"
    assert answers() == []
    with as_actor(WORKER):
        held = SmsReplied.objects.get()
    assert "10000000009" not in held.masked and "441299199005120121" not in held.text


def test_one_answers_on_the_demo_page_and_nowhere_else(code, client, settings):
    settings.YIWANG_DEMO = False
    assert client.get(reverse("demo-sms")).status_code == 404
    settings.YIWANG_DEMO = True
    drained()
    page = client.get(reverse("demo-sms")).content.decode()
    assert "演示短信箱" in page and "10000000001" not in page
    with as_actor(WORKER):
        message = SmsMessage.objects.first()
    client.post(reverse("demo-sms"), {"message": message.id, "text": "2"})
    assert grades() == [(2, "sms")]
