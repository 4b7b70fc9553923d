"""What every test shares: a rolled-back release is not remembered by the next test; laws are tried, not timed."""

import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("yiwang", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("yiwang")


@pytest.fixture(autouse=True)
def _no_release_remembered():
    yield
    releases = sys.modules.get("yiwang.foundations.releases.selectors")
    if releases is not None:
        releases.forget_current()
