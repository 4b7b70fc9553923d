"""Three administrators and the heads of units: accounts from a file, the yearly review, an emergency look."""

import re

from .handling import staff_sign_in
from .walking import DESKTOP, PHONE

COLUMNS = "登录名,姓名,单位编号,岗位编号,任职起,任职止"
GOOD = "zh.xin,新示范,441202-health,441202-health-approval-officer,,2030-12-31"
BAD = "zh.bad,坏示范,441202-health,441202-health-approval-nobody,2026-02-30,"
ROSTER = "/administration/accounts/roster/"
REVIEWS = "/administration/reviews/"
EMERGENCY = "/administration/emergency/"
SECRET = "Correct-Horse-9"
WHY = "群众在窗口反映孩子就医急用，经办人联系不上"


def narrow(walker):
    """Look at the page once more as a phone shows it."""
    walker.page.set_viewport_size(PHONE["viewport"])
    walker.look()
    walker.page.set_viewport_size(DESKTOP["viewport"])
    return walker


def upload(walker, *lines):
    data = "\n".join([COLUMNS, *lines]).encode("utf-8-sig")
    file = {"name": "accounts.csv", "mimeType": "text/csv", "buffer": data}
    walker.page.locator("#file").set_input_files(file)
    return walker.press("试导入")


def test_accounts_come_in_from_a_file_and_the_invited_sets_a_password(walk, at_work):
    security = at_work("security-admin", ROSTER).go(ROSTER)
    security.may_fail = (400,)
    narrow(upload(security, GOOD, BAD).says("什么都没有导入", "第 3 行", "不是日历上的日子"))
    narrow(upload(security, GOOD).says("试导入通过", "新建账号 1 个", "zh.xin"))
    narrow(security.press("全部导入").says("新建账号 1 个", "只能用一次"))
    link = re.search(r"http\S+/accounts/invitation/\S+", security.text())[0]
    new = walk("new", PHONE).go(link).says("新示范", "zh.xin")
    new.page.locator("#password").fill(SECRET)
    new.page.locator("#again").fill(SECRET)
    new.press("设好密码")
    new.page.locator("[name=login]").fill("zh.xin")
    new.page.locator("[name=password]").fill(SECRET)
    new.press("登录", exact=True)
    new.page.goto(new.site + "/desk/")
    assert "/accounts/2fa/" in new.page.url


def test_heads_confirm_the_accounts_of_their_units(walk, at_work):
    system = at_work("system-admin", REVIEWS).go(REVIEWS).says("发起核对")
    narrow(system.press("发起年度核对").says("进行中"))
    head = staff_sign_in(walk("dz-health-head", PHONE), "dz-health-head", "/administration/reviews/mine/")
    head.says("没有核对", "zh.xin")
    row = head.page.locator("tr", has_text="zh.xin")
    row.locator("select").select_option("withdrawn")
    row.locator("input").fill("没有来报到")
    head.press("提交选好的").says("收回 1 项").silent_on("zh.xin")
    where = system.page.locator("main table a").first.get_attribute("href")
    narrow(system.go(where).says("各单位进度", "由安全管理员核对"))
    audit = at_work("audit-admin", where).go(where).says("逐项记录", "没有来报到")
    narrow(audit)


def test_an_emergency_look_is_opened_seen_and_judged(at_work):
    chief = at_work("dz-market-chief", EMERGENCY).go(EMERGENCY)
    chief.page.locator("#wanted").fill("441202-health")
    chief.page.locator("#reason").fill(WHY)
    narrow(chief.press("打开应急查看"))
    assert "自动失效" in chief.page.inner_text("body")
    chief.press("现在结束", inside=chief.page.get_by_label("应急查看").first)
    narrow(chief.go("/administration/emergency/").says(WHY, "待评定"))
    audit = at_work("audit-admin", "/administration/emergencies/").go("/administration/emergencies/")
    narrow(audit.says("端州区卫健局", "待评定"))
    audit.page.locator("main table a").first.click()
    narrow(audit.look().says(WHY, "people.emergency.read"))
    audit.page.locator("[name=verdict][value=justified]").check()
    audit.page.locator("#note").fill("核实属实")
    audit.press("评定").says("理由成立", "核实属实")
