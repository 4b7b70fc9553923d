"""The hall and the village: an appointment becomes a receipt; a matter by keyboard alone; a sitting without signal."""

import re
import sys
import threading
import time
from io import BytesIO

import pytest
from django.utils.timezone import localdate
from pypdf import PdfReader

from yiwang.adapters.devices.bridge import Bridge
from yiwang.adapters.devices.simulator import simulated_devices

from .applying import photo, sign_in
from .handling import staff_sign_in
from .walking import DESKTOP, PHONE, Walker

pytestmark = pytest.mark.browser
SEAL = "公章刻制备案"
FIRM = {
    "v.shop.shop_name": "肇庆市示范美发有限公司",
    "v.shop.uscc": "914412997662318495",
    "v.shop.business_address": "示范路8号",
}
CHOSEN = {"v.shop.division": "441202001000", "v.shop.seal_set": "official", "v.shop.seal_material": "rubber"}
CHOSEN |= {"v.shop.seal_pickup": "hall"}
CHILD = "科学育儿指导服务登记"
BABY = {"v.newborn.birth_date": "2026-10-01", "v.newborn.division": "441202001000"}
BARBER = ("441299199005120121", "李示范")
A_KEY = 0.12
"""Seconds a practised clerk needs for one key."""

A_CARD, A_SIGNATURE, A_SYSTEM = 3, 8, 3
"""Seconds until a card lies on the reader, until somebody has signed on the pad, and left to an idle site."""

BRIDGE_PORT, CODE = 17600, "journey"


def fill(page, values):
    """Put values into fields as a hand with a mouse would."""
    from .applying import put

    for name, value in values.items():
        if page.locator(f'[name="{name}"]').count():
            put(page, name, value)


def begin(walker, wanted, number, name):
    """Who is there and what it is about."""
    page = walker.page
    page.locator("#wanted").fill(wanted)
    page.locator("#number").fill(number)
    page.locator("#name").fill(name)
    return walker.press("开始")


def test_an_appointment_becomes_a_ticket_a_call_and_a_receipt(walk, live_site):
    citizen = sign_in(walk("预约的人").go("/window/halls/"), "王示范")
    citizen.go("/window/halls/").follow("端州区政务服务中心")
    page = citizen.page
    day = page.locator("fieldset", has=page.locator("[name=slot]")).first
    citizen.press("余", inside=day).says("约好了")
    code = re.search(r"预约码 (\d{6})", citizen.text())[1]
    clerk = staff_sign_in(walk("窗口", DESKTOP), "dz-hall", "/window/")
    clerk.says("选择窗口").press("1 号窗口").says("没有正在办理的号")
    sql = "UPDATE hall_booking SET day = %s WHERE code = %s RETURNING 1"
    assert live_site.ask(sql, localdate(), code)
    clerk.go("/window/tickets/")
    hall = clerk.page.locator("section", has_text="端州区政务服务中心").first
    hall.locator("[name=code]").fill(code)
    clerk.press("按预约取号", inside=hall).says("A001", "下一个就是您")
    wall = walk("大屏", {"viewport": {"width": 1920, "height": 1080}}).go("/window/screen/441202-hall/")
    clerk.go("/window/").press("叫下一个").says("A001")
    wall.go("/window/screen/441202-hall/").says("A001", "1 号窗口")
    clerk.go("/window/receive/")
    begin(clerk, SEAL, "441299198509030213", "王示范")
    handed_in(clerk).says("已收件", "收件不是受理")
    number = clerk.page.locator(".ticket-big").inner_text()
    receipt = clerk.page.context.request.get(clerk.page.url.replace("/done/", "/receipt/"))
    assert receipt.headers["content-type"] == "application/pdf"
    assert live_site.ask("SELECT ticket_id IS NOT NULL FROM attendance WHERE number = %s", number) == [
        (True,)
    ]
    clerk.go("/window/").press("办结").says("没有正在办理的号")
    clerk.go("/window/papers/").says("在我们手里", "营业执照")
    citizen.go("/service/mine/").says("窗口现场办理", "综合受理")


def handed_in(clerk):
    """Fill the sheet, keep the original of the licence, and hand in."""
    page = clerk.page
    for box in page.locator("[name=consent]").all():
        box.check()
    fill(page, FIRM | CHOSEN)
    clerk.press("保存")
    fill(page, FIRM | CHOSEN)
    for one in page.locator("input[type=file][name^='file.']").all():
        one.set_input_files([photo(1)])
    for box in page.locator("[name^='tick.'][value=original]").all():
        box.check()
    page.locator("#proof-file").set_input_files([photo(2)])
    return clerk.press("收件")


@pytest.fixture
def bridge(live_site):
    """Simulated devices on this machine."""
    card = {"kind": "citizen_id", "number": BARBER[0], "name": BARBER[1]}
    server = Bridge(live_site.url, CODE, simulated_devices([card]), simulated=True).server(BRIDGE_PORT)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Keys:
    """A clerk with two hands on the keyboard and no mouse; every key takes its time."""

    def __init__(self, page, pace=time.sleep):
        self.page, self.pressed, self.pace = page, 0, pace

    def press(self, key):
        """One key."""
        self.pressed += 1
        self.pace(A_KEY)
        self.page.keyboard.press(key)

    def type(self, text):
        """Letter by letter; a Chinese sign takes three keys."""
        for sign in text:
            keys = 1 if sign.isascii() else 3
            self.pressed += keys
            self.pace(A_KEY * keys)
            self.page.keyboard.insert_text(sign)

    def to(self, name, value=""):
        """Tab on to a control, and to the option wanted."""
        for _ in range(80):
            at = self.page.evaluate("() => [document.activeElement.name, document.activeElement.value]")
            if at[0] == name and (not value or at[1] == value):
                return
            self.press("ArrowDown" if at[0] == name and value else "Tab")
        raise AssertionError(f"键盘走不到 {name} {value}")

    def goes_to(self, key, pattern):
        """A key that leads to another page."""
        with self.page.expect_navigation(url=pattern):
            self.press(key)
        self.page.wait_for_load_state("load")


@pytest.fixture
def keyboard(chromium, live_site, bridge, shots):
    """A clerk of the hall before an empty sheet, with devices and without a mouse."""
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **DESKTOP)
    context.set_default_timeout(30_000)
    walker = Walker("键盘", context.new_page(), live_site.url, shots)
    staff_sign_in(walker, "dz-hall", "/window/receive/")
    walker.page.evaluate("code => localStorage.setItem('yw-bridge-token', code)", CODE)
    walker.go("/window/receive/").page.wait_for_selector("[data-device=id-reader]:not([hidden])")
    yield walker
    context.close()


def test_a_mandate_in_presence_takes_at_most_thirty_seconds_with_its_slip(keyboard, live_site):
    """Card, capacity, for whom, signature, slip in large print; hands, card and pen take the time written above."""
    page, spent = keyboard.page, [0.0]
    began, keys = time.monotonic(), Keys(page, pace=spent.append)
    keys.type("公章刻制")
    spent.append(A_CARD)
    keys.press("F4")
    page.wait_for_function("() => document.querySelector('#name').value !== ''")
    keys.to("capacity", "mandate")
    keys.to("for_name")
    keys.type("王示范")
    keys.to("for_number")
    keys.type("441299198509030213")
    keys.goes_to("F9", re.compile(r"/receive/[0-9a-f-]{36}/$"))
    page.wait_for_selector("[data-device=signature-pad]:not([hidden])")
    spent.append(A_SIGNATURE)
    keys.press("F6")
    page.wait_for_function("() => document.querySelector('#proof-file').files.length === 1")
    keys.goes_to("F8", re.compile("receive"))
    link = page.locator("a[data-key=f10]")
    slip = page.context.request.get(live_site.url + link.get_attribute("href"))
    keys.pressed, took = keys.pressed + 1, time.monotonic() - began + sum(spent) + A_KEY
    waited = A_CARD + A_SIGNATURE
    told = f"当面委托：2 页 4 栏 {keys.pressed} 键，手 {sum(spent) - waited:.0f} 秒，证件和签名 {waited} 秒"
    told += f"，等系统 {took - sum(spent):.0f} 秒"
    sys.stdout.write(f"\n{told}，共 {took:.0f} 秒\n")
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(slip.body())).pages)
    assert "王示范" in text and BARBER[1] in text
    mine = "mandate_id IS NOT NULL AND proved_at IS NOT NULL AND presenter_name = %s"
    sql = f"SELECT count(*) FROM attendance WHERE {mine}"
    assert live_site.ask(sql, BARBER[1]) == [(1,)]
    assert sum(spent) <= 30 - A_SYSTEM, told


def test_a_familiar_instant_matter_takes_at_most_ninety_seconds_by_keyboard_alone(keyboard):
    page = keyboard.page
    began, keys = time.monotonic(), Keys(page)
    by_keyboard(page, keys)
    took = time.monotonic() - began
    sys.stdout.write(f"\n一件熟悉的即办件（{SEAL}）：只用键盘，{keys.pressed} 键，{took:.0f} 秒\n")
    assert "已收件" in keyboard.text()
    assert took <= 90


def by_keyboard(page, keys):
    """From the customer's greeting to the receipt."""
    keys.type("公章刻制")
    keys.press("F4")
    page.wait_for_function("() => document.querySelector('#name').value !== ''")
    keys.goes_to("F9", re.compile(r"/receive/[0-9a-f-]{36}/$"))
    page.wait_for_selector("[data-device=signature-pad]:not([hidden])")
    keys.to("consent")
    keys.press("Space")
    for name in ("v.shop.shop_name", "v.shop.uscc", "v.shop.division", "v.shop.business_address"):
        keys.to(name)
        keys.type("城东") if name.endswith("division") and choose(page, keys) else keys.type(
            FIRM.get(name, "")
        )
    for name, value in list(CHOSEN.items())[1:]:
        keys.to(name)
        keys.press("Space")
        keys.to(name, value)
    keys.press("F6")
    page.wait_for_function("() => document.querySelector('#proof-file').files.length === 1")
    keys.goes_to("F8", re.compile("receive"))
    finish(page, keys)


def choose(page, keys):
    """Choose the town of a list by its first letters' arrow keys; true if that is done by typing."""
    for _ in range(120):
        if page.evaluate("() => document.activeElement.value") == CHOSEN["v.shop.division"]:
            return False
        keys.press("ArrowDown")
    raise AssertionError("没有这个镇街")


def finish(page, keys):
    """Scan what is asked, and receive."""
    while (button := page.locator("[data-device=document-camera]")).count():
        page.wait_for_selector("[data-device=document-camera]:not([hidden])")
        into = button.first.get_attribute("data-into")
        for _ in range(120):
            if page.evaluate("() => document.activeElement.dataset.into || ''") == into:
                break
            keys.press("Tab")
        keys.press("Enter")
        page.wait_for_function("id => document.getElementById(id).files.length === 1", arg=into)
        break
    keys.goes_to("F9", re.compile(r"/done/$"))


def test_a_sitting_in_the_village_survives_a_lost_signal_and_a_reload(walk, live_site):
    cadre = staff_sign_in(walk("村干部", PHONE), "dz-village", "/window/village/")
    cadre.says("今天的帮办")
    begin(cadre, CHILD, "441299199207080316", "黄示范")
    cadre.go("/window/village/")
    begin(cadre, CHILD, *BARBER)
    page = cadre.page
    cadre.says("黄示范", "李示范")
    with page.expect_response(re.compile("/save/")):
        page.locator("[name='v.newborn.name']").fill("李小示范")
    page.wait_for_function("() => /都保存好了/.test(document.getElementById('save-bar').textContent)")
    cadre.may_fail = (0,)
    page.context.set_offline(True)
    page.locator("[name='v.newborn.home_address']").fill("没有信号时写的地址")
    page.wait_for_function(
        "() => /没有信号：有 1 项只存在这部手机上/.test(document.getElementById('save-bar').textContent)"
    )
    page.get_by_role("button", name="收件").click()
    page.wait_for_function("() => /现在不能收件/.test(document.getElementById('save-bar').textContent)")
    assert live_site.ask(
        "SELECT count(*) FROM draft_value WHERE value::text LIKE %s", "%没有信号时写的地址%"
    ) == [(0,)]
    here = page.url
    page.goto("about:blank")
    cadre.wrong.clear()
    page.context.set_offline(False)
    cadre.go(here.removeprefix(cadre.site))
    assert page.locator("[name='v.newborn.home_address']").input_value() == "没有信号时写的地址"
    page.wait_for_function("() => /都保存好了/.test(document.getElementById('save-bar').textContent)")
    assert (
        page.evaluate("() => Object.keys(localStorage).filter(k => k.startsWith('yw:sitting:')).length") == 0
    )
    cadre.go(here.removeprefix(cadre.site))
    assert page.locator("[name='v.newborn.home_address']").input_value() == "没有信号时写的地址"
    in_the_village(cadre, live_site)


def in_the_village(cadre, live_site):
    """Photograph, confirm, hand in: the town receives, the cadre decides nothing."""
    page = cadre.page
    fill(page, BABY)
    for box in page.locator("[name='v.newborn.childcare_topics']").all()[:1]:
        box.check()
    with page.expect_response(re.compile("/save/")):
        page.locator("#proof-file").set_input_files([photo(4)])
    page.wait_for_function("() => /都保存好了/.test(document.getElementById('save-bar').textContent)")
    cadre.press("收件").says("已收件")
    number = page.locator(".ticket-big").inner_text()
    parts = 'SELECT u.unit_id, u.part FROM case_unit u JOIN "case" c ON c.id = u.case_id WHERE c.number = %s'
    assert ("441202001-town-hall", "intake") in live_site.ask(parts, number)
