"""A household of three adults and a child asks for aid: each adult authorises for himself, on his own phone."""

import re

import pytest

from .applying import sign, sign_in
from .test_open_a_barber_shop import choose

pytestmark = pytest.mark.browser
THEME = "社会救助"
HANDED_IN = "SELECT count(*) FROM submission WHERE target = 'social_aid'"
WHY = "想先问清楚要核对哪些账户"


@pytest.fixture(scope="module")
def draft(live_site):
    """The application, filled in by the head of the household."""
    return live_site.python("tests.journeys.household").splitlines()[-1].strip()


def my_part(walk, name):
    """What somebody finds who was asked to sign: his own part."""
    walker = sign_in(walk(name).go("/accounts/sign-in/"), name)
    mine = walker.page.locator("section", has=walker.page.locator("#mine"))
    return walker.go("/service/").follow(THEME, inside=mine)


def test_every_adult_signs_for_himself_one_refuses_first_and_the_child_is_not_asked(walk, live_site, draft):
    head = sign_in(walk("蔡示范").go("/accounts/sign-in/"), "蔡示范")
    head.go(f"/service/drafts/{draft}/check/").silent_on("还差这些").follow("没有问题")
    head.says("江示范", "蔡老示范").silent_on("蔡小示范")
    sign(head, "签名").says("正在等", "蔡老示范", "江示范")
    waiting = head.page.url

    wife = my_part(walk, "江示范").says("江示范").silent_on("示范银行端州支行", "重病")
    wife.follow("没有问题")
    wife.page.locator("summary", has_text="我不同意").click()
    wife.page.locator("#f-reason").fill(WHY)
    wife.press("不同意签名")
    head.go(waiting.removeprefix(head.site)).says("不同意", WHY)
    assert live_site.ask(HANDED_IN) == [(0,)]

    father = choose_large(my_part(walk, "蔡老示范").says("蔡老示范").silent_on("示范银行端州支行", "打零工"))
    sign(father.follow("没有问题"), "签名").says("已签名")
    assert live_site.ask(HANDED_IN) == [(0,)]

    wife.go(f"/service/drafts/{draft}/sign/")
    sign(wife, re.compile("签名")).says("已签名")
    sign(head.go(waiting.removeprefix(head.site))).says("已提交", THEME)
    assert live_site.ask(HANDED_IN) == [(1,)]
    asked = "SELECT count(*) FROM draft_signature WHERE draft_id = %s AND state = 'signed'"
    assert live_site.ask(asked, draft) == [(3,)]


def choose_large(walker):
    """The page in large letters, as an old man keeps it."""
    choose(walker, "长者版")
    return walker
