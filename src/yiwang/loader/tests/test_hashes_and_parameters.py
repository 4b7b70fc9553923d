"""What a release names a definition by, and what a parameter is worth on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from yiwang.loader import Status, parameter_at, parameter_value, parameter_values, text_in

from .packs import loaded, world

PARAMETER = """
title: 参数
type: {type}
values:
  2024-01-01: {{value: "{first}", source: 某法, status: assumed}}
  2026-03-01: {{value: "{second}", source: 某法, status: assumed}}
"""


def parameter(type_, first, second):
    return {"parameters/x.yaml": PARAMETER.format(type=type_, first=first, second=second)}


def test_layout_and_comments_do_not_change_a_hash(tmp_path):
    first = world(tmp_path / "one" / "town", {"items/a.yaml": "title: 甲事项\ndays: 3\n"})
    second = world(
        tmp_path / "two" / "town", {"items/b/a.yaml": "# 说明\n{days: '3', title: 甲事项, field: ''}\n"}
    )
    assert first.manifest() != second.manifest()
    third = world(tmp_path / "three" / "town", {"items/a.yaml": "# 说明\n{days: '3', title: 甲事项}\n"})
    assert first.manifest() == third.manifest()


def test_the_order_of_a_mapping_counts(tmp_path):
    files = {"elements.yaml": "p: {title: 甲}\nq: {title: 乙}\n"}
    one = world(
        tmp_path / "one" / "town", {**files, "items/a.yaml": "title: 甲事项\nlabels: {p: 一, q: 二}\n"}
    )
    two = world(
        tmp_path / "two" / "town", {**files, "items/a.yaml": "title: 甲事项\nlabels: {q: 二, p: 一}\n"}
    )
    assert one.manifest()["item"] != two.manifest()["item"]


def test_assets_are_in_the_manifest(tmp_path):
    held = world(tmp_path / "town", {"papers/notice.typ": "= 告知", "notes.md": "不算"})
    assert list(held.manifest()["asset"]) == ["papers/notice.typ"]


@pytest.mark.parametrize(
    ("type_", "first", "second", "values"),
    [
        ("int", "7", "5", (7, 5)),
        ("decimal", "0.30", "0.25", (Decimal("0.30"), Decimal("0.25"))),
        ("money", "10.5", "8", (1050, 800)),
        ("bool", "true", "false", (True, False)),
        ("date", "2026-01-01", "2027-01-01", (date(2026, 1, 1), date(2027, 1, 1))),
    ],
)
def test_a_parameter_holds_from_its_day(tmp_path, type_, first, second, values):
    held = world(tmp_path / "town", parameter(type_, first, second))
    assert parameter_value(held, "x", date(2026, 2, 28)) == values[0]
    assert parameter_value(held, "x", date(2026, 3, 1)) == values[1]
    assert parameter_value(held, "x", date(2023, 12, 31)) is None
    assert parameter_values(held, date(2023, 12, 31)) == {}
    assert parameter_values(held, date(2030, 1, 1)) == {"x": values[1]}


@pytest.mark.parametrize(("hour", "value"), [(15, "1"), (16, "2"), (23, "2")])
def test_a_parameter_changes_at_midnight_in_the_city(tmp_path, hour, value):
    """At 16:30 UTC it is half past midnight of the first of March there, at 23:30 UTC half past seven."""
    held = world(tmp_path / "town", parameter("text", "1", "2"))
    assert parameter_at(held, "x", datetime(2026, 2, 28, hour, 30, tzinfo=UTC)) == value


def test_money_finer_than_a_fen_is_refused(tmp_path):
    assert [p.code for p in loaded(tmp_path / "town", parameter("money", "1.005", "1")).problems] == [
        "parameter.value"
    ]


def test_texts_fall_back_to_the_packs_language_then_to_the_key(tmp_path):
    files = {"text/zh-Hans.yaml": "a: 甲\n", "text/en.yaml": "b: B\n"}
    held = world(tmp_path / "town", files)
    assert [text_in(held, key, "en") for key in ("a", "b", "c")] == ["甲", "B", "c"]


def test_the_weakest_status_wins():
    assert Status.weakest([Status.PUBLISHED, Status.ASSUMED, Status.COMPILED]) is Status.ASSUMED
    assert Status.weakest([]) is Status.PUBLISHED
