"""Staff sign in with a password and a second factor; tries are limited, idle sessions end."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from yiwang.foundations.people.models import Account
from yiwang.foundations.people.tests.factories import PASSWORD, staff

OFFICER = "441202-health-approval-officer"
PAGE = "/accounts-free-page/"


@pytest.fixture
def as_owner(site):
    """Make rows as owner, then go on as the site."""
    from contextlib import contextmanager

    @contextmanager
    def owner():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            yield
            cursor.execute("SET ROLE yiwang_app")

    return owner


@pytest.fixture
def officer(as_owner):
    with as_owner():
        return staff("officer", OFFICER, "office-watcher")


def enter(client, password=PASSWORD, username="officer"):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def acts(subject):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT act FROM audit_event WHERE subject = %s ORDER BY seq", [subject])
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET ROLE yiwang_app")
    return found


def test_without_a_second_factor_staff_are_sent_to_set_one_up(officer, client):
    enter(client)
    answer = client.get(PAGE)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_a_demo_account_needs_none_but_on_a_demo_site_only(officer, client, settings):
    Account.objects.filter(pk=officer.pk).update(is_demo=True)
    enter(client)
    assert client.get(PAGE).status_code == 404
    settings.YIWANG_DEMO = False
    assert client.get(PAGE).url == reverse("mfa_index")


def test_with_a_code_from_the_app_staff_get_in_and_the_secret_is_closed(officer, client):
    enter(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    assert secret not in str(Authenticator.objects.filter(type="totp").values())
    assert client.get(PAGE).status_code == 404
    client.post(reverse("account_logout"))
    answer = enter(client)
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_changing_second_factors_later_asks_for_the_password_again(officer, client):
    enter(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0, "username": "officer"}]
    session.save()
    assert reverse("account_reauthenticate") in client.get(reverse("mfa_activate_totp")).url


@pytest.mark.parametrize("name", ["mfa_reauthenticate", "mfa_reauthenticate_webauthn"])
def test_who_has_no_second_factor_is_sent_to_prove_with_the_password(officer, client, name):
    enter(client)
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.url) == (302, reverse("account_reauthenticate"))


def test_a_wrong_code_does_not_let_in(officer, client):
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    enter(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(officer, client):
    for _ in range(5):
        enter(client, "wrong")
    enter(client)
    assert "_auth_user_id" not in client.session


def test_an_idle_session_ends(officer, client, settings):
    enter(client)
    session = client.session
    session["seen"] = timezone.now().timestamp() - settings.YIWANG_IDLE_MINUTES * 60 - 5
    session.save()
    assert client.get(PAGE).url == reverse("people:sign-in")
    assert "_auth_user_id" not in client.session


def test_an_old_password_must_be_changed_first(officer, client):
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    Account.objects.filter(pk=officer.pk).update(
        password_changed_at=timezone.now() - timezone.timedelta(days=365)
    )
    client.force_login(officer)
    assert client.get(PAGE).url == reverse("account_change_password")


def test_a_lost_hat_is_not_exchanged_for_another_under_a_write(officer, client, as_owner):
    Account.objects.filter(pk=officer.pk).update(is_demo=True)
    enter(client)
    client.post(reverse("people:hat"), {"hat": "post:office-watcher"})
    with as_owner():
        officer.appointments.filter(post_id="office-watcher").update(until=timezone.now())
    assert client.post(PAGE).url == reverse("people:hat")
    assert client.post(PAGE).status_code == 404, "不再有选定的身份，按自然的身份继续"


def test_nobody_signs_up_by_password(site, client):
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    assert not Account.objects.filter(username="new").exists()
    assert "password1" not in page.content.decode()


def test_signing_in_out_and_failing_is_written(officer, client):
    enter(client, "wrong")
    enter(client)
    client.post(reverse("account_logout"))
    assert acts(f"account:{officer.pk}")[-3:] == [
        "people.account.sign_in_failed",
        "people.account.signed_in",
        "people.account.signed_out",
    ]


def test_what_was_tried_under_an_unknown_name_is_not_kept(site, client):
    enter(client, username="my-secret-password")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT e::text || b.body::text FROM audit_event e JOIN audit_body b USING (subject, seq)"
        )
        written = str(cursor.fetchall())
        cursor.execute("SET ROLE yiwang_app")
    assert "my-secret-password" not in written


@pytest.mark.parametrize("password", ["short1A", "alllowercase", "12345678", "Officer-1"])
def test_weak_passwords_are_refused(site, password):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(password, Account(username="officer"))


@pytest.mark.parametrize(
    "name",
    [
        "people:sign-in",
        "account_login",
        "people:hat",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
    ],
)
def test_the_pages_are_chinese_and_in_our_shell(officer, client, name):
    if name not in ("people:sign-in", "account_login"):
        enter(client)
    answer = client.get(reverse(name), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="skip"' in page
    assert not re.findall(r">\s*[A-Z][a-z]+(?: [A-Za-z]+)+", page), "英文没有译出"
