"""Somebody is not satisfied, and somebody gets nowhere: both are heard, and the clerk never learns who it was."""

import json
import re

import pytest

from .applying import sign_in
from .handling import act, open_task
from .walking import DESKTOP

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(live_site):
    """Two closed cases, offered to be rated; and five ratings from one device."""
    return json.loads(live_site.python("tests.journeys.voicing").splitlines()[-1])


@pytest.fixture(scope="module")
def number(made):
    """The closed case of 李示范."""
    return made["number"]


def bad_number(live_site):
    """The number of the case that looks into the bad rating."""
    ((found,),) = live_site.ask("SELECT number FROM rating WHERE grade = 5 AND number <> ''")
    return found


def test_a_bad_rating_is_looked_into_by_another_body_and_ends_with_an_answer(
    walk, at_work, number, live_site
):
    li = walk("li-rates")
    li.go(f"/voice/cases/{number}/")
    sign_in(li, "李示范")
    li.until("评价").follow("评价", exact=True)
    li.says("这次办事，您满意吗？")
    li.page.get_by_label("非常不满意").check()
    li.page.get_by_label("跑了多次").check()
    li.page.locator("#words").fill("同一份材料让我跑了三趟")
    li.press("提交评价").says("谢谢您", "看不到是谁")
    li.go(f"/voice/cases/{number}/").says("非常不满意", "正在安排专人与您联系")

    boss = at_work("dz-supervisor")
    boss.go("/voice/supervise/").go("/voice/ratings/").says("同一份材料让我跑了三趟", "实名").silent_on(
        "李示范"
    )
    boss.follow("联系评价人").page.locator("#purpose").fill("一个工作日内联系核实")
    boss.press("查看").says("李示范", "10000000001", number)
    open_task(boss, "差评核实").silent_on("李示范", number)
    act(boss, "已联系上", {"told": "三趟都是同一份材料"})
    act(boss, "属实，限期整改", {"demand": "材料清单要一次说清楚。"})

    head = at_work("dz-market-head")
    head.go("/desk/").until("服务整改").follow("服务整改")
    head.says("材料清单要一次说清楚").silent_on("李示范", "三趟", number, bad_number(live_site))
    act(head, "已整改", {"mended": "窗口已放材料清单。"})

    boss.go(f"/desk/cases/{bad_number(live_site)}/").until("已反馈评价人")
    act(boss, "已反馈评价人", {"answer": "窗口已放材料清单。"})
    act(boss, "回访完毕", {"content": "content"})
    li.go(f"/voice/cases/{number}/").says("已办结")


def test_the_clerk_who_was_rated_sees_nothing_of_it(at_work, number, live_site):
    clerk = at_work("dz-market")
    clerk.go("/desk/").silent_on("差评核实", "同一份材料")
    clerk.may_fail = (403, 404)
    clerk.go(f"/desk/cases/{bad_number(live_site)}/").says("没有这个页面")
    for page in ("/voice/ratings/", "/voice/supervise/", "/voice/unit/"):
        clerk.go(page).says("这一页您不能看").silent_on("同一份材料", "李示范")


def test_at_a_window_the_tablet_asks_and_nobody_is_signed_in_at_it(walk, at_work, made):
    clerk, tablet = at_work("dz-market"), walk("tablet", DESKTOP)
    clerk.go("/voice/tablet/").page.locator("summary", has_text="连接窗口的平板").click()
    tablet.go(clerk.page.locator("details a").inner_text()).says("事情办完以后")
    clerk.page.locator("#number").fill(made["other"])
    clerk.press("送到平板").says("已送到平板")
    tablet.page.wait_for_url("**/voice/rate/**")
    tablet.look().press("满意", exact=True).says("谢谢您").follow("完成").says("事情办完以后")


def test_stuffed_ratings_are_listed_with_the_reason_and_not_counted(at_work, number):
    boss = at_work("dz-supervisor")
    boss.go("/voice/ratings/?doubtful=1").says("同一台设备", "很好很好")
    boss.go("/voice/ratings/?doubtful=0").silent_on("很好很好")


def test_somebody_without_an_account_says_what_cannot_be_done_and_is_answered(walk, at_work, live_site):
    stranger = walk("stuck")
    stranger.go("/service/themes/open_barber_shop/").follow(
        "办不成事", inside=stranger.page.locator("footer")
    )
    assert "理发店" in stranger.page.locator("#title").input_value()
    assert "a.form" in stranger.page.locator("input[name=fields]").input_value()
    stranger.page.get_by_label("看不懂要什么材料").check()
    stranger.page.locator("#division").select_option(label="端州区政务服务中心")
    stranger.page.locator("#phone").fill("10000000009")
    stranger.press("反映", exact=True).says("已收到您的反映")
    asked = stranger.page.locator(".case-number").inner_text()
    stranger.page.locator("#code").fill(_code(live_site))
    stranger.press("核实手机").says("手机已核实")

    hall = at_work("dz-hall-manager")
    hall.go("/voice/reports/").says("办不成事").follow("办不成事：", inside=hall.page.locator("table"))
    hall.says("看不懂要什么材料", "service/themes/<slug:theme_id>/", "a.form").silent_on("10000000009")
    act(hall, "答复", {"answer": "已把材料清单改成三条。", "cause": "guide"})
    stranger.go("/voice/stuck/progress/").page.locator("#number").fill(asked)
    stranger.press("查进展").says("已答复", "已把材料清单改成三条")


def _code(live_site):
    """The code in the stand-in's box, once the worker has sent it."""
    import time

    for _ in range(150):
        for (text,) in live_site.ask("SELECT text FROM sms_message ORDER BY id DESC LIMIT 5"):
            if found := re.search(r"验证码 (\d{6})", text):
                return found[1]
        time.sleep(0.2)
    raise AssertionError("没有收到验证码。")


@pytest.mark.parametrize("page", ["/voice/supervise/", "/voice/ratings/", "/voice/weekly/", "/voice/phone/"])
def test_pages_of_supervisors_at_a_desk(walk, at_work, number, page):
    at_work("dz-supervisor").go(page)


def test_pages_for_everybody_at_a_desk(walk):
    anybody = walk("anybody-voice", DESKTOP)
    anybody.go("/voice/stuck/").go("/voice/stuck/progress/")
