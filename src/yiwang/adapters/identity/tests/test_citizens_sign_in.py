"""Citizens and enterprises sign in through OIDC; the stand-in is labelled and exists on demo sites only."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from yiwang.adapters.identity.standin.tokens import CodeRefused, challenge_of, code_for, id_token_for
from yiwang.adapters.identity.tests.conftest import USCC
from yiwang.foundations.people.models import Account, Party
from yiwang.foundations.people.tests.factories import citizen_id

CALLBACK = "http://testserver/accounts/identity/login/callback/"


def begin(client, **query):
    answer = client.post(reverse("identity_login"), query)
    assert answer.status_code == 302
    return answer.url


def pick(client, person):
    authorize = begin(client)
    assert authorize.startswith("/accounts/identity/authorize/?")
    return client.post(authorize, {"person": person})


def sign_in(client, person):
    return client.get(pick(client, person).url)


def account_of(client):
    return Account.objects.get(pk=client.session["_auth_user_id"])


def test_a_person_picked_at_the_stand_in_is_signed_in_and_registered(site, client):
    answer = sign_in(client, "li")
    assert answer.status_code == 302, answer.content.decode()
    account = account_of(client)
    assert not account.is_staff_account
    assert account.is_demo
    assert Party.objects.get(pk=account.party_id).name == "李示范"


def test_signing_in_again_is_the_same_account(site, client):
    sign_in(client, "li")
    first = account_of(client).pk
    client.post(reverse("account_logout"))
    sign_in(client, "li")
    assert account_of(client).pk == first
    assert Party.objects.count() == 1


def test_a_legal_representative_may_choose_the_firm(site, client):
    sign_in(client, "wang")
    page = client.get(reverse("people:hat")).content.decode()
    assert "王示范（本人）" in page
    assert "示范公司（法定代表人）" in page
    firm = Party.objects.get(name="示范公司")
    client.post(reverse("people:hat"), {"hat": f"party:{firm.pk}"})
    assert client.session["hat"] == f"party:{firm.pk}"


def test_somebody_elses_hat_cannot_be_put_on(site, client):
    sign_in(client, "wang")
    firm = Party.objects.get(name="示范公司")
    client.post(reverse("account_logout"))
    sign_in(client, "li")
    assert client.post(reverse("people:hat"), {"hat": f"party:{firm.pk}"}).status_code == 409
    assert "hat" not in client.session


def test_the_session_is_a_new_one_after_signing_in(site, client):
    pick(client, "li")
    before = client.session.session_key
    sign_in(client, "li")
    assert client.session.session_key != before


def test_numbers_are_kept_nowhere_in_clear(site, client):
    sign_in(client, "wang")
    with connection.cursor() as cursor:
        cursor.execute("SELECT extra_data::text FROM socialaccount_socialaccount")
        kept = str(cursor.fetchall()) + str(dict(client.session))
    assert citizen_id(2) not in kept
    assert USCC not in kept


def test_cancelling_signs_nobody_in(site, client):
    answer = client.get(pick(client, "").url, follow=True)
    assert "_auth_user_id" not in client.session
    assert "没有登录成功" in answer.content.decode()


def test_a_code_works_once(site, client):
    back = pick(client, "li").url
    client.get(back)
    client.post(reverse("account_logout"))
    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    client.get(f"{CALLBACK}?code={code}&state={state}")
    assert "_auth_user_id" not in client.session


def test_a_code_of_another_browser_is_refused_by_nonce_and_verifier(site, client):
    stolen = parse_qs(urlsplit(pick(client, "li").url).query)["code"][0]
    client.cookies.clear()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    client.get(f"{CALLBACK}?code={stolen}&state={state}")
    assert "_auth_user_id" not in client.session


def test_a_token_with_a_foreign_nonce_is_refused(site, client):
    asked = parse_qs(urlsplit(begin(client)).query)
    wrong = code_for(
        "li",
        client_id=asked["client_id"][0],
        redirect_uri=asked["redirect_uri"][0],
        nonce="somebody else's",
        challenge=asked["code_challenge"][0],
    )
    client.get(CALLBACK, {"code": wrong, "state": asked["state"][0]})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "change", [{"client_id": "other"}, {"redirect_uri": "http://evil/"}, {"verifier": "guessed"}]
)
def test_a_code_belongs_to_client_address_and_verifier(site, change):
    said = {"client_id": "yiwang", "redirect_uri": CALLBACK}
    code = code_for("li", **said, nonce="n", challenge=challenge_of("secret"))
    with pytest.raises(CodeRefused):
        id_token_for(code, **{**said, "verifier": "secret", **change})


def test_nobody_is_sent_anywhere_else(site, client):
    url = reverse("identity_authorize")
    assert client.get(url, {"redirect_uri": "http://evil/", "client_id": "yiwang"}).status_code == 400


def test_the_stand_in_does_not_exist_on_a_real_site(site, client, settings):
    settings.YIWANG_DEMO = False
    assert client.get(reverse("identity_authorize"), {"redirect_uri": CALLBACK}).status_code == 404


def test_the_stand_in_says_that_it_is_one(site, client):
    page = client.get(begin(client)).content.decode()
    assert "演示身份" in page
    assert "虚构" in page
    assert citizen_id(1) not in page


def test_a_closed_account_does_not_get_in(site, client):
    sign_in(client, "li")
    Account.objects.filter(pk=account_of(client).pk).update(is_active=False)
    assert client.get(reverse("people:hat")).url == reverse("people:sign-in"), "已登录的会话也随即失效"
    client.cookies.clear()
    assert sign_in(client, "li").url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
