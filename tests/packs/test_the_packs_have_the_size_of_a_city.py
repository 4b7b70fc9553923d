"""The definitions of the demo city are those of a city, not of an example; every theme has scenarios of its own."""

from collections import Counter

import pytest

from yiwang.engines.applications.tests.conftest import city_world
from yiwang.engines.catalog.pure import ELEMENT, ITEM, MATERIAL, THEME
from yiwang.site.scenarios import SCENARIO

LEAST = {ITEM: 90, ELEMENT: 260, MATERIAL: 130, THEME: 16}
SCENARIOS, SCENARIOS_A_THEME = 70, 5


@pytest.mark.parametrize("kind", LEAST, ids=lambda kind: kind.name)
def test_there_are_as_many_definitions_as_promised(kind):
    assert len(city_world().all(kind)) >= LEAST[kind]


def test_every_theme_is_held_by_scenarios():
    files = city_world().all(SCENARIO).values()
    held = Counter({file.theme: 0 for file in files})
    for file in files:
        held[file.theme] += len(file.scenarios)
    assert held.total() >= SCENARIOS
    assert {name for name in city_world().all(THEME) if held[name] < SCENARIOS_A_THEME} == set()


def test_what_can_be_refused_by_law_names_review_and_lawsuit():
    """行政许可 and 行政确认 (power types 01, 07) in the themes for enterprises."""
    themes = [theme for theme in city_world().all(THEME).values() if theme.subject == "enterprise"]
    items = {member.item for theme in themes for member in theme.members}
    silent = [
        name
        for name in items
        if (item := city_world().get(ITEM, name)).power_type in ("01", "07") and not item.remedies.review
    ]
    assert sorted(silent) == []
