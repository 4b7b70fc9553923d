"""Somebody says it instead of typing: recorded in the browser, then heard and written down by the hotline."""

import re

import pytest

from .handling import staff_sign_in
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
TITLE = "公园路灯不亮示范"
HUM = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), tone = context.createOscillator(), out = context.createMediaStreamDestination();
  tone.connect(out); tone.start(); return out.stream; };"""
"""A machine without a microphone hums."""

LENGTH = """one => new Promise((done) => {
  one.ondurationchange = () => done(one.duration); one.onerror = () => done(-1); one.play().catch(() => {}); })"""
"""How long a sound is, once its player knows; -1 where it cannot be played."""


def test_what_is_said_is_heard_by_the_hotline_first(walk):
    caller, clerk = walk("voice-caller", PHONE), walk("voice-dispatcher", DESKTOP)
    caller.page.add_init_script(HUM)
    page = caller.go("/hotline/tell/").page
    assert page.evaluate("document.featurePolicy.allowsFeature('microphone')")
    page.locator("#title").fill(TITLE)
    page.locator("[name=type][value=help]").check()
    page.locator("#category").select_option("c0108")
    page.get_by_role("button", name="开始录音").click()
    page.get_by_text("正在录音").wait_for()
    page.wait_for_timeout(700)
    page.get_by_role("button", name="说完了").click()
    page.get_by_text("录好了").wait_for()
    caller.look()
    caller.press("提交", exact=True).says("已收到")
    staff_sign_in(clerk, "hotline-dispatcher", "/hotline/photos/")
    clerk.go("/hotline/photos/").says(TITLE, "听过再写成文字")
    sound = clerk.page.locator("article", has_text=TITLE).locator("audio")
    length = sound.evaluate(LENGTH)
    assert length > 0
    card = clerk.page.locator("article", has_text=TITLE)
    card.get_by_label("写下说了什么").fill("公园东门的路灯不亮。")
    number = re.search(r"\S+$", card.locator("a").first.inner_text()).group()
    with clerk.page.expect_navigation():
        card.get_by_role("button", name="听不出是谁").click()
    clerk.look().silent_on(TITLE)
    clerk.go(f"/hotline/voices/{number}/").says("公园东门的路灯不亮", "听写")
