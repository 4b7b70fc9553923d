"""Learning rules of a pack: nothing goes on without a person unless somebody stands behind it."""

from types import SimpleNamespace

import pytest

from yiwang.engines.learning.definitions import LearningRules, learning_complaints

VALUE = {"unit": "件", "source": "本平台的假定值", "status": "assumed"}
ACTS = {"act": "dispatch", "field": "unit", "note": "note"}
BASIS = {"precision": 0.95, "at_least": 100, "source": "某市〔2027〕1 号", "status": "published",
         "text_version": "印发稿", "checked_on": "2027-01-05"}  # fmt: skip


def rules(**more):
    limits = {"look_back": 730, "held_back": 4, "shared": 5, "fewest": 10, "show_from": 0.3}
    held = {name: {"value": value, **VALUE} for name, value in limits.items()}
    return LearningRules(id="hotline", title="热线诉求", **{**held, "acts": ACTS, **more})


def world(system="learnt"):
    act = SimpleNamespace(data={"unit": object()}, by=[SimpleNamespace(system=system)])
    types = {"hotline_demand": SimpleNamespace(acts={"dispatch": act})}
    return SimpleNamespace(all=lambda kind: types)


def complaints(held, **more):
    return [one.code.removeprefix("learning.") for one in learning_complaints(held, world(**more))]


def test_off_by_default_is_fine():
    assert rules().alone == {} and complaints(rules()) == []


def test_switched_on_with_a_basis_and_an_act_is_fine():
    assert complaints(rules(alone={"c0108": BASIS})) == []


@pytest.mark.parametrize("basis", [
    {"status": "assumed"}, {"text_version": ""}, {"checked_on": None}, {"source": " "},
])  # fmt: skip
def test_switched_on_without_a_basis_is_complained_of(basis):
    assert complaints(rules(alone={"c0108": BASIS | basis})) == ["alone_without_basis"]


def test_switched_on_without_an_act_is_complained_of():
    assert complaints(rules(alone={"c0108": BASIS}, acts=None)) == ["alone_without_act"]
    assert complaints(rules(alone={"c0108": BASIS}), system="clock") == ["alone_not_offered"]


@pytest.mark.parametrize("wrong", [{"precision": 0.5}, {"precision": 1.1}, {"at_least": 19}])
def test_a_coin_or_a_handful_is_no_basis(wrong):
    with pytest.raises(ValueError, match=r"precision|at_least"):
        rules(alone={"c0108": BASIS | wrong})


def test_limits_that_would_learn_single_callers_or_are_no_probability():
    assert complaints(rules(shared={"value": 2, **VALUE})) == ["shared"]
    assert complaints(rules(show_from={"value": 30, **VALUE})) == ["show_from"]
