"""An expired licence is used for nothing: neither its face nor the material it stood for."""

from datetime import timedelta

import pytest

from yiwang.engines.licences.public import licence_held
from yiwang.engines.licences.tests.conftest import city, data_folder, holder
from yiwang.engines.licences.tests.factories import TODAY, citizen, issued, world
from yiwang.foundations.scope.public import as_actor

__all__ = ["city", "data_folder", "holder"]
pytestmark = pytest.mark.django_db


def held(holder, day):
    with as_actor(citizen(holder)):
        return list(licence_held([holder.id], day, world()))


def test_an_expired_licence_prefills_nothing_and_stands_for_no_material(holder):
    issued(holder, valid_until=TODAY)
    assert len(held(holder, TODAY)) == 1
    assert held(holder, TODAY + timedelta(days=1)) == []
