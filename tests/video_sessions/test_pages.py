"""Both sides with a browser each: asking, the queue, the stand-in's room, notes, the end; and who is let in nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from yiwang.engines.video_sessions.models import VideoSession
from yiwang.engines.video_sessions.services import providers
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor

from .conftest import HALL, WORKER, held

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def home(applicant, draft, rooms, always_open):
    """The applicant's browser, at the draft."""
    browser = Client()
    browser.force_login(Account.objects.get(pk=applicant.account_id), backend=BACKEND)
    browser.start = reverse("portal:draft-video", args=[draft.id])
    browser.draft = draft.id
    return browser


@pytest.fixture
def window(home):
    """The clerk's browser."""
    browser = Client()
    browser.force_login(staff("clerk", f"{HALL}-reception-intake", is_demo=True), backend=BACKEND)
    return browser


def read(browser, page):
    return browser.get(page).content.decode()


def ask(browser, **more):
    return browser.post(browser.start, {"unit": HALL, **more})["Location"]


def session():
    with as_actor(WORKER):
        return VideoSession.objects.get()


def into(browser, page):
    """Through the one-time link into the room; gives the room's page."""
    link = browser.post(page, {"act": "enter"})["Location"]
    room = browser.get(link)["Location"]
    assert "没有画面" in read(browser, room) and browser.get(link).status_code == 410
    browser.post(room, {"press": "join"})
    return room


def test_from_the_draft_to_the_room_and_the_outcome(home, window):
    form = read(home, reverse("portal:draft-form", args=[home.draft]))
    assert home.start in form and "和窗口工作人员视频" in form
    start = read(home, home.start)
    assert "演示" in start and "不用视频也能办" in start and "我同意录像" in start
    page = ask(home, record="1")
    assert "正在等工作人员接" in read(home, page) and home.get(home.start)["Location"] == page
    assert page in read(home, reverse("portal:cases"))
    assert "同意录像" in read(window, reverse("window:videos"))
    desk = reverse("window:video", args=[session().id])
    window.post(desk, {"act": "take"})
    assert "申请人还没来" in read(window, desk) and "请在" in read(home, page)
    room = into(home, page)
    into(window, desk)
    assert Client().get(room).status_code == 403
    window.post(desk, {"act": "note", "kind": "identity", "text": "身份证与本人一致"})
    key = read(window, desk).partition('name="key"><option value="')[2].partition('"')[0]
    window.post(desk, {"act": "paper", "key": key})
    there = read(home, page)
    assert "请补拍的材料" in there and reverse("portal:draft-materials", args=[home.draft]) in there
    assert window.post(desk, {"act": "close", "outcome": "in_person", "reason": "请带原件"})["Location"] == (
        reverse("window:videos")
    )
    ended = read(home, page)
    assert "视频办不了，请到现场" in ended and "请带原件" in ended and "再约一次视频" in ended
    assert "身份证与本人一致" in ended and "请带原件" in read(window, reverse("window:videos"))


def test_refusals_are_sentences_and_change_nothing(home, window):
    page = ask(home)
    desk = reverse("window:video", args=[session().id])
    assert "不能进入" in home.post(page, {"act": "enter"}, follow=True).content.decode()
    closing = {"act": "close", "outcome": "later"}
    assert "别的工作人员" in window.post(desk, closing, follow=True).content.decode()
    assert held(session()).state == "waiting"
    home.post(page, {"act": "withdraw"})
    assert "已经取消" in read(home, page) and page not in read(home, reverse("portal:cases"))


def test_without_a_provider_only_the_other_way_is_shown(home, monkeypatch):
    monkeypatch.setattr(providers, "_providers", [])
    assert "没有单位提供视频办" in read(home, home.start)
    assert home.start not in read(home, reverse("portal:draft-form", args=[home.draft]))
    home.post(home.start, {"unit": HALL})
    with as_actor(WORKER):
        assert not VideoSession.objects.exists()


def test_while_it_is_closed_the_page_says_when_it_opens(home, monkeypatch):
    from yiwang.engines.video_sessions.selectors import offers

    monkeypatch.setattr(offers, "open_until", lambda _calendar, _now: None)
    told = read(home, home.start)
    assert "现在不是开放时间，下次" in told and 'name="unit"' not in told and "政务服务中心" in told


def test_forged_and_oversized_notices_change_nothing(home, window):
    ask(home)
    window.post(reverse("window:video", args=[session().id]), {"act": "take"})
    door, browser = reverse("video-notice"), Client()
    forged = browser.post(door, b"{}", content_type="application/json", headers={"X-Video-Signature": "AAAA"})
    assert forged.status_code == 403
    assert browser.post(door, b"x" * 20000, content_type="video/mp4").status_code == 413
    assert session().state == "taken"


def test_the_stand_in_is_not_there_in_earnest(home, window, settings):
    page = ask(home)
    window.post(reverse("window:video", args=[session().id]), {"act": "take"})
    link = home.post(page, {"act": "enter"})["Location"]
    room = home.get(link)["Location"]
    settings.YIWANG_DEMO = False
    assert home.get(room).status_code == 404
    link = home.post(page, {"act": "enter"})["Location"]
    assert home.get(link).status_code == 404
