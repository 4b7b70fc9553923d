"""An item owner changes a limit and a condition, or a theme; reviewed, confirmed, published today; and the way back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .applying import put
from .handling import staff_sign_in
from .walking import DESKTOP, PHONE, Walker

CONDITION = "招牌文字与营业执照上的字号一致，没有错别字"
OLD, NEW = "2个工作日", "1个工作日"
ITEM = "/service/items/signboard_permit/"


@pytest.fixture(scope="module")
def people(fresh_site: Any, chromium: Any, shots: Any) -> Iterator[Callable[..., Walker]]:
    """``people(username)`` is that person at work on this site; ``people("")`` somebody with a phone."""
    open_: dict[str, Walker] = {}

    def person(username: str) -> Walker:
        if username not in open_:
            context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai",
                                           **(DESKTOP if username else PHONE))  # fmt: skip
            context.set_default_timeout(20_000)
            walker = Walker(username or "anybody", context.new_page(), fresh_site.url, shots).listen()
            open_[username] = staff_sign_in(walker, username, "/definitions/") if username else walker
        return open_[username]

    yield person
    for one in open_.values():
        one.page.context.close()


def decide(walker: Walker, label: str, **values: str) -> Walker:
    """One decision on the proposal that is open."""
    form = walker.page.locator("details.act", has=walker.page.locator("summary", has_text=label)).first
    form.locator("summary").click()
    for name, value in values.items():
        form.locator(f"[name={name}]").fill(value)
    return walker.press("确定", inside=form)


def promised(site: Any, person: str) -> str:
    return str(site.python("tests.journeys.signboard", person))


def test_an_item_is_changed_by_three_people_and_brought_back_by_two(fresh_site, people):
    assert promised(fresh_site, "龙凤胎双胞胎姐妹") == OLD[0]
    anybody = people("").go(ITEM).says(OLD)

    owner = (
        people("city-urban-owner").go("/definitions/").says("户外招牌设置", OLD).silent_on("公共场所卫生许可")
    )
    owner.press("修改", inside=owner.page.locator("form[action*=signboard_permit]"))
    put(owner.page, "promised.limit", "马上")
    owner.press("保存并预览").says("有需要改的地方", "写成“3个工作日”")
    put(owner.page, "promised.limit", NEW)
    put(owner.page, "conditions.1.text", CONDITION)
    owner.press("保存并预览").says("预览", OLD, NEW, CONDITION)
    anybody.go(ITEM).says(OLD).silent_on(NEW)
    owner.follow("看差别，送审").says(f"由 “{OLD}” 改为 “{NEW}”", CONDITION, "整份另写", "对申请人的影响")
    put(owner.page, "reason", "上半年九成件一天办结")
    owner.press("保存理由").press("检查并送审").says("这些情景不再成立")
    owner.press("这些情景应当随之改变").says("检查通过", "待审核", "须法制确认")
    link = owner.page.url.removeprefix(fresh_site.url)
    owner.silent_on("审核同意")

    reviewer = people("definition-reviewer").go("/definitions/").says("等您办").follow("修改“户外招牌设置”")
    reviewer.says("上半年九成件一天办结", "情景随之改变", f"由 “{OLD}” 改为 “{NEW}”")
    decide(reviewer, "审核同意", opinion="与统计相符").says("已审核").silent_on("排定发布日期")
    legal = people("definition-legal").go(link)
    decide(legal, "法制确认", opinion="不长于法定时限").says("已确认", "与统计相符")
    decide(reviewer.go(link), "排定发布日期").says("待发布")
    reviewer.until("已发布").says("不长于法定时限")

    anybody.go(ITEM).until(NEW).silent_on(OLD)
    assert fresh_site.ask(
        "SELECT data->'terms'->'limits'->'promised'->>'value' FROM \"case\" WHERE subject = 'signboard_permit'"
    ) == [(OLD[0],)]
    assert promised(fresh_site, "吴示范") == NEW[0]

    refused = fresh_site.run("pack", "apply", "packs/zhaoqing")
    assert refused.returncode == 1
    assert "网页上已经发布" in refused.stderr
    assert NEW in refused.stderr

    people("definition-reviewer-2").go("/definitions/calendar/").says("在用")
    second = people("definition-reviewer-2")
    form = second.page.locator("details.act").first
    form.locator("summary").click()
    form.locator("textarea").fill("先听取意见")
    second.press("提出退回", inside=form).press("检查并送审").says("待审核", f"由 “{NEW}” 改为 “{OLD}”")
    back = second.page.url.removeprefix(fresh_site.url)
    second.silent_on("审核同意")
    decide(reviewer.go(back), "审核同意")
    decide(reviewer, "排定发布日期").until("已发布")
    anybody.go(ITEM).until(OLD).silent_on(NEW)
    assert fresh_site.run("pack", "apply", "packs/zhaoqing").returncode == 0


def test_a_body_of_a_county_changes_its_own_row_only(fresh_site, people):
    owner = people("dz-urban-owner").go("/definitions/").says("户外招牌设置", "通用内容由市级单位维护")
    owner.press("修改", inside=owner.page.locator("form[action*=signboard_permit]")).says(
        "端州区城管局 · 户外招牌设置"
    )
    put(owner.page, "phone", "10007589999")
    owner.press("保存并预览").says("请填写依据。")
    put(owner.page, "source", "端州区政务服务公告（演示）")
    owner.press("保存并预览").says("10007589999").follow("看差别，送审")
    put(owner.page, "reason", "换了电话")
    owner.press("保存理由").press("检查并送审").says("不须法制确认", "10007589999")
    link = owner.page.url.removeprefix(fresh_site.url)
    response = owner.page.request.get(fresh_site.url + link + "items/signboard_permit/")
    assert response.status == 404
    reviewer = people("definition-reviewer").go(link)
    decide(reviewer, "审核同意").says("排定发布日期")


WRONG, AREA = "answers.aera > 3", "members.hygiene_licence.when"


def test_a_theme_is_changed_by_choosing_and_comes_into_force(fresh_site, people):
    owner = (
        people("city-market-owner")
        .go("/definitions/")
        .says("我牵头的一件事", "我要开理发店")
        .silent_on("退休")
    )
    owner.press("修改", inside=owner.page.locator("form[action*=open_barber_shop]")).says("先问申请人什么")
    unfold(owner)
    put(owner.page, f"{AREA}.is", "*")
    put(owner.page, f"{AREA}.text", WRONG)
    owner.page.keyboard.press("Tab")
    owner.page.get_by_text("是不是“area”").first.wait_for()
    owner.press("保存并预览").says("有需要改的地方", "aera")
    unfold(owner)
    put(owner.page, f"{AREA}.is", "answers.area >= ?")
    put(owner.page, f"{AREA}.number", "60")
    put(owner.page, "questions.sign.ask", "门口要挂招牌吗？")
    owner.press("保存并预览").says(
        "门口要挂招牌吗", "分开办", "按这些回答不用办：有限责任公司设立登记、公共场所卫生许可"
    )
    put(owner.page, "a.area", "80")
    owner.press("按这种情况重新看").says("公共场所卫生许可（新办）").follow("看差别，送审")
    owner.says("问法：由“要挂户外招牌吗？”改为“门口要挂招牌吗？”", "由“店里多大面积？ 不少于“")
    put(owner.page, "reason", "小店风险低")
    owner.press("保存理由").press("检查并送审").says("这些情景不再成立").press("这些情景应当随之改变")
    link = owner.says("待审核", "须法制确认").page.url.removeprefix(fresh_site.url)

    reviewer = people("definition-reviewer").go(link).says("不少于 60").silent_on("answers.area")
    decide(reviewer, "审核同意")
    decide(people("definition-legal").go(link), "法制确认")
    decide(reviewer.go(link), "排定发布日期").until("已发布")
    people("").go("/service/themes/open_barber_shop/").until("门口要挂招牌吗")


def test_a_new_theme_begins_from_a_template_and_only_where_one_may(fresh_site, people):
    owner = people("city-market-owner").go("/definitions/").follow("新增一件事")
    put(owner.page, "title", "我要开美甲店")
    put(owner.page, "id", "open_barber_shop")
    put(owner.page, "template", "open_barber_shop")
    owner.press("开始起草").says("已经有人用了")
    put(owner.page, "id", "open_nail_shop")
    owner.press("开始起草").says("我要开美甲店", "先问申请人什么")
    owner.press("保存并预览").says("没有这件事", "要办 3 项")
    link = owner.page.url.removeprefix(fresh_site.url).removesuffix("preview/")
    anybody = people("").page.request
    assert anybody.get(f"{fresh_site.url}/service/themes/open_nail_shop/").status == 404
    neighbour = people("city-urban-owner").page.request
    assert neighbour.get(fresh_site.url + link).status == 404
    assert (
        people("dz-urban-owner").page.request.get(f"{fresh_site.url}/definitions/themes/new/").status == 404
    )


def test_the_people_of_a_theme_are_written_tried_and_brought_back(fresh_site, people):
    owner = people("city-market-owner").go("/definitions/")
    owner.press("修改", inside=owner.page.locator("form[action*=open_barber_shop]"))
    owner.follow("改典型人物的名称、经历和回答").says("李示范，个体开店", "对外举例用", "添一位")
    address = owner.page.url.removeprefix(fresh_site.url)
    put(owner.page, "barber_stall.answers.area", "999999")
    put(owner.page, "New.title", "韦示范，流动摊点")
    owner.press("保存", exact=True).says(
        "有需要改的地方", "何示范，8 平方米的老街小铺 · 店里多大面积？", "不在 1 至 100000 之间"
    )
    field = owner.page.locator("[name='barber_stall.answers.area']")
    assert field.get_attribute("aria-invalid") == "true" and field.input_value() == "999999"
    put(owner.page, "barber_stall.answers.area", "12")
    put(owner.page, "open_barber_shop_1.answers.form", "individual")
    put(owner.page, "open_barber_shop_1.answers.sign", "true")
    owner.press("保存", exact=True).says("已保存。")
    owner.follow("用这一位预览 韦示范").says("户外招牌设置")
    assert owner.page.locator("#persona").input_value() == "open_barber_shop_1"
    put(owner.go(address).page, "barber_stall.keep", "drop")
    owner.press("保存", exact=True).says("去掉的 · “何示范，8 平方米的老街小铺”：情景", "放回来")
    put(owner.page, "barber_stall.keep", "keep")
    owner.press("保存", exact=True).says("已保存。", "8 平方米的老街小铺")
    put(owner.page, "barber_stall.answers.area", "12")
    owner.press("保存", exact=True).follow("看差别，送审").says(
        "回答“店里多大面积？”：由“8”改为“12”", "韦示范，流动摊点"
    )
    owner.page.set_viewport_size(PHONE["viewport"])
    owner.go(address).says("韦示范，流动摊点")
    owner.page.set_viewport_size(DESKTOP["viewport"])
    neighbour = people("city-urban-owner").page.request
    assert neighbour.get(fresh_site.url + address).status == 404


def unfold(walker: Walker) -> None:
    """Open every part of a form."""
    walker.page.evaluate("document.querySelectorAll('details.fold').forEach(d => { d.open = true; })")
