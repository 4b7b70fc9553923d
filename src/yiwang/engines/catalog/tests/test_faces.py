"""The face of a result is filled from the item's own parties, in people's words."""

from datetime import date

from yiwang.engines.catalog.pure import KINDS, result_face
from yiwang.engines.catalog.tests.factories import loaded, worked_example, write
from yiwang.loader import PARAMETER, Definition, Kind, load


def _world(folder, face):
    def change(files):
        files["items/a/registration.yaml"]["result"]["face"] = face

    return loaded(folder, change).world


def test_references_labels_and_sentences(tmp_path):
    face = {"name": "shop.shop_name", "kind": "个体工商户", "size": "{shop.area} 平方米，{shop.colour}"}
    values = {"shop": {"shop_name": "示范剪吧", "area": "30", "colour": "red"}}
    assert result_face(_world(tmp_path, face), "registration", values, {}) == {
        "name": "示范剪吧",
        "kind": "个体工商户",
        "size": "30 平方米，红",
    }


def test_what_is_not_known_is_left_out(tmp_path):
    face = {"name": "shop.shop_name", "size": "{shop.area} 平方米"}
    assert result_face(_world(tmp_path, face), "registration", {"shop": {"shop_name": "甲"}}, {}) == {
        "name": "甲"
    }


def test_several_holders_stand_side_by_side(tmp_path):
    world = _world(tmp_path, {"holder": "operator.name", "born": "operator.birth_date"})
    people = [{"name": "甲", "birth_date": "1990-01-02"}, {"name": "乙", "birth_date": date(1991, 3, 4)}]
    face = result_face(world, "registration", {"operator": people}, {})
    assert face == {"holder": "甲、乙", "born": "1990年1月2日、1991年3月4日"}


class _Licence(Definition):
    name: str
    face: dict[str, str]


def test_a_face_may_only_name_what_the_licence_has(tmp_path):
    files = worked_example()
    files["items/a/registration.yaml"]["result"]["face"] = {"nickname": "shop.shop_name"}
    files["licences/business_licence.yaml"] = {"name": "营业执照", "face": {"name": "名称"}}
    files["licences/identity_card.yaml"] = {"name": "身份证", "face": {"name": "姓名"}}
    kind = Kind("licence_type", "licences/*.yaml", _Licence)
    result = load(write(tmp_path / "tiny", files), (PARAMETER, kind, *KINDS))
    assert [(p.code, p.what) for p in result.problems] == [
        ("item.face_name", "证照“营业执照”的照面没有“nickname”。")
    ]
