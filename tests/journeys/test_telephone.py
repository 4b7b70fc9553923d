"""The telephone rings at a seat: it opens, is answered, taken, marked; missed calls are called back."""

import pytest

from .handling import staff_sign_in
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
DEMO = "/telephony/demo/hotline/"
TITLE = "小区电梯停运示范"


def ring(walker, extension="8001", caller="10000000001"):
    """Somebody calls, on the stand-in's page."""
    walker.go(DEMO)
    walker.page.locator("#caller").fill(caller)
    walker.page.locator("#extension").fill(extension)
    return walker.press("打电话")


def test_a_call_opens_the_seat_and_is_dealt_with_by_keys(walk):
    caller, seat = walk("telephone-exchange", DESKTOP), walk("telephone-seat", DESKTOP)
    page = staff_sign_in(seat, "hotline-seat", "/hotline/seat/").go("/hotline/seat/").page
    page.locator("#extension").fill("8001")
    seat.press("签入").says("空闲", "8001")
    ring(caller).says("10000000001")
    page.wait_for_url("**/seat/?call=*")
    seat.look().says("100****0001", "接听", "号码只用来回访，不是身份").silent_on("10000000001")
    with page.expect_navigation():
        page.keyboard.press("Alt+a")
    seat.look().says("通话", "110 报警", "有人要伤害自己")
    page.locator("[name=category]").select_option("c0109")
    page.locator("[name=title]").fill(TITLE)
    with page.expect_navigation():
        page.keyboard.press("Alt+z")
    seat.look().says("先问在哪里", "12356 心理援助", "已标出")
    page.keyboard.press("F6")
    page.keyboard.type("电梯里有人情绪激动。")
    with page.expect_navigation():
        page.keyboard.press("F9")
    seat.look().says("念给来电人", TITLE, "这个电话里还有别的事")
    caller.go(DEMO).press("挂断")
    seat.go("/hotline/seat/").says("整理")


def test_who_was_missed_is_called_back_and_messages_are_taken(walk):
    caller, seat = walk("telephone-missed", PHONE), walk("telephone-small", PHONE)
    staff_sign_in(seat, "hotline-dispatcher", "/hotline/calls/").go("/hotline/seat/")
    seat.page.locator("#extension").fill("8002")
    seat.press("签入")
    ring(caller, "", "10000000002").press("挂断")
    ring(caller, "", "10000000003").press("留言")
    seat.go("/hotline/calls/").says("回拨", "听留言", "100****0002", "最迟", "坐席", "8002")
    seat.press("我来办").says("看号码", "这次的结果")
    seat.press("拨", exact=True).says("正在拨")
    seat.press("记下").says("已记下这次回拨")
    seat.press("我来听").says("登记成诉求", "不登记，因为")


def test_recordings_are_for_who_may_hear_them(walk):
    recorder = walk("telephone-recordings", DESKTOP)
    caller = walk("telephone-alone", DESKTOP).go(DEMO)
    caller.page.locator("#extension").fill("8002")
    caller.press("只给一段录音")
    staff_sign_in(recorder, "hotline-recordings", "/hotline/recordings/").go("/hotline/recordings/")
    recorder.until("没有通话的录音").says("按用途听", "用途")
    seat = staff_sign_in(walk("telephone-no-recordings", DESKTOP), "hotline-seat", "/hotline/calls/")
    seat.go("/hotline/calls/").says("的电话").silent_on("录音")
