"""What can be mended is mended; differences are said with their day; a build is the same bytes."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from yiwang.loader import load
from yiwang.loader.build import build
from yiwang.loader.codes import SAYINGS
from yiwang.loader.diff import diff
from yiwang.loader.fix import _FIXES, fix
from yiwang.loader.kind import Complaint
from yiwang.loader.scenarios import Outcome, run_scenarios

from .kinds import ITEM, KINDS
from .packs import loaded, world

ITEM_TEXT = "title: 甲事项\nmaterials: [a, b]\n"


def test_every_fixable_message_has_its_fix():
    assert {code for code, saying in SAYINGS.items() if saying.fixable} == set(_FIXES)


@pytest.mark.parametrize(
    "files",
    [
        {"items/a.yaml": ITEM_TEXT.encode("gb18030")},
        {"items/a.yml": ITEM_TEXT},
        {"items/a.yaml": "title: 甲事项\nmaterials:\n\t- a\n\t- b\n"},
        {"items/a.yaml": "title：甲事项\nmaterials： [a, b]\n"},
    ],
)
def test_a_fixed_pack_is_sound_and_says_the_same(tmp_path, files):
    result = loaded(tmp_path / "town", files)
    while mended := fix(result.problems):
        assert mended
        result = load(tmp_path / "town", KINDS)
    assert result.problems == []
    assert result.world.get(ITEM, "a").materials == ("a", "b")


def changes(tmp_path, before, after):
    one, two = world(tmp_path / "one" / "town", before), world(tmp_path / "two" / "town", after)
    return [change.sentence() for change in diff(one, two, KINDS)]


def test_no_difference_is_said_as_none(tmp_path):
    assert changes(tmp_path, {"items/a.yaml": ITEM_TEXT}, {"items/a.yaml": "# 改了排版\n" + ITEM_TEXT}) == []


def test_added_removed_and_changed_are_said_in_words(tmp_path):
    before = {"items/a.yaml": ITEM_TEXT, "items/b.yaml": "title: 乙事项\n", "x.typ": "1"}
    after = {
        "items/a.yaml": "title: 甲事项\nmaterials: [a, c]\ndays: 3\n",
        "items/c.yaml": "title: 丙事项\n",
        "x.typ": "2",
    }
    assert changes(tmp_path, before, after) == [
        "对应用以后新开的件，事项“甲事项”（a）的 days 由 “1” 改为 “3”。",
        "对应用以后新开的件，事项“甲事项”（a）的 materials.b 删去：“b”。",
        "对应用以后新开的件，事项“甲事项”（a）的 materials.c 新增：“c”。",
        "删去事项“乙事项”（b）。",
        "新增事项“丙事项”（c）。",
        "改了文件“x.typ”。",
    ]


def test_a_row_laid_over_another_is_told_by_what_it_says(tmp_path):
    before = {"items/a.yaml": ITEM_TEXT}
    after = before | {"overlays/hall.csv": "item,phone\na,10000000000\n"}
    told = ["对应用以后新开的件，叠加“hall/a”的 phone 新增：“10000000000”。"]
    assert changes(tmp_path, before, after) == told
    assert changes(tmp_path / "back", after, before) == [told[0].replace("新增", "删去")]


def test_a_dated_value_says_from_which_day(tmp_path):
    start = "title: 限期\nvalues:\n  2024-01-01: {value: '7', source: 旧法, status: assumed}\n"
    later = start + "  2026-03-01: {value: '5', source: 新法, status: assumed}\n"
    (sentence,) = changes(tmp_path, {"parameters/x.yaml": start}, {"parameters/x.yaml": later})
    assert sentence.startswith("自 2026-03-01 起，参数“限期”（x）的 values.2026-03-01 新增：")


def test_a_sourced_value_says_from_its_valid_from(tmp_path):
    text = "title: 甲事项\nlimit: {{value: '{}', source: 某法, status: assumed, valid_from: {}}}\n"
    before, after = text.format(7, "2020-01-01"), text.format(5, "2026-07-01")
    said = changes(tmp_path, {"items/a.yaml": before}, {"items/a.yaml": after})
    assert "自 2026-07-01 起，事项“甲事项”（a）的 limit 由 “7” 改为 “5”。" in said


def test_a_build_holds_everything_and_is_the_same_every_time(tmp_path):
    files = {"items/a.yaml": ITEM_TEXT, "x.typ": "= 纸"}
    one, two = world(tmp_path / "one" / "town", files), world(tmp_path / "two" / "town", files)
    assert build(one) == build(two)
    archive = ZipFile(BytesIO(build(one)))
    head = json.loads(archive.read("release.json"))
    body = json.loads(archive.read(f"definitions/{head['manifest']['item']['a']}.json"))
    assert body["title"] == "甲事项"
    assert archive.read(f"assets/{head['manifest']['asset']['x.typ']}").decode() == "= 纸"


def test_scenarios_are_run_by_the_runner_given_and_told_with_lines(tmp_path):
    result = loaded(tmp_path / "town", {"items/a.yaml": "title: 甲事项\ndays: 3\n"})

    def runner(item, held):
        yield Outcome("三天办完")
        yield Outcome("一天办完", (Complaint("要 3 天。", "改 days。", "scenario.days", ("days",)),))

    ran = run_scenarios(result.world, result.entries, ITEM, runner)
    assert [(one.name, one.holds) for one in ran] == [("三天办完", True), ("一天办完", False)]
    assert ran[1].problems[0].line == 2
