"""A database in which the national case types, roles and calendar are in force."""

import shutil
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import load

from .world import REPOSITORY


def national_world(folder: Path):
    """The national pack without what cases do not need."""
    china, pack = REPOSITORY / "packs" / "china", folder / "china"
    for name in ("case-types", "calendars", "parameters"):
        shutil.copytree(china / name, pack / name)
    for name in ("roles.yaml", "pack.yaml"):
        shutil.copy(china / name, pack / name)
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@pytest.fixture
def applied(national_standing, db, tmp_path, settings):
    """The release in force; what the test does to it is undone."""
    settings.YIWANG_DATA = national_standing.data or tmp_path / "data"
    return national_standing.release


@pytest.fixture
def applied_for_all(transactional_db, national, tmp_path, settings):
    """The same, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    release = release_apply(national)
    yield release
    forget_current()
