"""The security administrator makes accounts, gives and ends posts, and sees leavers out; never their own."""

import re

from django.urls import reverse
from django.utils import timezone

from yiwang.foundations.people.models import Account, NameGap
from yiwang.nets.collaboration.administration.tests.conftest import OFFICER


def url(name, account, **more):
    return reverse(f"administration:{name}", kwargs={"account_id": account.pk, **more})


def open_posts(account):
    return set(account.appointments.filter(until=None).values_list("post_id", flat=True))


def test_accounts_are_found_by_name_post_and_state(site, enter):
    client = enter("security")
    page = client.get(reverse("administration:accounts"), {"q": "441202-health"}).content.decode()
    assert ">officer<" in page
    assert ">system<" not in page
    Account.objects.filter(pk=site["officer"].pk).update(is_active=False)
    page = client.get(reverse("administration:accounts"), {"state": "shut"}).content.decode()
    assert ">officer<" in page
    assert ">audit<" not in page


def test_a_new_account_gets_a_password_that_is_shown_once_and_holds(site, enter):
    client = enter("security")
    page = client.post(reverse("administration:make"), {"username": "fresh", "name": "新人"}).content.decode()
    password = re.search(r"<code>([^<]+)</code>", page)[1]
    assert Account.objects.get(username="fresh").check_password(password)
    again = client.post(reverse("administration:make"), {"username": "fresh", "name": "新人"}, follow=True)
    assert "还没有人用的登录名" in again.content.decode()


def test_a_sign_that_nobody_can_read_is_noted_though_the_name_is_refused(site, enter):
    sent = {"username": "fresh", "name": "李\ue001示"}
    page = enter("security").post(reverse("administration:make"), sent, follow=True).content.decode()
    assert "已经记下" in page and not Account.objects.filter(username="fresh").exists()
    assert NameGap.objects.get().code_point == "U+E001"


def test_a_post_is_given_and_ended(site, enter):
    client, who = enter("security"), site["hatless"]
    client.post(url("appoint", who), {"post": OFFICER})
    assert open_posts(who) == {OFFICER}
    row = who.appointments.get()
    client.post(url("end", who, appointment=row.pk), {"reason": "轮岗"})
    assert open_posts(who) == set()


def test_a_substitution_ends_by_itself_after_its_last_day(site, enter):
    day = timezone.localdate()
    enter("security").post(url("appoint", site["hatless"]), {"post": OFFICER, "until": day.isoformat()})
    until = site["hatless"].appointments.get().until
    assert timezone.localtime(until).date() == day


def test_two_administrators_in_one_are_refused_with_the_reason(site, enter):
    answer = enter("security").post(url("appoint", site["system"]), {"post": "office-aud"}, follow=True)
    assert "不能由同一人担任" in answer.content.decode()
    assert open_posts(site["system"]) == {"office-sys"}


def test_a_leaver_loses_everything_at_once(site, enter, client):
    enter("security").post(url("leave", site["officer"]), {"reason": "调离"})
    site["officer"].refresh_from_db()
    assert not site["officer"].is_active
    assert open_posts(site["officer"]) == set()


def test_a_leaver_with_work_in_hand_is_sent_to_hand_it_over_first(site, enter, monkeypatch):
    monkeypatch.setattr("yiwang.foundations.people.services.appointments._works", [lambda account: 2])
    answer = enter("security").post(url("leave", site["officer"]), {"reason": "调离"})
    site["officer"].refresh_from_db()
    assert answer.url == url("handover", site["officer"])
    assert site["officer"].is_active and open_posts(site["officer"]) == {OFFICER}


def test_leaving_needs_a_reason(site, enter):
    enter("security").post(url("leave", site["officer"]), {"reason": " "})
    assert open_posts(site["officer"]) == {OFFICER}


def test_nobody_administers_their_own_account(site, enter):
    client, oneself = enter("security"), site["security"]
    assert client.post(url("appoint", oneself), {"post": OFFICER}).status_code == 403
    assert client.post(url("leave", oneself), {"reason": "x"}).status_code == 403
    assert open_posts(oneself) == {"office-sec"}


def test_another_accounts_appointment_is_not_ended_through_this_one(site, enter):
    foreign = site["officer"].appointments.get().pk
    assert enter("security").post(url("end", site["system"], appointment=foreign)).status_code == 404
    assert open_posts(site["officer"]) == {OFFICER}


def test_a_shut_account_is_opened_without_its_old_posts(site, enter):
    client = enter("security")
    client.post(url("leave", site["officer"]), {"reason": "借调"})
    client.post(url("reopen", site["officer"]), {"reason": "返回"})
    site["officer"].refresh_from_db()
    assert site["officer"].is_active
    assert open_posts(site["officer"]) == set()
