"""Accounts come in from a file: tried first, all or nothing, twice changes nothing, an invitation for each."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.foundations.people.models import Account, Appointment, Invitation
from yiwang.foundations.people.public import ROSTER_COLUMNS
from yiwang.foundations.people.tests.factories import rules, rules_hold

from .conftest import OFFICER

CLERK = "441202-health-window-clerk"
WANG = ("wang", "王示范", "441202-health", OFFICER)
WANG_TOO = ("wang", "王示范", "441202-health-window", CLERK)
END = "2126-12-31"
LI = ("li.shi", "李示范", "441284-health", "441284-health-approval-officer")


@pytest.fixture(autouse=True)
def rules_stand(monkeypatch):
    rules_hold(monkeypatch)


def upload(client, *rows, name="accounts.csv"):
    text = "\n".join(",".join([*row, "", ""][:6]) for row in (ROSTER_COLUMNS, *rows))
    file = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    return client.post(reverse("administration:roster"), {"file": file})


def take(client, page):
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())[1]
    return client.post(reverse("administration:roster-take"), {"sealed": sealed})


def links(page):
    return re.findall(r"<code>http://testserver(/accounts/invitation/[^<]+)</code>", page.content.decode())


def test_trying_changes_nothing_and_taking_does_it_all_with_an_invitation_each(site, enter):
    client, before = enter("security"), Account.objects.count()
    page = upload(client, WANG, WANG_TOO, LI)
    assert "新建账号 2 个，安排岗位 3 项" in page.content.decode()
    assert Account.objects.count() == before
    taken = take(client, page)
    assert len(links(taken)) == 2
    made = Account.objects.get(username="wang")
    assert set(made.appointments.values_list("post_id", flat=True)) == {OFFICER, CLERK}
    assert not made.has_usable_password()


def test_the_same_file_again_changes_nothing(site, enter):
    client = enter("security")
    take(client, upload(client, WANG, LI))
    page = upload(client, WANG, LI)
    assert "新建账号 0 个，安排岗位 0 项，已是这样不用改的 2 项" in page.content.decode()
    assert "不用发邀请" in take(client, page).content.decode()
    assert Appointment.objects.filter(account__username="wang").count() == 1


def test_one_bad_line_and_nothing_is_taken_in(site, enter):
    page = upload(
        enter("security"), WANG, ("li.x", "李示范", "441284-health", OFFICER), ("x.y", "某", "u", "nobody")
    )
    told = page.content.decode()
    assert page.status_code == 400 and "有 2 行要改" in told and "sealed" not in told
    assert "不在单位" in told and "没有岗位“nobody”" in told
    assert not Account.objects.filter(username="wang").exists()


def test_what_became_wrong_between_trying_and_taking_is_told_and_nothing_is_left_half_done(site, enter):
    client = enter("security")
    page = upload(client, WANG, LI)
    Account.objects.create_user("li.shi", is_staff_account=True, name="另一位")
    answer = take(client, page)
    assert answer.status_code == 400 and "已有人使用" in answer.content.decode()
    assert not Account.objects.filter(username="wang").exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a.b", "甲", "office", "office-sys"), ("a.b", "甲", "office", "office-aud")], "不能由同一人担任"),
        (
            [("a.b", "同名", "office", "office-sys"), ("c.d", "同名", "office", "office-aud")],
            "同名的另一个账号",
        ),
        (
            [("a.b", "同名", "office", "office-sys", "", END), ("c.d", "同名", "office", "office-aud")],
            "同名的另一个账号",
        ),
        ([("audit", "", "office", "office-sys")], "没有填“姓名”"),
        ([("security", "本人", "office", "office-watcher")], "不能导入自己"),
        ([("citizen", "民", "office", "office-watcher")], "已有人使用"),
        ([("OFFICER", "官", "office", "office-watcher")], "已有人使用"),
    ],
)
def test_who_may_not_hold_the_post_is_told_by_line(site, enter, rows, words):
    Account.objects.filter(username="security").update(name="本人")
    page = upload(enter("security"), *rows)
    assert page.status_code == 400 and words in page.content.decode()


def test_another_administrator_cannot_take_in_what_one_tried_nor_a_forged_list(site, enter, client):
    page = upload(enter("security"), WANG)
    Account.objects.filter(username="hatless").update(last_login=None)
    second = site["hatless"]
    Appointment.objects.create(account=second, post_id="office-sec", since="2026-01-01T00:00Z")
    assert take(enter("hatless"), page).status_code == 403
    forged = client.post(reverse("administration:roster-take"), {"sealed": "x:y:z"})
    assert forged.status_code == 400 and "过期" in forged.content.decode()
    assert not Account.objects.filter(username="wang").exists()


def test_too_many_lines_and_no_file_are_told_in_words(site, enter, monkeypatch):
    rules_hold(monkeypatch, rules(rows=1))
    client = enter("security")
    assert "一次最多 1 行" in upload(client, WANG, LI).content.decode()
    assert "选择一个文件" in client.post(reverse("administration:roster")).content.decode()


def test_the_template_reads_back_and_names_the_posts(site, enter):
    client = enter("security")
    book = b"".join(client.get(reverse("administration:roster-template")))
    answer = client.post(reverse("administration:roster"), {"file": SimpleUploadedFile("a.xlsx", book)})
    assert "没有账号" in answer.content.decode()
    text = client.get(reverse("administration:roster-template"), {"format": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert text.strip() == ",".join(ROSTER_COLUMNS)


def test_an_invitation_opens_the_account_once(site, enter, client):
    client = enter("security")
    link = links(take(client, upload(client, WANG)))[0]
    client.logout()
    assert "王示范" in client.get(link).content.decode()
    weak = client.post(link, {"password": "short", "again": "short"})
    assert weak.status_code == 400
    differing = client.post(link, {"password": "Correct-Horse-9", "again": "Correct-Horse-8"})
    assert "不一样" in differing.content.decode()
    assert client.post(link, {"password": "Correct-Horse-9", "again": "Correct-Horse-9"}).status_code == 302
    assert Account.objects.get(username="wang").check_password("Correct-Horse-9")
    again = client.post(link, {"password": "Another-Horse-9", "again": "Another-Horse-9"})
    assert again.status_code == 404 and "已经用过" in again.content.decode()
    assert Account.objects.get(username="wang").check_password("Correct-Horse-9")


def test_an_invitation_ends_with_its_hours_with_a_new_one_and_with_the_account(site, enter, client):
    client = enter("security")
    first = links(take(client, upload(client, WANG)))[0]
    who = Account.objects.get(username="wang")
    page = client.post(reverse("administration:invite", args=[who.pk]))
    second = links(page)[0]
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    Account.objects.filter(pk=who.pk).update(is_active=False)
    assert client.get(second).status_code == 404
    Account.objects.filter(pk=who.pk).update(is_active=True)
    Invitation.objects.update(expires_at="2026-01-01T00:00Z")
    assert client.get(second).status_code == 404
    assert client.get(reverse("people:invitation", args=["forged:word"])).status_code == 404
    assert "过期" in client.get(reverse("administration:account", args=[who.pk])).content.decode()


def test_whoever_has_signed_in_is_not_invited_again(site, enter):
    Account.objects.filter(username="officer").update(last_login="2026-01-01T00:00Z")
    answer = enter("security").post(reverse("administration:invite", args=[site["officer"].pk]), follow=True)
    assert "还没有人登录过" in answer.content.decode()
