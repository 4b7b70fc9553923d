"""Who of a committee fits a dispute: on duty, speaking the language, at home in the matter."""

from datetime import datetime, time

import pytest

from yiwang.loader import World
from yiwang.nets.governance.mediation.definitions import Duty, Mediator, mediator_complaints
from yiwang.nets.governance.mediation.domain.mediators import Fit, Shift, best_first, on_duty
from yiwang.nets.governance.mediation.selectors.mediators import mediators_for

from .world import HEAD, MEDIATOR, NOW, asked, case_of, city_world, hat, under

DAY = Shift(frozenset({1, 2}), time(8), time(18))
MONDAY = datetime.fromisoformat("2026-11-23T00:00+08:00")


@pytest.mark.parametrize("hour, covered", [(7, False), (8, True), (17, True), (18, False)])
def test_hours_of_duty_begin_with_the_first_and_end_before_the_last(hour, covered):
    assert on_duty([DAY], MONDAY.replace(hour=hour)) is covered
    assert not on_duty([DAY], MONDAY.replace(day=25, hour=hour)) and on_duty([], MONDAY)


def test_on_duty_comes_before_language_and_language_before_matter():
    fits = [
        Fit("a", "a", False, True, True),
        Fit("b", "b", True, False, True),
        Fit("c", "c", True, True, False),
    ]
    assert [fit.post for fit in best_first(fits)] == ["c", "b", "a"]


@pytest.mark.parametrize("more, field", [
    ({"post": "nobody"}, "post"), ({"types": ("x",)}, "types"), ({"languages": ("x",)}, "languages"),
    ({"duty": (Duty(**{"days": (8,), "from": time(8), "until": time(9)}),)}, "duty"),
    ({"duty": (Duty(**{"days": (1,), "from": time(22), "until": time(6)}),)}, "duty"),
])  # fmt: skip
def test_what_is_wrong_with_an_entry_is_told(more, field):
    held = Mediator(**{"id": "x", "post": MEDIATOR, **more})
    assert isinstance(city_world(), World)
    assert [one.code for one in mediator_complaints(held, city_world())] == [f"mediator.{field}"]


@pytest.mark.django_db
def test_the_sheet_lists_those_of_the_committee_best_first(city):
    made, _ = asked(language="cantonese", type="damage")
    fits = under(hat(MEDIATOR), lambda actor, now: mediators_for(case_of(made), now=now))
    assert [fit.post for fit in fits] == [MEDIATOR, HEAD] and fits[0].knows and not fits[1].speaks
    assert NOW.hour == 10 and fits[0].on_duty
