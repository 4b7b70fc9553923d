"""A department whose matters lie in another system: by message, by file and by the card that is carried over."""

import csv
import io

import pytest

from .handling import staff_sign_in
from .walking import PHONE

pytestmark = pytest.mark.browser
SHOP, STUDIO, BARBER = "公共场所卫生许可", "公章刻制备案", "个体工商户设立登记"


@pytest.fixture(scope="module", autouse=True)
def told(live_site):
    """Three matters of a county that works in other systems."""
    live_site.python("tests.journeys.elsewhere")


def opened(walker, title):
    """The page of the case of that title among the unit's tasks."""
    walker.go("/desk/").until(title)
    return walker.follow(title)


def test_the_card_is_carried_over_by_keys_and_its_result_brought_back(at_work):
    officer = opened(at_work("dq-health"), SHOP)
    officer.until("转录卡").says("待送出", "卫生监督信息系统（演示）", "复制时取得")
    officer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for digit, held in (("2", "德庆县示范邓记理发店"), ("5", "441299198907070659")):
        officer.page.keyboard.press(digit)
        officer.page.locator(f"form[data-digit='{digit}']", has_text="已复制").wait_for()
        assert officer.page.evaluate("navigator.clipboard.readText()") == held
    officer.look()
    officer.page.get_by_label("对方编号").fill("WJ-演示-0001")
    officer.press("记回来").says("对方编号已记下", "对方已收到", "WJ-演示-0001")
    officer.page.get_by_label("对方结果").select_option("准予")
    officer.press("记回来").says("待决定", "对方已答复", "卫生监督信息系统（演示）审查通过")


def test_a_message_goes_out_and_its_answer_comes_back_once(at_work):
    officer = opened(at_work("dq-market"), BARBER)
    officer.until("对方已收到").says("省级商事登记系统（演示）", "本站编号", "DEMO")
    case = officer.page.url
    officer.follow("在对方系统里看").says("演示业务系统", "收到的栏目", "身份证号").silent_on("441299")
    officer.press("答复发两次").says("已经有了结果")
    officer.go(case).says("待决定", "对方已答复")


def test_a_file_goes_out_and_comes_back(at_work):
    chief = at_work("dq-police-chief").go("/externals/?tab=waiting")
    chief.until(STUDIO).says("印章治安管理系统（演示）")
    with chief.page.expect_download() as wait:
        chief.page.get_by_role("button", name="导出待送的").click()
    text = wait.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows and all(row["本站编号"] and not row["结果"] for row in rows)
    back = io.StringIO()
    sheet = csv.DictWriter(back, fieldnames=list(rows[0]))
    sheet.writeheader()
    sheet.writerows({**row, "对方编号": f"YZ-{at}", "结果": "准予"} for at, row in enumerate(rows))
    sheet.writerow({**rows[0], "本站编号": "别处的-W1", "对方编号": "X", "结果": "准予"})
    file = {"name": "back.csv", "mimeType": "text/csv", "buffer": back.getvalue().encode()}
    chief.page.locator("input[type=file]").set_input_files(file)
    chief.press("收回执").says(f"已收 {len(rows)} 行，没有接收 1 行", "本站没有这个编号")
    chief.go("/externals/?tab=done").says(STUDIO, "YZ-0", "对方已答复")


def test_what_was_typed_twice_is_counted_by_department(at_work):
    supervisor = at_work("supervisor").go("/externals/retyped/")
    supervisor.says("德庆县卫健局", "卫生监督信息系统（演示）", "负责人身份证号", "同一方向只记一次")


def test_on_a_phone_it_is_read_too(walk):
    officer = staff_sign_in(walk("phone-in-deqing", PHONE), "dq-health")
    officer.go("/externals/?tab=done").says("WJ-演示-0001")
    officer.go("/externals/retyped/").says("二次录入")
    officer.go("/externals/").says("没有失去消息的")
