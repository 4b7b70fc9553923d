"""Somebody asks for everything about himself to be erased; two people of the office look, ask and decide."""

import pytest

from .applying import sign_in
from .handling import staff_sign_in
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
WHO = "施示范"
"""A person of the demo whom no other journey needs; who comes back under the number is registered anew."""


def test_a_person_asks_to_be_erased_and_is(walk):
    person = sign_in(walk("erased-person", PHONE).go("/service/mine/"), WHO)
    person.go("/service/mine/").follow("申请删除个人信息").says("删除本人的全部信息", "账号停用")
    form = person.page.locator("form[action$='/whole/']")
    form.locator("input[value=consent_withdrawn]").check()
    form.locator("textarea").fill("搬到外地，不再使用")
    person.press("申请删除全部信息", inside=form).says("已收到您的申请", "正在核对")

    officer = staff_sign_in(walk("erased-officer", DESKTOP), "privacy", "/desk/persons/")
    officer.says("等着办理的", "本人申请", "按证件号码查一个人").follow("本人撤回同意")
    officer.says(WHO, "会删除", "会保留，以及为什么", "登记的姓名、证件号码")
    officer.page.locator("#reason").fill("核对过身份，没有在办的办件")
    officer.press("提出，请另一人确认").says("已提出删除")

    head = staff_sign_in(walk("erased-head", PHONE), "privacy-head", "/desk/persons/")
    head.follow("本人撤回同意").says(WHO, "核对过身份")
    person.go("/service/mine/").says("办理删除本人全部信息的申请")
    head.page.locator("#confirm").fill("同意")
    head.press("确认删除", exact=True).says("已删除", "账号同时停用", "已经删除").silent_on(WHO)

    person.page.goto(f"{person.site}/service/mine/")
    assert "/service/mine/" not in person.page.url or "登录" in person.page.inner_text("body")
    sign_in(person.go("/service/mine/"), WHO)
    person.go("/service/mine/").silent_on("办理删除本人全部信息的申请")
