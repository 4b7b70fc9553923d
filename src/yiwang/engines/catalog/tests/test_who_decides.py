"""Level, place, zones, delegations with their days, and what the deciding body says of an item."""

from datetime import date

import pytest

from yiwang.engines.catalog.pure import compile_theme, places
from yiwang.engines.catalog.tests.placed import (
    CITY,
    DELEGATION,
    HILL,
    LAKE,
    NORTH,
    SOUTH,
    ZONE,
    placed,
    placed_catalogue,
    placed_files,
)

DAY = date(2026, 6, 1)
ANSWERS = {"form": "individual", "sign": "true", "seal": "true", "area": "30"}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return placed_catalogue(tmp_path_factory.mktemp("placed"))


def decided(city, item, place, day=DAY):
    return places(city.world).deciding(city.items[item], place, day)


def compiled(city, place="", day=DAY):
    typed = {("shop", None, "division"): place} if place else {}
    return compile_theme(city, "barber", ANSWERS, (), day, typed=typed)


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        (LAKE, "990101-market-approval"),
        (NORTH, "990101-market-approval"),
        (CITY, "990100-market-approval"),
        (ZONE, "990102400-market-approval"),
        ("999999000000", None),
    ],
)
def test_the_body_of_the_items_level_decides_and_a_function_zone_has_its_own(city, place, unit):
    found = decided(city, "registration", place)
    assert (found.unit if found else None) == unit


def test_an_exception_of_the_item_goes_before_the_zones_own_body(tmp_path):
    files = placed_files()
    files["items/a/seal.yaml"]["jurisdiction"]["exceptions"] = {ZONE: SOUTH}
    city = placed_catalogue(tmp_path, files)
    assert decided(city, "seal", ZONE).body_id == "990102-market"
    assert decided(city, "sign", ZONE).body_id == "990102400-market"


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        (date(2026, 2, 28), "990101-market-approval"),
        (date(2026, 3, 1), "990101001-government-service"),
        (date(2026, 12, 31), "990101001-government-service"),
        (date(2027, 1, 1), "990101-market-approval"),
    ],
)
def test_a_town_decides_from_the_first_day_of_a_delegation_to_its_last(city, day, unit):
    assert decided(city, "seal", HILL, day).unit == unit
    assert decided(city, "seal", LAKE, day).unit == "990101-market-approval"
    assert decided(city, "sign", HILL, day).unit == "990101-market-approval"


def test_a_town_decides_in_its_own_name_and_the_ground_is_told(city):
    found = decided(city, "seal", HILL)
    assert (found.body, found.division, found.basis) == ("山镇人民政府", HILL, "北县下放职权的决定")


def test_the_nearer_row_wins_cell_by_cell_and_patterns_are_filled_in(city):
    north, south = decided(city, "hygiene", LAKE).terms, decided(city, "hygiene", ZONE).terms
    assert (north.window, north.address, north.phone) == ("卫生窗口", "示例市北县大厅", "100990101")
    assert north.limit.limit == "3个工作日" and south.limit is None
    assert decided(city, "sign", LAKE).terms.window == "北县综合窗口"
    assert decided(city, "sign", LAKE).terms.limit.source == "本行业的承诺"
    assert (south.window, south.address) == ("示例开发区市场监管局窗口", "示例市示例开发区大厅")


def test_an_adaptation_may_name_exceptions_for_zones(tmp_path):
    from yiwang.engines.catalog.pure import KINDS
    from yiwang.engines.catalog.tests.factories import write
    from yiwang.foundations.divisions.pure import DIVISION
    from yiwang.foundations.organisations.pure import ORGANISATIONS, ROLE
    from yiwang.loader import PARAMETER, load

    write(tmp_path / "tiny", {**placed_files(), "pack.yaml": {"id": "tiny", "version": "1", "title": "小包"}})
    top = {"id": "top", "version": "1", "title": "城", "extends": "tiny", "division": CITY}
    adapt = {"adapt": {"exceptions": {ZONE: SOUTH}}}
    write(tmp_path / "top", {"pack.yaml": top, "items/a/seal.yaml": adapt})
    result = load(tmp_path / "top", (PARAMETER, DIVISION, ROLE, ORGANISATIONS, *KINDS))
    assert result.problems == []
    assert result.world.get("item", "seal").jurisdiction.exceptions == {ZONE: SOUTH}


def test_the_deciding_bodys_limit_counts_once_the_address_is_known(city):
    before, after = compiled(city), compiled(city, LAKE)
    assert (before.savings.days.after, after.savings.days.after) == (3, 4)
    assert after.schedule["hygiene"].to_day == 4 and after.schedule["sign"].to_day == 2
    told = {row["member"]: row for row in after.as_json()["guide"]["items"]}
    assert told["hygiene"]["promised"]["limit"] == "3个工作日"
    assert told["hygiene"]["promised"]["source"] == "北县的承诺"
    assert told["hygiene"]["decided_by"]["window"] == "卫生窗口"
    assert "承诺3个工作日" in str(after.as_json()["schedule"])


def test_before_the_address_is_known_it_is_told_what_decides(city):
    told = compiled(city).as_json()["guide"]["items"][0]
    assert told["decided_by"] is None
    assert told["decides"] == "按“店铺”的“所在镇街”，由当地县（市、区）的市场监管单位决定"
    assert compiled(city, HILL).as_json()["guide"]["items"][0]["decides"] == "由北县市场监管局决定"


def test_the_same_place_on_another_day_is_decided_by_another(city):
    assert compiled(city, HILL).decided["seal"].body == "山镇人民政府"
    assert compiled(city, HILL, date(2027, 1, 1)).decided["seal"].body == "北县市场监管局"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"valid_until": "2026-01-01"}, "delegation.days", "之前就结束"),
        ({"status": "published"}, "delegation.unchecked", "却没有写哪一天核对过"),
        ({"towns": ["990102400000"]}, "delegation.town", "不存在的镇街“990102400000”"),
        ({"towns": ["town"], "division": SOUTH}, "delegation.town", "没有下放给任何镇街"),
        ({"to": {"function": "government", "unit": "harbour"}}, "delegation.unit", "没有这个单元"),
        ({"to": {"function": "government", "unit": "watch"}}, "delegation.unit", "没有能作决定的岗位"),
        ({"function": "police"}, "delegation.item", "由职能“market”决定"),
    ],
)
def test_the_author_of_a_delegation_is_told(tmp_path, change, code, words):
    result = placed(tmp_path, placed_files(seals={**DELEGATION, **change}))
    told = [problem for problem in result.problems if problem.code == code]
    assert any(words in problem.what for problem in told), [p.sentence() for p in result.problems]
    assert all(problem.line and problem.mend for problem in told)


def test_two_delegations_of_the_same_power_on_one_day_are_told(tmp_path):
    later = {**DELEGATION, "valid_from": "2026-12-31", "valid_until": "2027-12-31"}
    result = placed(tmp_path, placed_files(a_seals=DELEGATION, b_seals=later))
    assert [problem.code for problem in result.problems] == ["delegation.twice"]
    after = {**later, "valid_from": "2027-01-01"}
    assert placed(tmp_path, placed_files(a_seals=DELEGATION, b_seals=after)).problems == []


@pytest.mark.parametrize(
    ("name", "row", "code", "words"),
    [
        ("nobody", "*,,窗口,测试,assumed", "overlay.body", "没有单位或职能叫“nobody”"),
        ("police", "*,2个工作日,窗口,测试,assumed", "overlay.every_limit", "给所有事项写了同一个期限"),
        ("police", "*,,{town}窗口,测试,assumed", "overlay.word", "“town”不是可以代入的词"),
        ("police", "sign,5日,窗口,测试,assumed", "overlay.limit", "不是工作日"),
    ],
)
def test_the_author_of_an_overlay_is_told(tmp_path, name, row, code, words):
    files = {**placed_files(), f"overlays/{name}.csv": f"item,limit,window,source,status\n{row}\n"}
    (problem,) = placed(tmp_path, files).problems
    assert problem.code == code and words in problem.what and problem.mend
