"""Before anything is typed or signed: who decides, where to hand in, where to be given the result."""

import pytest

from .walking import DESKTOP

pytestmark = pytest.mark.browser
THEME = "/service/themes/open_barber_shop/"
SIGN = "/service/items/signboard_permit/"
DEQING, HUAIJI, ZONE = "441226103000", "441224107000", "441284450000"


def test_who_decides_is_told_for_the_place_one_asks_about(walk):
    walker = walk("where").go(THEME)
    walker.says("按“要开的理发店”的“所在区划”，由当地县（市、区）的市场监督管理单位决定", "镇街便民服务中心")
    walker.go(f"{THEME}?place={DEQING}")
    walker.says("由德庆县市场监督管理局决定", "官圩镇便民服务中心", "德庆县政务服务中心", "10044122601")
    walker.page.locator("#result details.why summary").first.click()
    walker.look().says("德庆县政务服务中心：肇庆市德庆县政务服务中心（演示地址） · 商事登记窗口")


def test_a_place_chosen_on_the_page_is_told_without_loading_it_again(walk):
    walker = walk("where-desk", DESKTOP).go(SIGN)
    with walker.page.expect_response(lambda answer: f"place={HUAIJI}" in answer.url):
        walker.page.locator("#situation [name='place']").select_option(HUAIJI)
    walker.page.get_by_text("由梁村镇人民政府决定").wait_for()
    walker.look().says("职权依据：怀集县人民政府关于向镇街下放部分县级行政职权的决定（示范）")
    walker.go(f"{SIGN}?place={DEQING}").says("由德庆县城市管理和综合执法局决定", "承诺 1个工作日")


def test_a_place_that_is_none_is_no_place(walk):
    walker = walk("where-desk", DESKTOP)
    walker.go(f"{SIGN}?place=440000000000").says("由当地县（市、区）的城市管理和综合执法单位决定")


def test_a_function_zone_has_its_own_bodies(walk):
    walker = walk("where-desk", DESKTOP).go(f"/service/items/individual_registration/?place={ZONE}")
    walker.says("由肇庆高新技术产业开发区市场监督管理局决定", "肇庆高新区政务服务中心（演示地址）")
