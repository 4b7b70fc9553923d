"""Somebody calls 12345: taken at the seat by keyboard, dispatched, signed, answered, checked, called back, closed."""

import re

import pytest

from .applying import photo
from .handling import act, open_task, staff_sign_in, wear
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
TITLE = "小区门口占道摆卖示范"


def typed(walker):
    """What a seat types while the caller talks: Tab and letters, keys for the rest."""
    page = walker.page
    page.keyboard.press("F2")
    page.keyboard.type("10000000001")
    page.keyboard.press("Tab")
    page.keyboard.type("李示范")
    for name, value in (("category", "c0202"), ("type", "complaint")):
        page.locator(f"[name={name}]").select_option(value)
    page.locator("[name=title]").focus()
    page.keyboard.type(TITLE)
    page.keyboard.press("F6")
    page.keyboard.type("每天早上占住人行道。")
    page.keyboard.press("Tab")
    page.keyboard.type("端州区")
    page.keyboard.press("F7")
    with page.expect_navigation():
        page.keyboard.press("F9")
    return walker.look()


def test_a_call_is_followed_to_its_end(walk):
    seat = walk("hotline-seat", DESKTOP)
    staff_sign_in(seat, "hotline-seat", "/hotline/seat/").go("/hotline/seat/").says(
        "投诉（15 个工作日）", "12348"
    )
    typed(seat).says("念给来电人", TITLE)
    number = re.search(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", seat.text())[0]

    dispatcher = staff_sign_in(walk("hotline-dispatcher", DESKTOP), "hotline-dispatcher")
    open_task(dispatcher, TITLE).silent_on("李示范", "10000000001")
    act(dispatcher, "派单", {"unit": "441202-urban"})

    unit = staff_sign_in(walk("hotline-unit", DESKTOP), "dz-urban")
    open_task(unit, TITLE).silent_on("李示范", "10000000001")
    act(unit, "签收")
    act(unit, "答复", {"reply": "已劝离，早上派人值守。"})
    chief = staff_sign_in(walk("hotline-chief", DESKTOP), "dz-urban-chief")
    open_task(chief, TITLE)
    act(chief, "审核通过")

    checker = staff_sign_in(walk("hotline-checker", DESKTOP), "hotline-checker")
    open_task(checker, TITLE)
    act(checker, "质检通过", {"reply": "已劝离，早上派人值守。"})
    checker.go("/hotline/figures/?by=category").says("指标怎样算", "占道经营", "按期办结率")
    wear(checker, "回访员")
    open_task(checker, TITLE)
    act(checker, "已回访，办结", {"solved": "yes", "satisfied": "yes"})

    caller = walk("hotline-caller", PHONE).go("/hotline/progress/")
    caller.page.locator("#number").fill(number)
    caller.press("查进展").says("已办结", "已派给", "派人值守", "已回访").silent_on("10000000001")


def test_somebody_tells_by_phone_with_a_picture_that_the_hotline_looks_at_first(walk):
    teller = walk("hotline-teller", PHONE).go("/hotline/tell/").says("不要在这里等", "照片，最多 3 张")
    page = teller.page
    page.locator("#title").fill("路灯不亮示范")
    teller.press("提交").says("请写明情况")
    page.locator("#words").fill("示范路 8 号门口，三天了。")
    page.locator("[name=type][value=help]").check()
    page.locator("#category").select_option("c0108")
    page.locator("#place_of").fill("端州区")
    page.locator("#photos").set_input_files([photo(1)])
    teller.press("提交").says("已收到", "路灯不亮示范")
    dispatcher = staff_sign_in(walk("hotline-photos", DESKTOP), "hotline-dispatcher")
    dispatcher.go("/hotline/photos/").says("路灯不亮示范", "车牌")
    shown = dispatcher.page.locator("a", has_text="看照片").first.get_attribute("href")
    assert (
        dispatcher.page.context.request.get(f"{dispatcher.site}{shown}").headers["content-type"]
        == "application/pdf"
    )
    dispatcher.press("没有，给承办单位看").says("已记录", "没有待核对的照片")


def test_the_seat_is_usable_on_a_small_screen(walk):
    small = walk("hotline-seat-small", PHONE)
    staff_sign_in(small, "hotline-seat", "/hotline/seat/").go("/hotline/seat/").says(
        "来电", "热线不受理的，这样说"
    )
    staff_sign_in(walk("hotline-caller-page", DESKTOP), "dz-urban").go("/hotline/caller/").says("按用途查看")
