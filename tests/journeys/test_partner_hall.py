"""Somebody who lives elsewhere hands in at the hall there (跨省通办): the guide tells it, its clerk receives it."""

import pytest

from .applying import photo
from .handling import staff_sign_in
from .test_window import begin
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser
AGREED, NOT_AGREED = "社会保险参保缴费核验", "户外招牌设置"
HALL = "梧州市政务服务中心（演示）"
WHO = ("441299198806250415", "吴示范")


def test_the_hall_of_another_city_receives_what_was_agreed_and_nothing_else(walk, live_site):
    walk("外地的人").go("/service/items/insurance_verification/").says(HALL, "跨省通办，全程网办")
    clerk = staff_sign_in(walk("外地窗口", DESKTOP), "wuzhou-window", "/window/receive/")
    clerk.says(HALL, "您只收件", "协议里的事项", "异地代收代办", "原件邮寄给办理机关")
    begin(clerk, NOT_AGREED, *WHO).says("不在与梧州市政务服务中心（演示）的通办协议里")
    begin(clerk.go("/window/receive/"), AGREED, *WHO).says("跨省通办（全程网办）", "代收的大厅不审批")
    page = clerk.page
    page.locator('[name="v.insured.insured_months_here"]').fill("120")
    for name in ("file.insured.identity_card", "proof_file"):
        if page.locator(f'[name="{name}"]').count():
            page.locator(f'[name="{name}"]').set_input_files([photo(1)])
    clerk.press("收件").says("已收件", "由办理地的机关决定", "结果领取：电子证照（网上领取）。")
    clerk.go("/window/papers/").says("在管材料")
    supervisor = staff_sign_in(walk("督查", DESKTOP), "supervisor", "/desk/oversight/")
    supervisor.says("外地大厅代收", HALL, AGREED)
    supervisor.go("/externals/").says("告诉合作大厅").follow("收到了什么").says("演示合作大厅系统", "不应答")
    phone = staff_sign_in(walk("外地窗口的手机", PHONE), "wuzhou-window", "/window/receive/")
    phone.says("协议里的事项")
