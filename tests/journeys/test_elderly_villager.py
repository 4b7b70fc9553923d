"""An old villager without a phone: a cadre sits with her, the county decides, her town hands it out (收受分离)."""

import re

import pytest

from .applying import photo
from .handling import staff_sign_in
from .test_open_a_barber_shop import choose
from .test_window import begin, fill
from .walking import PHONE

pytestmark = pytest.mark.browser
ITEM, WHO = "基本型辅助器具适配申请", ("441299195505050037", "涂示范")
SAID = {
    "v.person.home_address": "广东省肇庆市端州区示范路72号（演示）",
    "v.person.disability_certificate_no": "44129919550505003742",
    "v.person.device_kind": "wheelchair", "v.person.division": "441202001000",
}  # fmt: skip
SAVED = "() => /都保存好了/.test(document.getElementById('save-bar').textContent)"


def received(cadre):
    """In one sitting: oral consent, what she says, her papers and her signature photographed; the number."""
    page = begin(cadre.go("/window/village/"), ITEM, *WHO).page
    for box in page.locator("[name=consent]").all():
        box.check()
    fill(page, SAID)
    page.locator("#delivery").select_option("pickup")
    for one in page.locator("input[type=file]").all():
        with page.expect_response(re.compile("/save/")):
            one.set_input_files([photo(1)])
        page.wait_for_function(SAVED)
    cadre.press("收件").says("已收件", "收件不是受理")
    return page.locator(".ticket-big").inner_text()


def test_a_villager_without_a_phone_is_served_where_she_lives(walk, at_work, live_site):
    elder = walk("老人", PHONE).go("/service/items/assistive_device/")
    choose(elder, "长者版")
    elder.go("/service/items/assistive_device/").says("便民服务中心")
    number = received(staff_sign_in(walk("帮办", PHONE), "dz-village", "/window/village/"))
    receiver = at_work("dz-town-hall").go(f"/desk/cases/{number}/").says(ITEM, "现在没有您可以做的动作")
    live_site.python("tests.journeys.helped", number)

    receiver.go("/fulfilment/servings/").until("涂示范").says("没有手机")
    card = receiver.page.locator("section.card", has_text="涂示范").first
    card.locator("summary", has_text="登记送达").click()
    card.locator("[name=way][value=visit]").check()
    card.get_by_label("谁签收").fill("涂示范（村干部念给她听）")
    receiver.press("确定", inside=card)
    receiver.go("/fulfilment/servings/?tab=done").says("上门送达", "涂示范")

    giver = at_work("dz-town-delivery", "/fulfilment/handovers/").go("/fulfilment/handovers/")
    giver.until("当面交付").says("涂示范", number)
    card = giver.page.locator("section.card", has_text="涂示范").first
    card.locator("summary", has_text="当面交付").click()
    card.get_by_label("谁领取").fill("涂示范")
    card.get_by_label("身份已核对").check()
    giver.press("确定：已交付", inside=card).says("已送达")
    receiver.go(f"/desk/cases/{number}/").until("已办结")


def test_the_logs_are_whole_after_it_all(live_site):
    done = live_site.run("audit", "verify", "--json")
    assert done.returncode == 0 and '"whole": true' in done.stdout, done.stdout[:2000]
