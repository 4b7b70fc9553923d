"""The demo city in force, its hall, and who serves there."""

import pytest

from yiwang.engines.applications.tests.conftest import NOW, city, city_for_all, person
from yiwang.foundations.people.public import actor_of
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor

__all__ = ["HALL", "NOW", "acting", "city", "city_for_all", "clerk", "person"]
HALL = "441202-hall"
INTAKE = "441202-hall-reception-intake"


def clerk(username="clerk", post=INTAKE):
    """Somebody who serves at the hall."""
    return actor_of(staff(username, post), now=NOW)


@pytest.fixture
def acting():
    """``acting(actor, act, …)`` does one act in a transaction of the actor's own, as a request would."""

    def act(actor, what, *args, **more):
        with as_actor(actor):
            return what(actor, *args, **more)

    return act
