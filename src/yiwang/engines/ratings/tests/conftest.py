"""The small city in force."""

import pytest

from yiwang.foundations.releases.public import forget_current, release_apply

from .world import small_city


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The world of the small city, loaded once."""
    return small_city(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def city(db, small, tmp_path, settings):
    """Its release, gone with the test's transaction."""
    settings.YIWANG_DATA = tmp_path / "data"
    release_apply(small)
    yield
    forget_current()


@pytest.fixture
def city_for_all(transactional_db, small, tmp_path, settings):
    """The same, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    release_apply(small)
    yield
    forget_current()
