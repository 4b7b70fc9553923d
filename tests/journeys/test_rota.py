"""A head keeps the rota: the next open night is filled by one click and freed again; the seat sees who is on."""

import pytest

from .handling import staff_sign_in
from .walking import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("name", "kind"), [("rota-desktop", DESKTOP), ("rota-phone", PHONE)])
def test_the_last_open_night_is_filled_and_freed_again(walk, name, kind):
    head = staff_sign_in(walk(name, kind), "dz-market-chief")
    head.go("/desk/rota/").look().says("还没有人值班的时间", "用表格导入")
    head.page.locator("a", has_text="排这一段").last.click()
    head.page.locator("[name=who]").select_option(index=1)
    head.page.locator("[name=phone]").fill("10000000009")
    head.page.get_by_role("button", name="排上", exact=True).click()
    head.page.wait_for_load_state()
    head.look().says("已排上", "100****0009")
    head.page.locator("button", has_text="撤下").last.click()
    head.page.wait_for_load_state()
    head.look().says("已撤下")


def test_the_seat_sees_who_is_on_duty(walk):
    seat = staff_sign_in(walk("rota-seat", DESKTOP), "hotline-seat")
    seat.go("/hotline/seat/")
    seat.page.wait_for_selector("#s-duty ~ div .task-list")
    seat.go("/hotline/duty/").look().says("现在谁值班")
