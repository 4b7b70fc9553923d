"""A stranger with slip and phone reads how far a matter is; anybody reads a decision; its unit takes it down."""

import re

import pytest

from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
OWNER = "龙凤胎双胞胎姐妹"


@pytest.fixture(scope="module")
def slip(live_site):
    """The number on the slip and the phone on the case."""
    return live_site.python("tests.journeys.opening").split()[-2:]


def asked(walker, number, phone):
    walker.go("/").follow("不登录查进度")
    walker.page.get_by_label("办件编号").fill(number)
    walker.page.get_by_label("办件时留的手机").fill(phone)
    return walker.press("发验证码").says("如果编号和手机对得上")


def test_progress_by_number_and_code(walk, slip):
    number, phone = slip
    stranger, box = walk("stranger", PHONE), walk("box", DESKTOP)
    asked(stranger, number, phone)
    text = box.go("/sms/demo-box/").until("查您办的").text()
    code = re.search(r"验证码 (\d{6})", text)[1]
    stranger.page.get_by_label("短信验证码").fill("000000" if code != "000000" else "111111")
    stranger.press("看进度").says("验证码不对")
    stranger.page.get_by_label("短信验证码").fill(code)
    stranger.press("看进度").says(number, "在办，自").silent_on(OWNER, phone)


def test_a_decision_is_read_masked_and_taken_down_with_a_reason(walk, at_work, slip):
    reader = walk("reader", PHONE).go("/service/publicity/")
    reader.follow("公共场所卫生许可").says("行政相对人", "准予许可").silent_on(OWNER, slip[1])
    there = reader.page.url
    chief = at_work("dz-health-chief")
    chief.go("/desk/publicity/").follow("公共场所卫生许可")
    chief.page.get_by_label("理由").fill("决定文书有误，重新作出")
    chief.press("撤下").says("已撤下")
    reader.may_fail = (404,)
    assert reader.page.goto(there).status == 404
