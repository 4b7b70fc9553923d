"""我要开理发店, all the way: a wish on a phone, four bodies' desks, licences in the wallet, anybody verifies.

The chapters follow each other on one running site; what a person sees is all that is looked at.
"""

import re
import subprocess

import pytest

from .applying import SHOP, agree, answer, fill_in, hand_in, object_to, photo, sign, sign_in
from .handling import act, open_task, wear

pytestmark = pytest.mark.browser
THEME = "/service/themes/open_barber_shop/"
OPTIONAL = {
    "operator.postcode": "526040",
    "operator.email": "li@example.com",
    "shop.spare_name": "端州区示范剪艺理发店",
    "shop.sign_maker": "示范标识制作部",
}
LATER = {"dz-police": "公章刻制", "dz-health": "公共场所卫生许可", "dz-urban": "户外招牌"}
REMARK = {
    "1.about": "场所平面布局图",
    "1.what": "没有标出消毒设施的位置",
    "1.mend": "在图上标出后再拍一张",
}


def test_a_wish_in_ones_own_words_finds_the_one_thing(walk):
    li = walk("li").go("/")
    li.follow("我要办事")
    li.page.locator("#q").fill("我要开理发店")
    li.press("找").follow("我要开理发店")
    assert li.page.url.endswith(THEME)


def test_what_is_spared_follows_the_answers_as_they_are_given(walk):
    li = walk("li").go(THEME)
    before = li.page.locator("#result .measures").inner_text()
    with li.page.expect_response(re.compile(r"a\.sign=false")):
        li.page.locator("[name='a.sign'][value=false]").check()
    li.page.wait_for_function(
        "was => document.querySelector('#result .measures').innerText !== was", arg=before
    )
    li.look().silent_on("户外招牌设置要用")
    assert "a.sign=false" in li.page.url


def test_signing_in_leads_back_to_where_one_was(walk):
    li = walk("li").go(THEME)
    li.press("登录并开始")
    sign_in(li, "李示范")
    assert li.page.url.endswith(THEME)


def test_four_questions_one_a_page(walk):
    li = walk("li")
    li.press("开始", inside=li.page.locator("form#start"))
    for at, value in enumerate(("individual", "true", "true", "30"), 1):
        li.says(f"第 {at} 个问题，共 4 个")
        answer(li, value)
    assert li.page.url.endswith("/consent/")


def test_agreeing_fills_in_what_government_holds(walk):
    li = agree(walk("li"))
    li.says("不用填：已经掌握的", "公安机关（演示）", "441299********0121").silent_on("441299199005120121")


def test_a_known_value_that_is_wrong_is_objected_to(walk):
    li = object_to(walk("li"), "住址", "广东省肇庆市端州区示范路2号（演示）")
    li.page.wait_for_url("**/form/")
    li.says("广东省肇庆市端州区示范路2号（演示）", "已提出异议")


def test_only_what_nobody_knows_is_typed(walk, story):
    li, wanted = walk("li"), {**SHOP, **OPTIONAL}
    story.typed = fill_in(li, wanted)
    assert story.typed == set(wanted)
    assert li.page.url.endswith("/materials/")


def test_materials_by_photo_and_one_by_a_promise(walk):
    li = walk("li")
    done = hand_in(li)
    assert done["promises"] == 1 and done["photos"] >= 5
    li.silent_on("还没有")
    li.follow("继续").says("核对您的申请", "城东街道", "以承诺代替", "已上传").silent_on(
        "还差这些", "441202001000"
    )


def test_signing_hands_it_in_and_as_much_was_typed_as_was_asked(walk, live_site, story):
    li = walk("li").follow("没有问题")
    sign(li).says("已提交", "最迟")
    asked, typed = map(int, re.search(r"一共要您填 (\d+) 栏，您填了 (\d+) 栏", li.text()).groups())
    questions, objected = 4, 1
    assert asked == typed == len(story.typed) + questions + objected
    assert live_site.ask("SELECT fields_asked, fields_typed FROM submission") == [(asked, typed)]
    story.number = li.page.locator(".case-number").inner_text()


def test_it_reaches_four_desks_each_with_its_own_slice(at_work, story):
    for username, title in {"dz-market": "个体工商户设立登记", **LATER}.items():
        officer = open_task(at_work(username), title)
        officer.says("李示范", "收件审查时限", "●", "441299********0121")
        assert officer.page.url.split("/")[-2].startswith(f"{story.number}-")
    at_work("dz-police").silent_on("招牌文字", "座位数")
    at_work("dz-urban").says("招牌文字").silent_on("座位数", "刻制的印章")


def test_a_secret_is_opened_for_a_purpose_only(at_work):
    officer = at_work("dz-market").follow(
        "查看", inside=at_work("dz-market").page.locator("dl.summary").first
    )
    officer.page.locator("[name=purpose]").fill("核对经营者身份")
    officer.press("查看").says("441299199005120121", "已经记录")


def test_remarks_wait_for_the_others_and_go_out_once(walk, at_work, story):
    health = open_task(at_work("dz-health"), "公共场所卫生许可")
    act(health, "要求补正", REMARK).says("待一次性告知")
    walk("li").go(f"/service/cases/{story.number}/").silent_on("请补充材料")
    for username, title in {
        "dz-market": "个体工商户设立登记",
        "dz-police": "公章",
        "dz-urban": "招牌",
    }.items():
        act(open_task(at_work(username), title), "材料齐全")
    at_work("dz-police").says("等待前置事项")
    walk("li").until("请补充材料").says("场所平面布局图：没有标出消毒设施的位置")


def test_the_applicant_supplements_by_phone(walk, at_work):
    li = walk("li").follow("去补充")
    li.page.locator("textarea").fill("已在图上标出")
    li.page.locator("input[type=file]").set_input_files([photo(3)])
    li.press("提交补充").says("补充的材料已经送到")
    health = open_task(at_work("dz-health"), "公共场所卫生许可")
    health.says("补正时交来", "已在图上标出", "申请补充告知").silent_on("{'file'")
    act(health, "材料齐全").says("等待前置事项")


def test_the_first_is_examined_decided_and_issued(walk, at_work):
    market = open_task(at_work("dz-market"), "个体工商户设立登记")
    act(market, "提出审查意见", {"opinion": "approve", "grounds": "材料属实，符合登记条件"}).says(
        "待决定", "拟准予"
    )
    chief = open_task(at_work("dz-market-chief"), "个体工商户设立登记")
    act(chief, "准予", {"decision": "同意"}).says("制证中")
    chief.until("已办结")


def test_then_three_at_once(walk, at_work, story):
    li = walk("li").go(f"/service/cases/{story.number}/")
    li.until("端州区卫健局 审批科（审查）").says(
        "肇庆市公安局端州分局 审批科（审查）", "端州区城管局 审批科（审查）"
    )
    for username, title in LATER.items():
        act(open_task(at_work(username), title), "提出审查意见", {"opinion": "approve", "grounds": "属实"})
        act(open_task(at_work(f"{username}-chief"), title), "准予", {"decision": "同意"})
    li.until("全部事项都已办成")


def test_the_applicant_was_told_at_every_step(walk):
    walk("li").go("/service/notices/").says("申请已收到", "请补正材料", "申请已受理", "已办结")
    walk("li").go("/service/mine/").says("核对经营者身份", "端州区市场监管局")


def test_licences_are_in_the_wallet(walk):
    li = (
        walk("li")
        .go("/service/wallet/")
        .says("营业执照", "公共场所卫生许可证", "户外招牌设置许可", "印章备案证明", "演示")
    )
    li.follow("营业执照").says("端州区示范剪吧理发店")


def test_a_licence_is_a_paper_that_an_independent_tool_accepts(walk, tmp_path, story):
    li = walk("li")
    with li.page.expect_download() as download:
        li.page.get_by_role("link", name="下载 PDF").click()
    paper = tmp_path / "licence.pdf"
    download.value.save_as(paper)
    said = subprocess.run(["pdfsig", "-nocert", paper], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said and "Total document signed" in said, said
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    story.links["printed"] = re.search(r"核验码\s*(\S+)", text).group(1)


def test_the_firms_hat_shows_a_code(walk, story):
    li = walk("li")
    wear_firm(li)
    li.go("/service/wallet/").follow("营业执照")
    li.press("亮证").says("请对方扫码核验", "秒后失效")
    assert li.page.locator("#code svg").count() == 1
    story.links["code"] = li.page.get_by_role("link", name="核验页").get_attribute("href")


def wear_firm(li):
    wear(li, "端州区示范剪吧理发店")


def test_a_stranger_verifies_by_the_code_once(walk, story):
    stranger = walk("stranger").go(story.links["code"]).says("真实有效", "营业执照", "端州区市场监督管理局")
    stranger.go(story.links["code"]).says("核验不通过")


def test_a_stranger_verifies_by_the_printed_code(walk, story):
    stranger = walk("stranger").go("/service/verify/")
    stranger.page.locator("[name=code]").fill(story.links["printed"])
    stranger.press("核验").says("真实有效", "营业执照").silent_on("441299199005120121")
    stranger.go("/service/verify/?code=0000-0000-0000-0000").says("核验不通过")


def test_the_supervisor_sees_the_whole_city_and_acts_nowhere(walk, at_work, story):
    seen = at_work("supervisor").go("/desk/cases/").says(story.number)
    seen.go(f"/desk/cases/{story.number}-01/").says(
        "个体工商户设立登记", "公章刻制备案", "现在没有您可以做的动作"
    )
    to_act = 'main form:not([action$="/follow/"])'
    assert seen.page.locator(to_act).count() == 0, "to follow a case moves nothing"


def test_another_county_sees_nothing_of_it(at_work, story):
    other = at_work("dq-market").go("/desk/cases/").silent_on(story.number)
    other.may_fail = (404,)
    other.go(f"/desk/cases/{story.number}-01/").says("没有这个页面")


def test_each_administrator_has_one_door(at_work):
    doors = {"system-admin": "releases", "security-admin": "accounts", "audit-admin": "audit"}
    words = {"releases": "肇庆", "accounts": "dz-market", "audit": "people.hat.chosen"}
    for username, door in doors.items():
        admin = at_work(username, "/administration/")
        admin.go(f"/administration/{door}/").says(words[door])
        admin.may_fail = (403,)
        for other in set(doors.values()) - {door}:
            admin.go(f"/administration/{other}/").says("这一页您不能看")
        admin.go("/desk/cases/")


def test_administrators_look_things_up(at_work):
    at_work("system-admin").go("/administration/health/").says("PostgreSQL", "正常")
    at_work("system-admin").go("/administration/releases/").follow("事项", exact=True).says("guangdong")
    audit = (
        at_work("audit-admin").go("/administration/audit/?act=people.hat.chosen").says("people.hat.chosen")
    )
    audit.silent_on("441299199005120121")
    at_work("security-admin").go("/administration/accounts/?q=dz-health").follow("dz-health").says("任职")


@pytest.mark.parametrize("look", ["长者版", "深色", "高对比度"])
def test_pages_are_as_clean_in_every_look(walk, at_work, story, look):
    pages = ("/service/", THEME, f"/service/cases/{story.number}/", "/service/wallet/", "/service/mine/")
    li = wear(walk("li").go("/service/notices/"), "李示范（本人）")
    in_look(li, look, pages)
    in_look(at_work("dz-health").go("/desk/"), look, ("/desk/cases/", f"/desk/cases/{story.number}-03/"))


def in_look(walker, look, pages):
    """Choose a look, visit pages in it, and choose the usual one again."""
    choose(walker, look)
    for page in pages:
        walker.go(page)
    choose(walker, {"长者版": "标准版", "深色": "浅色", "高对比度": "普通对比度"}[look])


def choose(walker, look):
    """Press the button of a look in the header, inside its menu if it has one."""
    header = walker.page.locator("header")
    if look not in ("长者版", "标准版"):
        chosen = walker.page.locator(f"button:has-text('{look}')")
        header.locator("details.menu").filter(has=chosen).locator("summary").click()
    walker.press(look, inside=header)


def test_the_logs_are_whole_after_it_all(live_site):
    done = live_site.run("audit", "verify", "--json")
    assert done.returncode == 0 and '"whole": true' in done.stdout, done.stdout[:2000]
