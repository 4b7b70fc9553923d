"""Handing in sinks to towns and villages; receiving is bound to the item and to the place."""

from datetime import date

import pytest

from yiwang.engines.catalog.pure import handed_in_at, handed_out_at, may_receive, places
from yiwang.engines.catalog.tests.placed import (
    HILL,
    LAKE,
    NORTH,
    SOUTH,
    VILLAGE,
    placed_catalogue,
    placed_files,
)

DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return placed_catalogue(tmp_path_factory.mktemp("placed"))


def names(spots):
    return {spot.kind: spot.name for spot in spots}


def test_where_to_hand_in_is_named_once_the_place_is_known(city):
    held, item = places(city.world), city.items["sign"]
    assert names(handed_in_at(held, item, "", DAY)) == {"online": "", "hall": "", "town": "", "village": ""}
    assert names(handed_in_at(held, item, HILL, DAY)) == {
        "online": "", "hall": "北县政务服务中心", "town": "山镇便民服务中心", "village": "山镇各党群服务中心",
    }  # fmt: skip
    assert names(handed_in_at(held, item, VILLAGE, DAY))["village"] == "山脚村党群服务中心"
    assert names(handed_in_at(held, item, NORTH, DAY))["town"] == ""


def test_the_result_is_given_out_by_the_deciding_body_with_its_address(city):
    held, item = places(city.world), city.items["sign"]
    body, mail = handed_out_at(held, item, LAKE, DAY)
    assert (body.name, body.address, body.window) == ("北县市场监管局", "示例市北县大厅", "北县综合窗口")
    assert (mail.kind, mail.name) == ("mail", "")


@pytest.mark.parametrize(
    ("unit", "place", "may"),
    [
        ("990101-hall", HILL, True),
        ("990101001-town-hall", HILL, True),
        ("990101001-town-hall", VILLAGE, True),
        ("990101001201-village", VILLAGE, True),
        ("990101-market-approval", HILL, True),
        ("990101002-town-hall", HILL, False),
        ("990101001201-village", HILL, False),
        ("990102-hall", HILL, False),
        ("990101-police-approval", HILL, False),
        ("990101001-government-service", HILL, False),
        ("nowhere", HILL, False),
    ],
)
def test_a_counter_receives_for_its_own_place_only(city, unit, place, may):
    assert may_receive(places(city.world), city.items["sign"], unit, place, DAY) is may


def test_a_counter_receives_only_what_the_item_lets_it(tmp_path):
    files = placed_files()
    files["items/a/sign.yaml"]["receive"] = [{"place": "online"}, {"place": "hall"}]
    files["items/a/sign.yaml"]["cross_region"] = ["city"]
    city = placed_catalogue(tmp_path, files)
    held, item = places(city.world), city.items["sign"]
    assert not may_receive(held, item, "990101001-town-hall", HILL, DAY)
    assert may_receive(held, item, "990102-hall", HILL, DAY), "any hall of the city, as the item says"
    assert may_receive(held, city.items["seal"], "990102-hall", SOUTH, DAY)


def test_the_unit_a_power_was_delegated_to_receives_what_it_decides(tmp_path):
    from yiwang.engines.catalog.tests.placed import DELEGATION

    city = placed_catalogue(tmp_path, placed_files(seals=DELEGATION))
    held, item = places(city.world), city.items["seal"]
    assert may_receive(held, item, "990101001-government-service", HILL, DAY)
    assert not may_receive(held, item, "990101001-government-service", HILL, date(2027, 1, 1))
