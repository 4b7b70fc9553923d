"""Divisions come from the pack; zones and statistical units are told apart; what is dropped stays known."""

import pytest

from yiwang.foundations.divisions.definitions import DIVISION, DivisionRow
from yiwang.foundations.divisions.pure import DivisionTree, Level
from yiwang.foundations.divisions.selectors import (
    division_get,
    division_names,
    division_path,
    divisions_under,
)
from yiwang.foundations.divisions.services import divisions_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, system_actor
from yiwang.loader import PackInfo, World

ROWS = [
    ("440000000000", "广东省", "", "province", "ordinary"),
    ("441200000000", "肇庆市", "440000000000", "prefecture", "ordinary"),
    ("441284000000", "四会市", "441200000000", "county", "ordinary"),
    ("441284001000", "城中街道", "441284000000", "town", "ordinary"),
    ("441284450000", "高新区", "441284000000", "town", "zone"),
    ("441284400000", "监狱", "441284000000", "town", "statistical"),
]


def world(rows=ROWS):
    keys = ("id", "name", "parent", "level", "kind")
    made = {row[0]: DivisionRow(**dict(zip(keys, row, strict=True))) for row in rows}
    return World(PackInfo("p", "1", "示例"), {"division": made})


def apply(made):
    with as_actor(system_actor("test")):
        divisions_apply(made)


@pytest.mark.django_db
def test_everybody_reads_the_path_from_the_top_down():
    apply(world())
    with as_actor(PUBLIC):
        assert [row.name for row in division_path("441284001000")] == [
            "广东省",
            "肇庆市",
            "四会市",
            "城中街道",
        ]
        assert division_names(["441284000000", "000000000000"]) == {"441284000000": "四会市"}


@pytest.mark.django_db
def test_statistical_units_appear_only_where_asked_for():
    apply(world())
    towns = divisions_under("441284000000", level=Level.TOWN)
    assert [row.name for row in towns] == ["城中街道", "高新区"]
    assert [row.name for row in divisions_under("441284000000", level=Level.TOWN, zones=False)] == [
        "城中街道"
    ]
    assert divisions_under("441284000000", level=Level.TOWN, statistical=True).count() == 3


@pytest.mark.django_db
def test_a_division_no_longer_in_the_pack_stays_known_but_is_not_offered():
    apply(world())
    apply(world(ROWS[:3]))
    assert not division_get("441284001000").is_current
    assert divisions_under("441284000000").count() == 1
    apply(world())
    assert division_get("441284001000").is_current


@pytest.mark.django_db
def test_applying_twice_changes_nothing():
    apply(world())
    apply(world())
    assert divisions_under("440000000000", statistical=True).count() == len(ROWS)


def test_a_zone_is_named_under_the_city_not_under_the_county_around_it():
    tree = DivisionTree.of(world())
    assert tree.full_name("441284450000") == "肇庆市高新区"
    assert tree.full_name("441284001000") == "肇庆市四会市城中街道"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("441284001000", "城中街道", "441284000000", "county", "ordinary"), "division.level"),
        (("441284001000", "城中街道", "441299000000", "town", "ordinary"), "division.parent"),
    ],
)
def test_a_wrong_row_is_told_with_what_to_do(row, code):
    made = world([*ROWS[:3], row])
    complaints = list(DIVISION.check(made.get("division", row[0]), made))
    assert [one.code for one in complaints] == [code]
    assert all(one.mend for one in complaints)
