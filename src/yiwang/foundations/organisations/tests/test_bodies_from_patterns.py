"""One line of the pack stands for a body in every county; ids, names and codes are written out."""

import pytest

from yiwang.foundations.divisions.pure import DivisionRow, DivisionTree
from yiwang.foundations.organisations.definitions import ORGANISATIONS
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.organisations.pure.expansion import pattern_words
from yiwang.foundations.organisations.tests.factories import city, organisations
from yiwang.kernel.ids import check


def tree(**changes):
    return OrganisationTree.of(city(**changes))


def test_a_pattern_for_a_level_makes_one_body_in_every_division_of_it():
    made = tree()
    assert {"441202-health", "441284-health"} <= made.bodies.keys()
    assert made.bodies["441284-health"].name == "四会市卫健局"
    assert made.units["441284-health-approval"].parent == "441284-health"
    assert made.posts["441284-health-approval-officer"].roles == ("officer",)


def test_a_body_is_itself_a_unit_of_the_same_id():
    made = tree()
    assert made.units["441202-health"].body == "441202-health"
    assert set(made.subtree("441202-health")) == {
        "441202-health",
        "441202-health-approval",
        "441202-health-window",
    }


def test_the_nearest_body_upwards_is_responsible():
    made = tree()
    assert made.body_for("health", "441202001000").id == "441202-health"
    assert made.body_for("digital", "441202001000").id == "office"
    assert made.body_for("tax", "441202001000") is None


def test_demo_codes_are_valid_lasting_and_different():
    codes = [body.uscc for body in tree().bodies.values() if body.is_demo]
    assert all(check(code, "uscc").valid for code in codes)
    assert len(set(codes)) == len(codes)
    assert codes == [body.uscc for body in tree().bodies.values() if body.is_demo]


def test_a_division_may_call_its_body_otherwise():
    whole = organisations().model_dump(mode="json")
    whole["bodies"][0]["names"] = {"441284000000": "肇庆市卫健局四会分局"}
    made = tree(bodies=whole["bodies"])
    assert made.bodies["441284-health"].short == "肇庆市卫健局四会分局"
    assert made.bodies["441202-health"].name == "端州区卫健局"


@pytest.mark.parametrize(
    ("division", "place"),
    [
        ("杏花社区居委会", "杏花社区"),
        ("出头社区居委", "出头社区"),
        ("第一社区居民委员会", "第一社区"),
        ("大旺村民委员会", "大旺村"),
        ("富溪村委会", "富溪村"),
        ("沙浦镇", "沙浦镇"),
    ],
)
def test_a_pattern_may_call_a_village_without_its_committee(division, place):
    row = DivisionRow(id="441202001002", name=division, parent="441202001000", level="village")
    words = pattern_words(row, DivisionTree({row.id: row}))
    assert (words["place"], words["local"]) == (place, "02001002")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"shape": "nothing"}, "organisations.shape"),
        ({"function": "nothing"}, "organisations.function"),
        ({"for_divisions": ["999999999999"]}, "organisations.division"),
        ({"for_divisions": []}, "organisations.place"),
        ({"posts": [{"id": "x", "title": "某岗", "roles": ["nobody"]}]}, "organisations.role"),
        ({"posts": [{"id": "x", "title": "某岗", "unit": "nowhere"}]}, "organisations.unit"),
    ],
)
def test_every_mistake_is_told_with_its_place_and_how_to_mend_it(change, code):
    whole = organisations().model_dump(mode="json")
    whole["bodies"][0] |= change
    made = city(bodies=whole["bodies"])
    found = list(ORGANISATIONS.check(made.get("organisations", "organisations"), made))
    assert [one.code for one in found] == [code]
    assert found[0].path[:2] == ("bodies", 0)
    assert found[0].mend
