"""Every text message makes sense without its link: which matter, which number, what to do, whom to call.

A sentence whose value is missing is left out, so what a message promises stands in sentences that can always be
filled: they use nothing but what every notice of its kind is given.
"""

import re

import pytest

from yiwang.engines.applications.tests.conftest import REPOSITORY
from yiwang.loader import load
from yiwang.site.kinds import KINDS

PACKS = ("china", "zhaoqing", "zengcheng", "_template")
TITLES, WITHOUT_A_NUMBER = {"matter", "title", "results"}, "没有办件编号"
SOMETIMES = {"due", "until", "supply_by", "carrier_number", "place", "code", "reason", "unit"}
"""Values that are not always there; a sentence with one of these may be left out."""
TO_DO = ("请", "不用做什么", "回复", "可以", "没有收到")
WITHOUT_A_SCREEN = ("窗口", "拨")
LONGEST = 200
ON_DUTY = "您值班"
"""How messages to people at work begin. Others may read over their shoulder: they name the kind of matter, no title."""


def messages():
    """Every text message of every pack: its pack and id, and its sentences."""
    for pack in PACKS:
        world = load(REPOSITORY / "packs" / pack, KINDS).world
        for key, notice in world.all("notice_template").items():
            if notice.sms:
                yield pytest.param(notice.sms, id=f"{pack}-{key}")
        for rules in world.all("voice_rules").values():
            yield pytest.param((rules.stuck.code_text,), id=f"{pack}-voice-code")
            yield pytest.param((rules.stuck.answered_text,), id=f"{pack}-voice-answered")


def holes(text):
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("sentences", list(messages()))
def test_a_text_message_makes_sense_without_its_link(sentences):
    needed = {"code"} if any("验证码 {code}" in one or "回复“{code}" in one for one in sentences) else set()
    kept = "".join(one for one in sentences if not holes(one) & (SOMETIMES - needed)) or "".join(sentences)
    whole = "".join(sentences)
    assert any(word in whole for word in TO_DO), "它没有说要做什么。"
    assert "http" not in whole and len(whole) <= LONGEST
    if whole.startswith(ON_DUTY):
        assert "number" in holes(kept) and not holes(whole) & TITLES
        return
    assert holes(kept) & TITLES, "它没有说是哪件事。"
    assert "number" in holes(kept) or WITHOUT_A_NUMBER in kept, "它没有写办件编号。"
    assert "hotline" in holes(kept), "它没有写拨哪个电话。"
    assert all("登录" not in one or any(word in one for word in WITHOUT_A_SCREEN) for one in sentences), (
        "只说了登录，没有说不上网怎么办。"
    )


def test_every_pack_names_the_number_to_call():
    for pack in PACKS:
        assert "service_hotline" in load(REPOSITORY / "packs" / pack, KINDS).world.all("parameter")
