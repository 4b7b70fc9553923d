"""An extending pack adds, replaces whole, drops, adapts; nothing is merged."""

import pytest

from yiwang.loader import UnknownDefinition, load
from yiwang.loader.places import line_origins

from .kinds import ELEMENT, ITEM, KINDS
from .packs import world, written

EXTENDS = "id: town\nversion: 1.0\ntitle: 小城\nextends: base\n"
BASE = {
    "items/a.yaml": "title: 甲事项\ndays: 10\nmaterials: [申请表, 身份证]\n",
    "items/b.yaml": "title: 乙事项\n",
    "elements.yaml": "name: {title: 姓名}\nphone: {title: 电话}\n",
    "paper.typ": "底包",
}


@pytest.fixture
def town(tmp_path):
    """A function that loads a town over the base pack."""
    written(tmp_path / "base", BASE)

    def build(files):
        return world(tmp_path / "town", {"pack.yaml": EXTENDS, **files})

    return build


def test_what_is_not_touched_is_inherited(town):
    held = town({})
    assert list(held.all(ITEM)) == ["a", "b"]
    assert held.pack.extends == ("base",)
    assert held.origin(ITEM, "a").pack == "base"


def test_a_definition_replaces_the_whole(town):
    held = town({"items/other/a.yaml": "title: 新甲事项\n"})
    assert held.get(ITEM, "a").days == 1
    assert held.origin(ITEM, "a").file == "items/other/a.yaml"


def test_one_entry_of_many_replaces_only_itself(town):
    held = town({"elements.yaml": "phone: {title: 手机}\nmail: {title: 邮箱}\n"})
    assert {id_: element.title for id_, element in held.all(ELEMENT).items()} == {
        "name": "姓名",
        "phone": "手机",
        "mail": "邮箱",
    }


@pytest.mark.parametrize(
    "files", [{"items/b.yaml": "drop: true\n"}, {"pack.yaml": EXTENDS + "drop: {item: [b]}\n"}]
)
def test_a_definition_is_dropped_in_its_file_or_in_the_pack_file(town, files):
    held = town(files)
    assert list(held.all(ITEM)) == ["a"]
    with pytest.raises(UnknownDefinition, match="没有标识为“b”的 事项"):
        held.get(ITEM, "b")


def test_an_item_is_adapted_and_keeps_the_rest(town):
    held = town({"items/a.yaml": "adapt:\n  days: 3\n  materials: [申请表]\n"})
    item = held.get(ITEM, "a")
    assert (item.title, item.days, item.materials) == ("甲事项", 3, ("申请表",))
    origin = held.origin(ITEM, "a")
    assert (origin.pack, origin.adapted[0].pack) == ("base", "town")


def test_an_owner_may_refuse_an_adaptation_at_its_line(town, tmp_path):
    written(tmp_path / "town", {"pack.yaml": EXTENDS, "items/a.yaml": "adapt:\n  materials: [新材料]\n"})
    (problem,) = load(tmp_path / "town", KINDS).problems
    assert (problem.code, problem.line) == ("item.added", 2)
    assert problem.file.endswith("town/items/a.yaml")


def test_a_check_is_told_where_the_value_was_written(town, tmp_path):
    """The base is fine, the city's adaptation is not: the city's line is named."""
    written(tmp_path / "town", {"pack.yaml": EXTENDS, "items/a.yaml": "adapt:\n  days: 90\n"})
    (problem,) = load(tmp_path / "town", KINDS).problems
    assert (problem.code, problem.line) == ("item.long", 2)
    assert problem.file.endswith("town/items/a.yaml")


def test_each_field_knows_its_line(town, tmp_path):
    written(tmp_path / "town", {"pack.yaml": EXTENDS, "items/a.yaml": "adapt:\n  days: 3\n"})
    entry = load(tmp_path / "town", KINDS).entries["item", "a"]
    assert {field: (at.pack, at.line) for field, at in line_origins(entry)} == {
        "title": ("base", 1),
        "days": ("town", 2),
        "materials": ("base", 3),
    }


def test_an_asset_of_the_upper_pack_wins(town):
    assert town({"paper.typ": "小城"}).asset("paper.typ").decode() == "小城"


def test_packs_are_found_in_the_search_folders_too(tmp_path):
    written(tmp_path / "packs" / "base", BASE)
    written(tmp_path / "elsewhere" / "town", {"pack.yaml": EXTENDS})
    assert load(tmp_path / "elsewhere" / "town", KINDS, search=[tmp_path / "packs"]).world is not None


def test_three_packs_in_a_row(tmp_path):
    written(tmp_path / "low", {"items/a.yaml": "title: 甲事项\ndays: 9\n"})
    middle = "id: middle\nversion: 1.0\ntitle: 中\nextends: low\n"
    written(tmp_path / "middle", {"pack.yaml": middle, "items/a.yaml": "adapt: {days: 5}\n"})
    top = "id: top\nversion: 1.0\ntitle: 上\nextends: middle\n"
    held = world(tmp_path / "top", {"pack.yaml": top, "items/a.yaml": "adapt: {days: 2}\n"})
    assert held.get(ITEM, "a").days == 2
    assert held.pack.extends == ("middle", "low")
