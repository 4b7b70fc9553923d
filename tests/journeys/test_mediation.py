"""The frogs of the sources: asked for from a phone, called about, willing, agreed, signed, sealed, performed."""

import pytest

from .applying import photo, put, sign_in
from .handling import act, staff_sign_in
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
WORDS = "果园喷农药，旧药罐爆裂，隔壁的牛蛙死了，赔偿谈不拢。"
ASKED = {"type": "damage", "words": WORDS, "place_of": "德庆县官圩镇官圩村委会", "other_name": "陈示范",
         "other_phone": "10000000002", "speech": "cantonese"}  # fmt: skip
AGREED = {
    "facts": "旧药罐爆裂，牛蛙死亡；申请人有过失。",
    "terms": "申请人一次赔偿对方八千元\n申请人换掉旧药罐",
    "perform_by": "2027-12-31",
}


def opened(walker):
    """The mediation's page, from the list of those in hand."""
    walker.go("/mediation/cases/").follow("牛蛙死了")
    return walker


def done(walker, label, values=None):
    """An act on the case's page."""
    opened(walker).follow("办理、记录")
    return act(walker, label, values)


def test_a_dispute_is_asked_about_called_about_settled_and_sealed(walk):
    own = sign_in(walk("mediation-own", PHONE).go("/mediation/"), "梁示范")
    own.go("/mediation/").says("不收费", "110")
    for name, value in ASKED.items():
        put(own.page, name, value)
    own.page.locator("#consents").check()
    own.press("申请", exact=True).says("请留意接听")
    number = own.page.locator(".case-number").inner_text()

    desk = staff_sign_in(walk("mediation-desk", DESKTOP), "gw-mediator", "/mediation/cases/")
    opened(desk).silent_on("陈示范").press("查看姓名和电话").says("陈示范", "10000000002")
    done(desk, "已联系申请人", {"how": "电话，说好先不吵"})
    done(desk, "对方愿意调解", {"how": "phone", "told": "自愿、不收费，可以拒绝。"})
    done(desk, "达成协议，写协议书", AGREED)
    opened(desk).says("换掉旧药罐")
    desk.page.locator("#photos").set_input_files([photo(0), photo(1)])
    desk.press("传回").says("纸上签名的协议书")
    head = staff_sign_in(walk("mediation-head", DESKTOP), "gw-mediation-head", "/mediation/cases/")
    done(head, "核对签名，盖章生效")
    own.go(f"/mediation/mine/{number}/").says("协议生效").until("人民调解协议书")
    done(desk, "已履行，办结", {"found": "已付清，看过收据"})
    own.go("/mediation/mine/").says("协议已履行，办结")

    cadre = staff_sign_in(walk("mediation-cadre", PHONE), "gw-cadre", "/mediation/take/")
    cadre.go("/mediation/take/").says("申请人姓名")
