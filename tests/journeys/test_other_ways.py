"""The same mechanisms in other shapes: a company, somebody too young, a house with four signatures."""

import re

import pytest

from .applying import SHOP, agree, answer, fill_in, hand_in, sign, sign_in
from .walking import DESKTOP

pytestmark = pytest.mark.browser
SHOP_THEME = "/service/themes/open_barber_shop/"
HOUSE_THEME = "/service/themes/second_hand_house/"
COMPANY = {
    **{key: value for key, value in SHOP.items() if "sign_" not in key},
    "shop.shop_name": "肇庆市示范美发店有限公司",
    "shop.company_type": "sole_person",
    "shop.premises_right": "owned",
    "shop.registered_capital": "100000",
    "shop.shop_phone": "10000000002",
    "shop.liaison_name": "王示范",
    "shop.liaison_id": "441299198509030213",
    "shop.liaison_phone": "10000000002",
    "shop.finance_name": "王示范",
    "shop.finance_phone": "10000000002",
    "operator.contribution_amount": "100000",
    "operator.contribution_date": "2027-03-01",
    "shop.building_floors": "3",
    "shop.shop_floor": "首层",
    "shop.building_use": "商业",
    "shop.exit_count": "2",
    "shop.fire_manager": "王示范",
}
HANDED_IN = "SELECT count(*) FROM submission WHERE target = 'second_hand_house'"
PEOPLE = {
    "seller[1]": ("陈示范", "441299197802140230", "1978-02-14", "10000000003"),
    "seller[2]": ("梁示范", "441299198011200246", "1980-11-20", "10000000004"),
    "buyer[1]": ("黄示范", "441299199207080316", "1992-07-08", "10000000005"),
    "buyer[2]": ("周示范", "441299199303160324", "1993-03-16", "10000000006"),
}
HOUSE = {
    "property.property_certificate_no": "粤（2018）肇庆不动产权第0000001号（演示）",
    "property.property_unit_no": "441299000000GB00001F00010501",
    "property.division": "441202001000",
    "property.property_location": "广东省肇庆市端州区示范花园1栋501（演示）",
    "property.floor_area": "98.5",
    "property.floor_position": "5/18",
    "property.is_mortgaged": "false",
    "property.deal_price": "680000.00",
    "property.payment_mode": "once",
    "property.contract_date": "2026-11-20",
    "property.handover_date": "2026-12-20",
    "property.acquired_on": "2018-04-01",
    "property.original_price": "520000.00",
    "property.transfer_reason": "sale",
    "property.water_account": "W0000001",
    "property.water_reading": "123",
    "property.power_account": "P0000001",
    "property.power_reading": "4567",
    "buyer[1].delivery_mode": "electronic",
    "buyer[2].delivery_mode": "electronic",
}


def household():
    """What one person of the four would type about all four."""
    typed = dict(HOUSE)
    for place, (name, number, born, phone) in PEOPLE.items():
        typed |= {
            f"{place}.name": name, f"{place}.identity_kind": "citizen_id", f"{place}.citizen_id": number,
            f"{place}.birth_date": born, f"{place}.phone": phone, f"{place}.share_percent": "50",
            f"{place}.home_address": "广东省肇庆市端州区示范路1号（演示）", f"{place}.marital_status": "married",
            f"{place}.ownership_mode": "shares",
        }  # fmt: skip
    return typed


def begin(walker, theme, name, answers):
    """Come in from a theme's page and answer its questions one by one."""
    walker.go(theme).press("登录并开始")
    sign_in(walker, name)
    walker.press("开始", inside=walker.page.locator("form#start"))
    for value in answers:
        answer(walker, value)
    return walker


def test_answers_given_before_signing_in_are_not_asked_again(walk):
    wang = walk("wang", DESKTOP).go(SHOP_THEME)
    with wang.page.expect_response(re.compile("a.form=company")):
        wang.page.locator("#situation [name='a.form'][value=company]").check()
    wang.page.wait_for_url(re.compile("a.form=company"))
    for name, value in (("sign", "false"), ("seal", "true")):
        wang.page.locator(f"#situation [name='a.{name}'][value={value}]").check()
    wang.page.locator("#situation [name='a.area']").fill("320")
    wang.page.locator("#situation [name='a.area']").blur()
    wang.page.wait_for_url(re.compile("a.area=320"))
    wang.look().press("登录并开始")
    sign_in(wang, "王示范").says("公众聚集场所投入使用、营业前消防安全检查")
    wang.press("开始", inside=wang.page.locator("form#start"))
    assert "/questions/" not in wang.page.url


def test_a_company_is_another_way_through_the_same_theme(walk):
    wang = walk("wang")
    if "/consent/" in wang.page.url:
        agree(wang)
    typed = fill_in(wang, COMPANY, choose=True)
    assert "shop.capital" not in typed and "shop.registered_capital" in typed
    hand_in(wang)
    wang.follow("继续").says("有限责任公司设立登记").silent_on("还差这些", "个体工商户设立登记")
    wang.follow("没有问题")
    sign(wang).says("已提交")


def test_somebody_of_fifteen_is_told_why_not(walk):
    zhao = begin(walk("zhao"), SHOP_THEME, "赵示范", ("individual", "false", "false", "20"))
    draft = re.search(r"/drafts/[0-9a-f-]+/", zhao.page.url).group()
    zhao.go(f"/service{draft}check/").says("还差这些").silent_on("没有问题，去签名")
    assert re.search("周岁|未成年|年龄|成年", zhao.text()), zhao.text()


def test_a_house_is_sold_by_two_to_two_and_nothing_moves_before_the_last_signature(walk, live_site):
    buyer = begin(walk("huang"), HOUSE_THEME, "黄示范", ("2", "2", "false", "true", "false", "false"))
    if "/consent/" in buyer.page.url:
        agree(buyer)
    fill_in(buyer, household(), choose=True)
    hand_in(buyer, promise=3)
    buyer.follow("继续").silent_on("还差这些")
    buyer.follow("没有问题")
    waiting = sign(be_checked(buyer), "签名").says("正在等", "签名").page.url
    for name in ("周示范", "陈示范", "梁示范"):
        assert live_site.ask(HANDED_IN) == [(0,)]
        last = walk(name).go("/accounts/sign-in/")
        sign_in(last, name)
        last.go("/service/").follow(
            "二手房", inside=last.page.locator("section", has=last.page.locator("#mine"))
        )
        signs(last)
    sign(buyer.go(waiting)).says("已提交", "二手房")
    assert live_site.ask(HANDED_IN) == [(1,)]


def signs(walker):
    """Look at one's part, then sign it."""
    walker.says("核对").follow("没有问题")
    sign(be_checked(walker), "签名").says("已签名")


def be_checked(walker):
    """Be told why and what else one may do, go to the stand-in, pass, come back."""
    walker.says("签名前核验本人", "冒用", "不刷脸也能办").press("去核验")
    return walker.says("演示", "不拍照").press("核验通过").says("已核验本人")
