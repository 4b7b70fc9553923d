"""A fee is paid at the stand-in, the notice comes twice, the case goes on; the certificate comes by courier."""

import pytest

from .applying import sign_in
from .handling import wear
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def number(live_site):
    """A house's transfer whose fee is due."""
    return live_site.python("tests.journeys.owing").splitlines()[-1].strip()


@pytest.fixture(scope="module")
def buyer(walk, number):
    walker = walk("huang-pays", PHONE)
    walker.go(f"/service/cases/{number}/")
    return sign_in(walker, "黄示范")


def test_the_buyer_is_asked_by_which_basis_and_pays_once(live_site, buyer, number):
    buyer.go(f"/service/cases/{number}/").until("去缴费").says("待缴费", "80.00元")
    buyer.follow("去缴费").says("80.00元", "依据", "演示假定的金额")
    buyer.press("去付款").says("演示收银台", "不会动用任何真实账户")
    buyer.press("付款成功，通知发两次").says("已缴费")
    buyer.until("去核验").says("财政电子票据", "校验码")
    buyer.follow("去核验").says("电子票据核验", "有效（演示）")
    counts = "SELECT count(*) FROM payment_notice WHERE number = (SELECT number FROM charge WHERE case_number = %s)"
    assert live_site.ask(counts, number) == [(1,)]
    moved = (
        'SELECT count(*) FROM event WHERE case_id = (SELECT id FROM "case" WHERE number = %s) AND act = %s'
    )
    assert live_site.ask(moved, number, "payment_received") == [(1,)]


def test_the_registry_sends_the_certificate_and_the_courier_says_that_it_arrived(buyer, at_work, number):
    officer = at_work("dz-registry")
    wear(officer, "发证")
    officer.go("/fulfilment/handovers/").until("交运").says("黄示范", "寄往：广东省肇庆市端州区示范路1号")
    officer.press("交运").until("查看到哪里了")
    officer.follow("查看到哪里了").says("演示快递", "黄*").silent_on("示范路1号", "黄示范")
    officer.press("签收，通知发两次")
    buyer.go(f"/service/cases/{number}/").until("已办结").follow("查看领取与寄送").says(
        "已送达", "承运人回执"
    )
    officer.go("/fulfilment/handovers/?tab=done").says("已送达", "承运人回执")


def test_fees_stand_on_the_list_of_the_unit_below_the_desks_menu(at_work, number):
    officer = at_work("dz-registry")
    officer.go("/fulfilment/payments/").says("80.00元", "已缴费", number)
    assert "待办" in officer.page.locator("header").inner_text()


def test_the_choice_of_delivery_is_asked_before_the_result_is_out(live_site, walk):
    other = live_site.python("tests.journeys.owing").splitlines()[-1].strip()
    walker = walk("huang-pays", PHONE)
    walker.go(f"/service/cases/{other}/").follow("选择领取方式").says(
        "怎样领取", "政务寄件柜", "全部办好一起领"
    )
    walker.press("保存").says("请选择")


def test_wide_screens_show_the_same_pages(walk, number):
    walker = walk("huang-wide", DESKTOP)
    walker.go(f"/service/cases/{number}/payments/")
    sign_in(walker, "黄示范")
    walker.go(f"/service/cases/{number}/payments/").says("80.00元").go(
        f"/service/cases/{number}/delivery/"
    ).says("已送达")
