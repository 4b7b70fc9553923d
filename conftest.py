"""What every test shares: which release stands, and that laws are tried, not timed."""

import os
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

LAWS = int(os.environ.get("LAWS", "40"))
"""Examples of each law that asks for no other number; ``make fuzz`` tries many more."""

settings.register_profile(
    "yiwang", deadline=None, max_examples=LAWS, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("yiwang")


LONG = (
    "tests/journeys/test_editors", "src/yiwang/site/database/tests/test_supervisor",
    "tests/journeys/test_open_a_barber_shop", "tests/permissions", "tests/docs/test_tour", "tests/journeys",
    "tests/concurrency", "tests/packs", "tests/query_counts", "src/yiwang/site",
)  # fmt: skip
"""Where tests are few and long. They begin first, so that of two processes neither waits for the other's last file.

The first makes the live site that all others copy; meanwhile the second tries what needs none.
"""


WORLDS = (
    "city_standing", "national_standing", "charging_standing", "elsewhere_standing", "small_standing",
    "old_standing",
)  # fmt: skip
"""What stands for tests of many files."""

DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "django_db_blocker"})
"""Who asks for one of these touches the database; other tests neither see what stands nor disturb it."""


def pytest_collection_modifyitems(items):
    """The long ones first, and files with most tests: the barber's shop needs a city in which nothing happened yet.

    Among the others those that stand on the same world follow one another: it is applied once for them all.
    """
    many = Counter(item.path for item in items)
    rank = {path: _rank(item.nodeid) for item in items if (path := item.path)}
    worlds = {item.path: name for item in items for name in WORLDS if name in item.fixturenames}
    items.sort(key=lambda item: (rank[item.path], worlds.get(item.path, ""), -many[item.path]))


def _rank(nodeid):
    return next((place for place, name in enumerate(LONG) if nodeid.startswith(name)), len(LONG))


@pytest.fixture(scope="session", autouse=True)
def _passwords_hash_at_once():
    """Half a second a password is right for a site; tests make officers by the hundred."""
    from django.conf import settings
    from django.contrib.auth import hashers

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()


@pytest.fixture(scope="module")
def city_standing(django_db_setup, django_db_blocker):
    """The demo city in force for all tests of a module; ``city`` of the applications is what tests ask for."""
    from yiwang.engines.applications.tests.conftest import city_world
    from yiwang.foundations.releases.tests.standing import release_standing

    with release_standing(django_db_blocker.unblock, city_world()) as held:
        yield held


@pytest.fixture(scope="session")
def national(tmp_path_factory):
    """What cases need of the national pack, loaded once."""
    from yiwang.engines.cases.tests.conftest import national_world

    return national_world(tmp_path_factory.mktemp("national"))


@pytest.fixture(scope="module")
def national_standing(national, django_db_setup, django_db_blocker):
    """It, in force for all tests of a module; ``applied`` of the cases is what tests ask for."""
    from yiwang.foundations.releases.tests.standing import release_standing

    with release_standing(django_db_blocker.unblock, national) as held:
        yield held


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What stands is there for the tests that ask for it; others see nothing of it, and may commit."""
    shared = sys.modules.get("yiwang.foundations.releases.tests.standing")
    if shared is None:
        return
    if any(name.endswith("_standing") for name in item.fixturenames):
        if shared.Standing.latest:
            shared.Standing.latest.rise()
    elif item.get_closest_marker("django_db") or not DATABASE.isdisjoint(item.fixturenames):
        shared.fall()


@pytest.fixture(autouse=True)
def _no_release_remembered():
    """A release that was rolled back is not remembered by the next test."""
    yield
    releases = sys.modules.get("yiwang.foundations.releases.selectors")
    if releases is not None:
        releases.forget_current()
