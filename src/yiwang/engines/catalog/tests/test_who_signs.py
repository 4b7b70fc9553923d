"""Who signs may hang on the row: a child of the family does not, and who is not known to be spared does."""

from datetime import date

import pytest

from yiwang.engines.catalog.pure import Catalogue, compile_theme
from yiwang.engines.catalog.tests.factories import BIND, KINDS, worked_example, write
from yiwang.loader import PARAMETER, load

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    files = worked_example()
    theme = files["themes/barber.yaml"]
    theme["parties"]["operator"] |= {
        "cardinality": "many",
        "signs_when": "age_on(parties.operator.birth_date, day) >= 18",
    }
    for member in theme["members"]:
        member["bind"] = {**BIND, "operator": "operator.first"}
    del theme["typical"], files["personas/li.yaml"]
    loaded = load(write(tmp_path_factory.mktemp("packs") / "tiny", files), (PARAMETER, *KINDS))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return Catalogue.of(loaded.world)


def signers(catalogue, *births):
    typed = {("operator", row, "birth_date"): born for row, born in enumerate(births, 1) if born}
    rows = {"operator": len(births)}
    return compile_theme(catalogue, "barber", {}, (), DAY, typed=typed, rows=rows).signers


def test_each_adult_signs_and_no_child(catalogue):
    assert signers(catalogue, "1980-01-01", "2015-01-01", "1985-01-01") == (
        ("operator", 1),
        ("operator", 3),
    )


def test_one_comes_of_age_on_the_birthday(catalogue):
    assert signers(catalogue, "2008-11-23") == (("operator", 1),)
    assert signers(catalogue, "2008-11-24") == ()


def test_whose_age_is_not_known_signs(catalogue):
    assert signers(catalogue, None) == (("operator", 1),)
