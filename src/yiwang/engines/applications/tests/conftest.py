"""The demo city's pack in force, and a citizen of it."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from yiwang.foundations.people.public import party_register
from yiwang.foundations.releases.public import forget_current, release_apply, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World, load

REPOSITORY = Path(__file__).parents[5]
NOW = datetime(2027, 1, 12, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@lru_cache(maxsize=1)
def city_world():
    """The demo city, loaded once."""
    loaded = load(REPOSITORY / "packs" / "zhaoqing", import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return _smaller(loaded.world)


def _smaller(world):
    """The city with one county, so that applying it is quick."""
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    kept = ("440000", "441200", "441202")
    kinds["division"] = {code: d for code, d in kinds["division"].items() if code.startswith(kept)}
    for key, tree in kinds["organisations"].items():
        bodies = tuple(b for b in tree.bodies if b.for_divisions or b.division[:6] in kept)
        bodies = tuple(
            b.model_copy(update={"for_divisions": _fitting(b.for_divisions, kept)}) for b in bodies
        )
        kinds["organisations"][key] = tree.model_copy(
            update={"bodies": tuple(b for b in bodies if b.for_divisions or b.division)}
        )
    return World(
        world.pack, kinds, origins=world._origins, assets={path: world._assets[path] for path in world.assets}
    )


def _fitting(divisions, kept):
    return tuple(d for d in divisions if not d[:6].isdigit() or d[:6] in kept)


@pytest.fixture
def city(city_standing, db, tmp_path, settings):
    """The city's release in force; what the test does to it is undone."""
    settings.YIWANG_DATA = city_standing.data or tmp_path / "data"
    return world()


@pytest.fixture
def city_for_all(transactional_db, tmp_path, settings):
    """The same, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    release_apply(city_world())
    yield world()
    forget_current()


def person(name, number, phone="", birth=None):
    """A registered demo person, and who she is when signed in."""
    with as_actor(system_actor("tests")):
        party = party_register(
            system_actor("tests"), kind="person", name=name, id_kind="citizen_id", id_number=number,
            phone=phone,
            birth=birth, is_demo=True,
        ).id  # fmt: skip
    return Actor(audience="citizen", hat=f"party:{party}", hat_label=name, parties=(party,))
