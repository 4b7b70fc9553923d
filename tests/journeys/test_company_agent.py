"""An agent of several firms: asked by each on a phone, held to the one matter, until a day; what ended is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from .applying import agree, fill_in, hand_in, sign, sign_in
from .handling import wear

pytestmark = pytest.mark.browser
BEAUTY, FACTORY, TECH = "肇庆市示范美发有限公司", "肇庆市示范制造有限公司", "肇庆市示范科技有限公司"
AGENT = ("吴示范", "441299198806250415")
ITEM = "基本医疗保险参保单位登记"
FIRM = {
    "company.shop_name": BEAUTY, "company.uscc": "914412997662318495", "company.division": "441202001000",
    "company.business_address": "示范路8号（演示）", "company.insured_count": "3", "company.liaison_name": "王示范",
    "company.liaison_phone": "10000000002",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def asked(live_site):
    """Two other firms asked him before."""
    live_site.python("tests.journeys.mandated")


def entrust(head):
    """On the phone of a firm's legal representative: begin, and ask the agent to go on with it."""
    wear(sign_in(head.go("/accounts/sign-in/"), "王示范").go("/service/"), BEAUTY)
    head.go("/service/items/medical_unit_registration/").press("开始", inside=head.page.locator("form#start"))
    draft = head.page.url.split("/drafts/")[1].split("/")[0]
    head.go(f"/service/drafts/{draft}/check/").follow("请人代办这一件").says("只看得到、办得了这一件")
    head.page.locator("#name").fill(AGENT[0])
    head.page.locator("#number").fill(AGENT[1][:-1] + "0")
    head.page.locator("#last_day").fill(str(timezone.localdate() + timedelta(days=10)))
    head.press("委托", exact=True).says("照证件填写")
    head.page.locator("#number").fill(AGENT[1])
    head.press("委托", exact=True).says("已委托", "只办这一件", "有效")
    return draft


def test_an_agent_acts_for_one_firm_after_the_other_and_sees_each_one_s_one_matter_only(walk, live_site):
    draft = entrust(walk("王示范"))
    agent = sign_in(walk("代办人").go("/accounts/sign-in/"), "吴示范")
    agent.go("/service/mine/").follow("代办委托").says(BEAUTY, FACTORY, TECH, "自动失效", "已到期")
    agent.press(BEAUTY).says(ITEM)
    assert "受托代办，至" in agent.page.locator("header").inner_text()
    assert live_site.ask("SELECT count(*) FROM draft WHERE state = 'open'")[0][0] >= 3
    mine = agent.page.locator("section", has=agent.page.locator("#mine"))
    assert mine.locator("li").count() == 1
    agent.follow(ITEM, inside=mine)
    if "/consent/" in agent.page.url:
        agree(agent)
    fill_in(agent, FIRM, choose=True)
    hand_in(agent)
    agent.follow("继续").silent_on("还差这些", "请人代办这一件").follow("没有问题")
    sign(agent).says("已提交")
    by = "SELECT count(*) FROM case_party p JOIN mandate m ON m.id = p.mandate_id WHERE m.matter = %s"
    assert live_site.ask(by, draft)[0][0] >= 1

    wear(agent.go("/service/"), FACTORY).says(ITEM)
    agent.may_fail = (404,)
    agent.go(f"/service/drafts/{draft}/check/").says("没有这个页面")
    live_site.ask("UPDATE mandate SET until = now() WHERE ground LIKE '网上委托%%' AND until > now()")
    agent.go("/service/mandates/").says(TECH, FACTORY, BEAUTY, "已到期").silent_on("换成这个身份去办", "有效")
    assert "受托代办" not in agent.page.locator("header").inner_text()
