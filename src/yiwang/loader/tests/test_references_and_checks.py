"""References are joined wherever they stand; checks run on what is sound; one run tells all."""

from yiwang.loader import Kind, load, once_per_world

from .kinds import ITEM, KINDS, OVERLAY, PLACE, Place
from .packs import loaded, world, written

ELEMENTS = "name: {title: 姓名}\n"


def codes(result):
    return [(problem.line, problem.code) for problem in result.problems]


def test_references_in_lists_parts_keys_and_unions_are_joined(tmp_path):
    item = "title: 甲事项\nuses:\n  - element: x1\nlabels:\n  x2: 名\nafter:\n  - x3\nmain: x4\n"
    result = loaded(tmp_path / "town", {"elements.yaml": ELEMENTS, "items/a.yaml": item})
    assert codes(result) == [(line, "join.unknown") for line in (3, 5, 7, 8)]


def test_a_reference_of_two_kinds_may_be_of_either(tmp_path):
    files = {
        "elements.yaml": ELEMENTS,
        "items/a.yaml": "title: 甲事项\nmain: name\n",
        "items/b.yaml": "title: 乙事项\nmain: a\n",
    }
    assert loaded(tmp_path / "town", files).problems == []


def test_all_problems_of_all_files_come_in_one_run(tmp_path):
    files = {
        "elements.yaml": "name: {titel: 姓名}\nage: {title: 年龄, type: 数}\n",
        "items/a.yaml": "title: 甲事项\nafter: [zz]\n",
        "items/b.yaml": "title：乙事项\n",
        "items/c.yaml": "title: 丙事项\ndays: 90\n",
        "parameters/x.yaml": "title: 参数\nvalues: {}\n",
    }
    found = {problem.code for problem in loaded(tmp_path / "town", files).problems}
    assert found == {
        "shape.unknown_field", "shape.missing", "shape.choice", "join.unknown", "parse.fullwidth_colon",
        "item.long", "shape.length",
    }  # fmt: skip


def test_a_broken_file_draws_no_complaints_elsewhere(tmp_path):
    """Whoever refers to a definition that could not be read is not blamed."""
    files = {"items/a.yaml": "title：甲\n", "items/b.yaml": "title: 乙事项\nafter: [a]\n"}
    assert codes(loaded(tmp_path / "town", files)) == [(1, "parse.fullwidth_colon")]


def test_a_check_that_stumbles_over_a_broken_definition_is_silent(tmp_path):
    files = {"items/a.yaml": "title: 甲事项\ndays: 多\n", "items/b.yaml": "title: 乙事项\nafter: [a]\n"}
    assert codes(loaded(tmp_path / "town", files)) == [(2, "shape.number")]


def test_a_complaint_has_the_line_of_its_path(tmp_path):
    result = loaded(tmp_path / "town", {"items/a.yaml": "title: 甲事项\n# 说明\ndays: 90\n"})
    assert codes(result) == [(3, "item.long")]


def test_csv_rows_are_definitions_with_lines(tmp_path):
    files = {
        "items/a.yaml": "title: 甲事项\n",
        "overlays/health.csv": 'item,phone\na,"0758-\n123"\nzz,1\n',
        "places.csv": "\ufeffcode,name,parent\r\n1,甲,\r\n\r\n2,乙,1\r\n",
    }
    result = loaded(tmp_path / "town", files)
    assert codes(result) == [(4, "join.unknown")]
    (tmp_path / "town/overlays/health.csv").write_text("item,phone\na,0758\n")
    held = load(tmp_path / "town", KINDS).world
    overlay = held.get(OVERLAY, "health/a")
    assert (overlay.unit, overlay.item, overlay.phone) == ("health", "a", "0758")
    assert held.get(PLACE, "2").parent == "1"
    assert held.get(PLACE, "1").parent == ""
    assert held.origin(PLACE, "2").line == 4


def test_the_root_division_of_a_pack_must_be_one_of_its_divisions(tmp_path):
    division = Kind("division", "divisions.csv", Place, many=True, word="区划")
    start = "id: town\nversion: 1.0\ntitle: 小城\ndivision: '99'\n"
    root = written(tmp_path / "town", {"pack.yaml": start, "divisions.csv": "code,name\n98,甲\n"})
    assert codes(load(root, [division])) == [(4, "join.unknown")]


def test_what_is_made_once_per_world_is_made_again_for_the_next(tmp_path):
    made = []
    count = once_per_world(lambda held: made.append(held) or len(held.all(ITEM)))
    one = world(tmp_path / "one", {"items/a.yaml": "title: 甲事项\n"})
    two = world(tmp_path / "two", {})
    assert [count(one), count(one), count(two)] == [1, 1, 0]
    assert made == [one, two]


def test_the_folder_gives_a_field(tmp_path):
    assert world(tmp_path / "town", {"items/trade/a.yaml": "title: 甲事项\n"}).get(ITEM, "a").field == "trade"


def test_references_of_kinds_that_are_not_loaded_are_not_judged(tmp_path):
    root = written(tmp_path / "town", {"items/a.yaml": "title: 甲事项\nlabels: {zz: 名}\n"})
    assert load(root, [ITEM]).problems == []


def test_an_unsound_pack_gives_no_world_and_a_warned_one_does(tmp_path):
    parameter = "title: 参数\nvalues:\n  2026-01-01: {value: '1', source: 某法, status: published}\n"
    result = loaded(tmp_path / "town", {"parameters/x.yaml": parameter})
    assert [problem.severity for problem in result.problems] == ["warning"]
    assert result.world is not None
