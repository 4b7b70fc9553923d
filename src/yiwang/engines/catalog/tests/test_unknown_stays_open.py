"""What is not known is told as open, never guessed; what cannot be read is told as a problem."""

from datetime import date

import pytest

from yiwang.engines.catalog.pure import Catalogue, compile_item, compile_theme, facts_from_json
from yiwang.engines.catalog.tests.factories import BIND, loaded

DAY = date(2026, 11, 23)
ANSWERS = {"form": "individual", "sign": "true", "seal": "true", "area": "30"}


def _catalogue(folder, change):
    result = loaded(folder, change)
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return Catalogue.of(result.world)


def _held(**what):
    return facts_from_json([{"source": {"kind": "topic", "id": "t", "unit": "u"}, "ground": "g", **what}])


def test_without_answers_the_questions_are_open_and_the_known_items_compiled(tiny):
    compiled = compile_theme(tiny, "barber", {}, (), DAY)
    assert compiled.open_questions == ("form", "sign", "seal", "area")
    assert compiled.items == ("registration", "hygiene")
    assert {(line.kind, line.id) for line in compiled.open_lines} == {("item", "seal"), ("item", "sign")}
    assert not compiled.complete


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("form", "firm", "不在选项"),
        ("sign", "maybe", "“是”或“否”"),
        ("area", "wide", "数"),
        ("area", ["1"], "数"),
        ("weather", "fine", "没有“weather”这个问题"),
    ],
)
def test_an_odd_answer_is_a_problem_at_its_question(tiny, name, value, words):
    compiled = compile_theme(tiny, "barber", {**ANSWERS, name: value}, (), DAY)
    ((where, what),) = compiled.problems
    assert where == name
    assert words in what


def test_a_question_is_asked_only_when_its_condition_holds(tmp_path):
    def change(files):
        files["themes/barber.yaml"]["questions"][2]["when"] = "answers.sign"

    catalogue = _catalogue(tmp_path, change)
    compiled = compile_theme(catalogue, "barber", {**ANSWERS, "sign": "false"}, (), DAY)
    assert [question.id for question in compiled.questions] == ["form", "sign", "area"]
    assert "seal" not in compiled.items, "a stale answer to a question no longer asked does not count"


def test_a_line_that_depends_on_an_open_field_waits_and_counts_once_known(tmp_path):
    def change(files):
        line = {"party": "shop", "material": "sign_design", "when": "parties.shop.area > 100"}
        files["items/a/registration.yaml"]["materials"].append(line)
        del files["themes/barber.yaml"]["questions"][3]
        del files["themes/barber.yaml"]["reference_answers"]["area"]
        del files["personas/li.yaml"]["answers"]["area"]

    catalogue = _catalogue(tmp_path, change)
    answers = {name: value for name, value in ANSWERS.items() if name != "area"}
    assert [line.id for line in compile_theme(catalogue, "barber", answers, (), DAY).open_lines] == [
        "shop.sign_design"
    ]
    known = {("shop", None, "area"): "120"}
    compiled = compile_theme(catalogue, "barber", answers, (), DAY, typed=known)
    assert compiled.open_lines == ()
    assert compiled.savings.materials.before == 20
    assert next(f for f in compiled.fields if f.element.id == "area").state == "asked"


def test_a_fact_answers_the_question_that_fills_its_field(tiny):
    answers = {name: value for name, value in ANSWERS.items() if name != "area"}
    compiled = compile_theme(tiny, "barber", answers, _held(party="shop", element="area", value="55"), DAY)
    assert compiled.open_questions == ()
    assert next(f for f in compiled.fields if f.element.id == "area").state == "prefilled"


def test_a_fact_past_its_last_day_does_not_count_and_says_so(tiny):
    facts = _held(party="shop", material="premises_proof", valid_until="2026-11-22")
    compiled = compile_theme(tiny, "barber", ANSWERS, facts, DAY)
    proof = next(m for m in compiled.as_json()["materials"] if m["type"] == "premises_proof")
    assert proof["state"] == "asked"
    assert "2026年11月22日" in proof["why"]
    last_day = compile_theme(tiny, "barber", ANSWERS, facts, date(2026, 11, 22))
    assert next(m for m in last_day.materials if m.material.id == "premises_proof").state == "held"


def test_a_fact_about_a_stranger_or_of_the_wrong_type_is_a_problem(tiny):
    stranger = compile_theme(tiny, "barber", ANSWERS, _held(party="uncle", material="floor_plan"), DAY)
    assert [where for where, _ in stranger.problems] == ["uncle"]
    odd = compile_theme(
        tiny, "barber", ANSWERS, _held(party="operator", element="birth_date", value="soon"), DAY
    )
    assert next(f for f in odd.fields if f.element.id == "birth_date").state == "asked"
    assert len(odd.problems) == 1


def test_a_commitment_counts_as_deferred_only_if_every_item_allows_it(tmp_path):
    def change(files):
        files["items/a/sign.yaml"]["materials"].append("shop.hygiene_rules")

    compiled = compile_theme(_catalogue(tmp_path, change), "barber", ANSWERS, (), DAY)
    assert compiled.savings.materials.deferred == 0


def test_days_and_visits_are_spared_when_their_conditions_hold(tmp_path):
    def change(files):
        sign = files["items/a/sign.yaml"]
        sign["skip_when"] = "parties.shop.held.exists(m, m == 'sign_design')"
        sign |= {"onsite_visits": "2", "onsite_reason": "看位置", "visit_waived_when": sign["skip_when"]}
        files["items/a/seal.yaml"] |= {"onsite_visits": "1", "onsite_reason": "领章"}

    catalogue = _catalogue(tmp_path, change)
    plain = compile_theme(catalogue, "barber", ANSWERS, (), DAY).savings
    assert (plain.visits.before, plain.visits.after, plain.visits.asked) == (3, 2, 2)
    spared = compile_theme(
        catalogue, "barber", ANSWERS, _held(party="shop", material="sign_design"), DAY
    ).savings
    assert (spared.days.after, spared.days.asked) == (3, 2)
    assert (spared.visits.after, spared.visits.asked) == (2, 1)


def test_a_result_that_brings_an_element_into_being_is_asked_of_nobody(tmp_path):
    def change(files):
        files["items/a/registration.yaml"]["result"]["gives"] = ["shop.colour"]
        files["items/a/hygiene.yaml"]["fields"].append("shop.colour")

    catalogue = _catalogue(tmp_path, change)
    told = compile_theme(catalogue, "barber", ANSWERS, (), DAY).as_json()
    assert "colour" not in {field["element"] for field in told["form"]["fields"]}
    assert told["form"]["produced"][0]["from"] == ["registration"]
    alone = compile_item(catalogue, "hygiene", {}, (), DAY)
    assert "colour" in {field.element.id for field in alone.fields}


def test_an_item_alone_compiles_as_a_theme_of_one(tiny):
    compiled = compile_item(tiny, "hygiene", {}, (), DAY)
    assert compiled.items == ("hygiene",)
    assert compiled.savings.materials.before == 7
    assert next(m for m in compiled.materials if m.material.id == "business_licence").state == "asked"


def test_only_optional_members_can_be_left_out(tiny):
    compiled = compile_theme(tiny, "barber", ANSWERS, (), DAY, without=("seal", "hygiene"))
    assert compiled.items == ("registration", "hygiene", "sign")


def test_parties_with_many_have_rows_on_all_sides(tmp_path):
    def change(files):
        for name in ("registration", "seal", "hygiene", "sign"):
            files[f"items/a/{name}.yaml"]["parties"]["operator"]["cardinality"] = "many"
        files["themes/barber.yaml"]["parties"]["operator"] |= {"cardinality": "many"}
        minor = "age_on(parties.operator.birth_date, day) < 18"
        files["items/a/registration.yaml"]["materials"].append(
            {"party": "operator", "material": "hygiene_rules", "when": minor}
        )

    catalogue = _catalogue(tmp_path, change)
    rows = {"operator": 2}
    typed = {("operator", 1, "birth_date"): "1990-01-01", ("operator", 2, "birth_date"): "2015-01-01"}
    facts = _held(party="operator", row=2, material="identity_card")
    compiled = compile_theme(catalogue, "barber", ANSWERS, facts, DAY, typed=typed, rows=rows)
    cards = {m.row: m.state for m in compiled.materials if m.material.id == "identity_card"}
    assert cards == {1: "asked", 2: "held"}
    assert [
        m.row for m in compiled.materials if m.party == "operator" and m.material.id == "hygiene_rules"
    ] == [2]
    assert compiled.savings.materials.before == 19 + 4 + 1
    assert list(compiled.signers) == [("operator", 1), ("operator", 2)]


def test_a_member_may_stand_for_the_first_of_many_only(tmp_path):
    def change(files):
        files["items/a/registration.yaml"]["parties"]["operator"]["cardinality"] = "many"
        theme = files["themes/barber.yaml"]
        theme["parties"]["operator"]["cardinality"] = "many"
        for member in theme["members"][1:]:
            member["bind"] = {**BIND, "operator": "operator.first"}

    catalogue = _catalogue(tmp_path, change)
    compiled = compile_theme(catalogue, "barber", ANSWERS, (), DAY, rows={"operator": 2})
    cards = {m.row: len(m.lines) for m in compiled.materials if m.material.id == "identity_card"}
    assert cards == {1: 4, 2: 1}
