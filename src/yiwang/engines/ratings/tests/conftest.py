"""The small city in force."""

import pytest

from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.releases.tests.standing import release_standing

from .world import small_city


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The world of the small city, loaded once."""
    return small_city(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def small_standing(small, django_db_setup, django_db_blocker):
    """It, in force for all tests of a module."""
    with release_standing(django_db_blocker.unblock, small) as held:
        yield held


@pytest.fixture
def city(small_standing, db, tmp_path, settings):
    """It is in force; what the test does to it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"


@pytest.fixture
def city_for_all(transactional_db, small, tmp_path, settings):
    """The same, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    release_apply(small)
    yield
    forget_current()
