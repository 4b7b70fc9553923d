"""What every test shares: a rolled-back release is not remembered by the next test."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _no_release_remembered():
    yield
    releases = sys.modules.get("yiwang.foundations.releases.selectors")
    if releases is not None:
        releases.forget_current()
