"""domain.md B2.5: 19 material slots become 6, of which this applicant is asked for 4; three working days."""

from datetime import date

from yiwang.engines.catalog.pure import compile_theme, persona_facts, savings

DAY = date(2026, 11, 23)


def _li(tiny):
    persona = tiny.personas["li"]
    return compile_theme(tiny, "barber", persona.answers, persona_facts(persona), DAY)


def test_nineteen_materials_become_six_and_four_are_asked(tiny):
    materials = _li(tiny).savings.materials
    assert (materials.before, materials.after, materials.asked, materials.deferred) == (19, 6, 4, 1)


def test_the_saving_is_68_percent_in_the_catalogue_and_79_percent_for_this_applicant(tiny):
    (theme,) = savings(tiny, DAY)["themes"]
    assert round(theme["catalogue"]["materials"]["saving"] * 100) == 68
    assert round(theme["typical"]["materials"]["saving"] * 100) == 79


def test_registration_comes_first_and_the_rest_run_beside_each_other(tiny):
    compiled = _li(tiny)
    assert {key: (s.from_day, s.to_day) for key, s in compiled.schedule.items()} == {
        "registration": (0, 1),
        "seal": (1, 2),
        "hygiene": (1, 2),
        "sign": (1, 3),
    }
    assert [key for key, span in compiled.schedule.items() if span.critical] == ["registration", "sign"]
    assert (compiled.savings.days.before, compiled.savings.days.after) == (5, 3)


def test_the_json_says_the_state_source_and_reason_of_every_line(tiny):
    told = _li(tiny).as_json()
    states = {m["type"]: m["state"] for m in told["materials"]}
    assert states == {
        "identity_card": "held",
        "application_form": "generated",
        "premises_proof": "asked",
        "business_licence": "produced",
        "floor_plan": "asked",
        "hygiene_rules": "asked",
        "health_certificate": "held",
        "sign_design": "asked",
    }
    assert all(m["why"] and m["items"] for m in told["materials"])
    card = next(m for m in told["materials"] if m["type"] == "identity_card")
    assert card["source"] == {"kind": "licence", "id": "demo", "unit": "测试单位"}
    assert card["items"] == ["registration", "seal", "hygiene", "sign"]
    assert next(m for m in told["materials"] if m["type"] == "hygiene_rules")["deferred"] is True


def test_fields_that_several_items_ask_are_asked_once_and_known_ones_not_at_all(tiny):
    told = _li(tiny).as_json()
    states = {(f["party"], f["element"]): f["state"] for f in told["form"]["fields"]}
    assert states == {
        ("operator", "name"): "prefilled",
        ("operator", "phone"): "asked",
        ("shop", "shop_name"): "asked",
        ("operator", "birth_date"): "asked",
        ("shop", "area"): "asked",
    }
    # 4 + 3 + 4 + 3 on the items' own forms; 5 distinct and 3 questions that are no field; the name is known
    assert told["savings"]["fields"] == {"before": 14, "after": 8, "asked": 7}


def test_the_answer_that_is_a_field_carries_its_value(tiny):
    area = next(f for f in _li(tiny).as_json()["form"]["fields"] if f["element"] == "area")
    assert (area["value"], area["source"]["kind"]) == ("30", "answer")


def test_the_schedule_in_json_names_whom_each_item_waits_for(tiny):
    told = _li(tiny).as_json()["schedule"]
    assert told["days"] == 3
    sign = next(step for step in told["items"] if step["item"] == "sign")
    assert (sign["after"], sign["from_day"], sign["to_day"], sign["critical"]) == (
        ["registration"],
        1,
        3,
        True,
    )


def test_items_that_do_not_hold_count_on_no_side(tiny):
    answers = {"form": "individual", "sign": "false", "seal": "false", "area": "30"}
    compiled = compile_theme(tiny, "barber", answers, (), DAY)
    assert compiled.items == ("registration", "hygiene")
    assert (compiled.savings.materials.before, compiled.savings.materials.after) == (10, 5)
    assert compiled.savings.days.after == 2
