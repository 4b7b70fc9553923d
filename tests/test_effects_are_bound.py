"""Every effect that case types may name is bound by some app of the site."""

from yiwang.engines.cases.public import bound_effects
from yiwang.engines.cases.pure import EFFECT_IDS


def test_declared_effects_are_those_bound():
    assert bound_effects() == EFFECT_IDS.keys()
