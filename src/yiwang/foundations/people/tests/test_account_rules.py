"""What a pack may not say about accounts is told to its author."""

import pytest

from yiwang.foundations.people.pure import ACCOUNT_RULES
from yiwang.loader import PackInfo, World

from .factories import rules


def codes(held):
    return {one.code for one in ACCOUNT_RULES.check(held, World(PackInfo("small", "1", "小城"), {}))}


def test_sound_rules_are_not_commented():
    assert codes(rules()) == set()


@pytest.mark.parametrize("word", ["admin.system", "admin.security", "admin.audit"])
def test_an_emergency_look_gives_no_administrators_right(word):
    held = rules()
    emergency = held.emergency.model_copy(update={"may": ("case.read", word)})
    assert codes(held.model_copy(update={"emergency": emergency})) == {"account_rules.may"}


def test_nobody_is_reminded_before_it_begins():
    assert codes(rules(days=7, remind_days=7)) == {"account_rules.remind"}
