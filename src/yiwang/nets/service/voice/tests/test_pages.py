"""Pages of those at work, with something on them: every number leads to its rows, and forms do what they say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.ratings.models import Rating
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.releases.public import release_current
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.nets.service.voice.models import SentenceFix

from .test_sentences import asked_to_supply

pytestmark = pytest.mark.django_db
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


def rated(count, day, grade=2, **more):
    """Ratings of one unit on one day."""
    rows = [
        Rating(event_blind=str(uuid4()), unit_id="441202-market-approval", item="individual_registration",
               title="设立登记", grade=grade, channel="qr", is_named=False, day=day, words=f"意见{n}", tags=["quick"],
               **more)
        for n in range(count)
    ]  # fmt: skip
    with as_actor(WORKER):
        return Rating.objects.bulk_create(rows)


def page(client, name, **query):
    answer = client.get(reverse(f"voice:{name}"), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_head_reads_whole_months_and_words_without_names(enter):
    long_ago = (timezone.localdate().replace(day=1) - timedelta(days=40)).replace(day=3)
    rated(5, long_ago)
    text = page(enter("441202-market-deputy"), "unit")
    assert "办得快" in text and "意见0" in text and f"{long_ago:%Y-%m}" in text


@pytest.mark.parametrize("by", ["unit_id", "item", "channel", "month", "nonsense"])
def test_every_number_leads_to_its_rows(enter, by):
    rated(2, timezone.localdate())
    rated(1, timezone.localdate(), doubts=["同一台设备"])
    client = enter("441200-digital-supervision-supervisor")
    text = page(client, "supervise", by=by)
    link = text.split('href="/voice/ratings/?since=')[1].split('"')[0].replace("&amp;", "&")
    rows = client.get(f"/voice/ratings/?since={link}").content.decode()
    assert rows.count("意见") >= 2 and "同一台设备" not in rows


def test_a_supervisor_leaves_a_rating_out_with_a_reason(enter):
    (held,) = rated(1, timezone.localdate())
    client = enter("441200-digital-supervision-supervisor")
    client.post(reverse("voice:judge", args=[held.id]), {"act": "doubt", "reason": "核对过录像"})
    assert "核对过录像" in page(client, "ratings", doubtful="1")


def test_a_sentence_is_closed_by_a_release_on_the_page(enter):
    who, now = person("李示范", "441299199005120121"), timezone.now()
    for _ in range(2):
        asked_to_supply(who, "租赁合同缺页", now)
    client = enter("441200-digital-supervision-supervisor")
    assert "租赁合同缺页" in page(client, "weekly")
    said = {"subject": "hygiene_licence", "title": "公共场所卫生许可", "about": "场所证明", "wording": "租赁合同缺页",
            "release": release_current().pk, "note": "指南写明要全部页"}  # fmt: skip
    client.post(reverse("voice:weekly-close"), said)
    assert SentenceFix.objects.count() == 1
    assert page(client, "weekly").count("指南写明要全部页") == 2
