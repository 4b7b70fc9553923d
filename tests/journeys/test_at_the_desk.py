"""Work in a deciding unit: a chief gives, officers take and work side by side, many at once, from the keyboard;
a head reads in the morning what is due, a supervisor of the county sees how its units stand.
"""

import json

import pytest

from .handling import act, staff_sign_in
from .walking import PHONE

pytestmark = pytest.mark.browser
MARKET, HEALTH = "441202-market", "441202-health"
OFFICER = "端州区市场监管审批员（演示）"
REMARK = {"1.about": "平面图", "1.what": "没有标出消毒设施的位置", "1.mend": "标出后再拍一张"}


@pytest.fixture(scope="module")
def numbers(live_site):
    """The matter's cases: by unit, and the root's."""
    return json.loads(live_site.python("tests.journeys.handed_in").splitlines()[-1])


def case(numbers, unit):
    """The address of a unit's case."""
    return f"/desk/cases/{numbers[unit]}/"


def test_a_chief_gives_a_task_to_an_officer(at_work, numbers):
    chief = at_work("dz-market-chief").go(case(numbers, MARKET))
    chief.says("经办", "未分派")
    holders = chief.page.locator("section", has=chief.page.locator("#s-holders"))
    label = holders.locator("option", has_text=OFFICER).first.inner_text()
    holders.locator("select[name=to]").first.select_option(label=label)
    chief.press("交办", inside=holders).says("已记入办件记录", OFFICER)


def test_the_officer_finds_it_among_ones_own(at_work, numbers):
    officer = at_work("dz-market").go("/desk/?whose=mine").says(numbers[MARKET], OFFICER)
    officer.go("/desk/?whose=free").silent_on(numbers[MARKET])


def test_somebody_follows_a_case_for_himself(at_work, numbers):
    chief = at_work("dz-market-chief").go(case(numbers, MARKET))
    follow = chief.page.locator("section", has=chief.page.locator("#s-follow"))
    follow.get_by_label("办理有进展").uncheck()
    chief.press("关注", exact=True, inside=follow).says("已关注", "不再关注")
    chief.go("/desk/following/").says("我关注的", numbers[MARKET])
    chief.page.set_viewport_size(PHONE["viewport"])
    chief.look()
    chief.press("不再关注").says("还没有关注的办件")
    health = (
        at_work("system-admin", "/administration/health/")
        .go("/administration/health/")
        .says("定时作业", "归档和到期删除")
    )
    health.page.set_viewport_size(PHONE["viewport"])
    health.look()


def test_units_see_what_the_others_will_ask_and_say_things_among_themselves(at_work, numbers):
    health = at_work("dz-health").go(case(numbers, HEALTH))
    act(health, "要求补正", REMARK).says("待一次性告知")
    officer = at_work("dz-market").go(case(numbers, MARKET))
    officer.says("别的单位准备要求补正的", "没有标出消毒设施的位置")
    officer.page.locator("#opinion").fill("现场看过，可以")
    officer.press("记入意见").says("内部意见", "现场看过，可以")


def test_keys_walk_pick_and_open_beside_the_list(at_work, numbers):
    officer = at_work("dz-market").go("/desk/?whose=mine")
    keys = officer.page.keyboard
    keys.press("?")
    officer.page.locator("#shortcuts").wait_for(state="visible")
    officer.look()
    keys.press("Escape")
    rows = officer.page.locator("main tbody tr").all_inner_texts()
    for _ in range(1 + next(place for place, row in enumerate(rows) if numbers[MARKET] in row)):
        keys.press("j")
    keys.press("o")
    sheet = officer.page.locator("#sheet")
    sheet.get_by_text(numbers[MARKET]).wait_for()
    assert "现场看过" in sheet.inner_text()
    officer.look()
    keys.press("Escape")
    keys.press("Control+k")
    keys.type("龙凤胎")
    found = officer.page.locator("#palette-list a", has_text=numbers[MARKET])
    found.wait_for()
    officer.look()
    keys.press("Escape")


def test_many_at_once_says_of_each_what_happened(at_work, numbers):
    officer = at_work("dz-market").go("/desk/?whose=mine")
    row = officer.page.locator("tr", has_text=numbers[MARKET])
    row.locator("[name=pick]").check()
    officer.press("材料齐全").says("逐件结果", "已办", numbers[MARKET])
    officer.follow("回到列表")
    assert officer.page.url.endswith("/desk/?whose=mine")


def test_a_case_is_found_by_who_it_is_for_and_by_nobody_elses_unit(at_work, numbers):
    at_work("dz-market").go("/desk/cases/?q=龙凤胎").says(numbers[MARKET]).silent_on(numbers[HEALTH])
    at_work("dz-tax").go("/desk/cases/?q=龙凤胎").silent_on(numbers[MARKET])
    at_work("dz-market").go("/desk/cases/?q=龙").says("请至少输入两个字")


def test_what_is_taken_away_is_what_the_list_shows(at_work, numbers, live_site):
    counted = "SELECT count(*) FROM audit_event WHERE act = 'desk.tasks.exported'"
    ((before,),) = live_site.ask(counted)
    officer = at_work("dz-market").go("/desk/")
    with officer.page.expect_download() as csv:
        officer.page.get_by_role("link", name="CSV").click()
    text = csv.value.path().read_text("utf-8-sig")
    assert "灯,事项,环节" in text and numbers[HEALTH] not in text
    assert live_site.ask(counted) == [(before + 1,)]


def test_somebody_stands_in_and_wears_the_post(at_work, numbers):
    chief = at_work("dz-market-chief").go("/desk/substitutes/")
    form = chief.page.locator("section.panel form")
    own = form.locator("#post option", has_text="科长").first.inner_text()
    form.locator("#post").select_option(label=own)
    form.locator("#account").select_option(label=OFFICER)
    form.locator("#until").fill(form.locator("#since").input_value())
    chief.press("安排", inside=form, exact=True).says("代班已安排", OFFICER)
    officer = at_work("dz-market").go("/desk/")
    officer.page.locator("header details.menu").last.locator("summary").click()
    assert "（代理）" in officer.page.locator("header").inner_text()
    officer.page.keyboard.press("Escape")


def test_a_supervisor_of_the_county_sees_its_units_and_no_others_and_does_nothing(at_work, numbers):
    watcher = at_work("dz-supervisor").go("/desk/oversight/").says("端州区城管局")
    watcher.silent_on("德庆县")
    watcher.go(case(numbers, HEALTH)).says("现在没有您可以做的动作").silent_on("交办")
    assert watcher.page.locator("a", has_text="查看").count() == 0 or _refused(watcher, numbers)


def _refused(watcher, numbers):
    """A secret value is not opened by who only looks on."""
    address = watcher.page.locator("dl.summary a", has_text="查看").first.get_attribute("href")
    return watcher.page.request.get(watcher.site + str(address)).status == 404


def test_a_head_reads_on_a_phone_what_is_due(walk, live_site, numbers):
    live_site.ask(
        "UPDATE task SET due_at = now() - interval '1 minute' WHERE state = 'open' AND case_id ="
        ' (SELECT id FROM "case" WHERE number = %s)',
        numbers[HEALTH.replace("health", "police")],
    )
    head = staff_sign_in(walk("chief-on-a-phone", PHONE), "dz-police-chief", "/desk/today/")
    head.says("已超期 1 件", numbers["441202-police"], "未分派")
