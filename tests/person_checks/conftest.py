"""The stand-in as on a demo site, and a draft of the sale of a house in the demo city."""

import pytest

from yiwang.adapters.person_check.stand_in import DemoPersonCheck
from yiwang.engines.applications.tests.conftest import city
from yiwang.engines.applications.tests.test_several_signers import house, house_standing
from yiwang.engines.person_checks.services import providers

__all__ = ["city", "house", "house_standing"]


@pytest.fixture
def told(monkeypatch, settings):
    """The stand-in is the provider, as on a demo site."""
    settings.YIWANG_DEMO = True
    held = DemoPersonCheck()
    monkeypatch.setattr(providers, "_providers", [held])
    return held
