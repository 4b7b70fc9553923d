"""A clock's light follows from the clock and now."""

from datetime import UTC, datetime, timedelta

import pytest

from yiwang.kernel.lights import Light, clock_light

DUE = datetime(2026, 10, 15, 9, tzinfo=UTC)
WARN = DUE - timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "now", "light"),
    [
        ("running", WARN - timedelta(seconds=1), Light.ON_TRACK),
        ("running", WARN, Light.DUE_SOON),
        ("running", DUE, Light.DUE_SOON),
        ("running", DUE + timedelta(seconds=1), Light.OVERDUE),
        ("paused", DUE + timedelta(days=9), Light.PAUSED),
        ("met", DUE + timedelta(days=9), Light.ON_TRACK),
        ("breached", DUE - timedelta(days=9), Light.OVERDUE),
        ("void", DUE + timedelta(days=9), Light.PAUSED),
    ],
)
def test_the_light_of_a_clock(state, now, light):
    assert clock_light(state, DUE, WARN, now) is light


def test_a_clock_without_end_or_warning_stays_green():
    assert clock_light("running", None, None, DUE) is Light.ON_TRACK
    assert clock_light("running", DUE, None, DUE) is Light.ON_TRACK


def test_every_light_differs_in_sign_and_word_not_only_in_colour():
    for attribute in ("sign", "word", "colour", "key"):
        assert len({getattr(light, attribute) for light in Light}) == len(Light)
