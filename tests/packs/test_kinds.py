"""The kinds of all owners fit together, and their schemas in the repository are the present ones."""

import importlib.util
import json
import pkgutil
from pathlib import Path

import pytest

from yiwang import engines, foundations
from yiwang.loader import Kind, load, plain
from yiwang.loader.annotations import refs_of
from yiwang.loader.schemas import schemas
from yiwang.site.kinds import KINDS

ROOT = Path(__file__).parents[2]
PACKS = sorted(path.parent for path in (ROOT / "packs").glob("*/pack.yaml"))


def test_names_and_words_are_each_one_kinds_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.called for kind in KINDS}) == len(KINDS)


def test_every_reference_names_a_known_kind():
    known = {kind.name for kind in KINDS}
    unknown = {(kind.name, name) for kind in KINDS for ref in refs_of(kind.model) for name in ref.kinds}
    assert not {pair for pair in unknown if pair[1] not in known}


def test_no_file_belongs_to_two_kinds():
    for pack in PACKS:
        for path in pack.rglob("*.*"):
            holders = [kind.name for kind in KINDS if kind.holds(path.relative_to(pack).as_posix())]
            assert len(holders) < 2, (path, holders)


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_pack_in_the_repository_checks_clean(pack):
    result = load(pack, KINDS)
    assert result.world is not None, "\n".join(problem.sentence() for problem in result.problems)


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_definitions_survive_being_stored(pack):
    """A release stores plain values; its worlds must read back what was applied."""
    world = load(pack, KINDS).world
    for kind in KINDS:
        for definition in world.all(kind).values():
            stored = json.loads(json.dumps(plain(definition), ensure_ascii=False))
            assert kind.model.model_validate(stored) == definition


@pytest.fixture(scope="module")
def present():
    """The schemas as the models make them now."""
    return schemas(KINDS)


@pytest.mark.parametrize("name", ["pack", *(kind.name for kind in KINDS)])
def test_the_schema_in_the_repository_is_the_present_one(name, present):
    held = json.loads((ROOT / "schemas" / f"{name}.json").read_text())
    assert held == present[name], "运行 make snap"


def test_no_schema_is_left_over():
    assert {path.stem for path in (ROOT / "schemas").glob("*.json")} == {
        "pack",
        *(kind.name for kind in KINDS),
    }


def test_no_owners_kind_is_forgotten():
    """Every kind that an app shows in its ``pure`` is gathered."""
    shown = {
        (app.name, name)
        for storey in (foundations, engines)
        for app in pkgutil.iter_modules(storey.__path__)
        for name, held in vars(_pure(storey, app.name)).items()
        if isinstance(held, Kind) and held not in KINDS
    }
    assert not shown


def _pure(storey, app):
    name = f"{storey.__name__}.{app}.pure"
    return importlib.import_module(name) if importlib.util.find_spec(name) else storey
