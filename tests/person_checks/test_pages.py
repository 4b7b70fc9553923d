"""The page before signing and the stand-in's page, with a browser: told why, sent there, back, or told where."""

import pytest
from django.urls import reverse

from yiwang.adapters.person_check.stand_in import PRESSES
from yiwang.engines.applications.models import DraftSignature
from yiwang.engines.person_checks.models import PersonCheck
from yiwang.engines.person_checks.services import providers
from yiwang.foundations.people.models import Account
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORKER = system_actor("tests")


@pytest.fixture
def buyer(house, client):
    """The buyer's browser, at the draft."""
    view, people = house
    account = Account.objects.create_user("buyer", party_id=people["buyer"].parties[0], name="黄示范")
    client.force_login(account, backend=BACKEND)
    client.draft = view.id
    return client


def page(client):
    return client.get(reverse("portal:draft-sign", args=[client.draft])).content.decode()


def act(client, what="begin"):
    return client.post(reverse("portal:person-check", args=[client.draft]), {"act": what}, follow=False)


def press(client, what):
    where = act(client)["Location"]
    assert "不拍照" in client.get(where).content.decode()
    return client.post(where, {"press": what})


def test_told_why_sent_to_the_stand_in_and_back_to_sign(buyer):
    before = page(buyer)
    assert "冒用" in before and "不刷脸也能办" in before and "政务服务中心" in before
    assert "签名前核验本人" in before and 'name="agree"' not in before
    back = press(buyer, "twice")
    assert back["Location"] == reverse("portal:draft-sign", args=[buyer.draft])
    after = page(buyer)
    assert "已核验本人" in after and 'name="agree"' in after and "不刷脸也能办" not in after


def test_signing_past_the_page_is_refused(buyer):
    sent = {"agree": "1", "shown": "x"}
    answer = buyer.post(reverse("portal:draft-sign", args=[buyer.draft]), sent).content.decode()
    assert "还没有签名" in answer and "不用刷脸" in answer
    with as_actor(WORKER):
        assert not DraftSignature.objects.filter(draft=buyer.draft, state="signed").exists()


def test_a_notice_that_never_came_is_asked_for(buyer):
    press(buyer, "silent")
    assert "还没有收到核验结果" in page(buyer)
    act(buyer, "ask")
    assert "已核验本人" in page(buyer)


def test_what_failed_says_why_and_at_last_only_the_other_way(buyer):
    press(buyer, "not_matched")
    assert "与登记的照片不一致" in page(buyer) and "还可以再试 2 次" in page(buyer)
    for _ in range(2):
        press(buyer, "unclear")
    last = page(buyer)
    assert "次数已经用完" in last and "不刷脸也能办" in last and "person-check/" not in last
    assert act(buyer)["Location"] == reverse("portal:draft-sign", args=[buyer.draft])


def test_on_a_site_without_a_provider_only_the_other_way_is_offered(buyer, monkeypatch):
    monkeypatch.setattr(providers, "_providers", [])
    told = page(buyer)
    assert "没有开通网上核验" in told and "不刷脸也能办" in told and "person-check/" not in told


def test_forged_and_oversized_notices_change_nothing(buyer, client):
    act(buyer)
    door = reverse("person-check-notice")
    forged = client.post(
        door, b"{}", content_type="application/json", headers={"X-Person-Check-Signature": "AAAA"}
    )
    assert forged.status_code == 403
    assert client.post(door, b"x" * 20000, content_type="image/jpeg").status_code == 413
    with as_actor(WORKER):
        assert PersonCheck.objects.get().state == "asked"


def test_the_stand_in_is_not_there_in_earnest(buyer, settings):
    where = act(buyer)["Location"]
    settings.YIWANG_DEMO = False
    assert buyer.get(where).status_code == 404
    assert buyer.post(where, {"press": next(iter(PRESSES))}).status_code == 404
