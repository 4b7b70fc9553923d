"""Scenarios hold packs to their sentences: every pack of this repository, and a pack that breaks its word."""

from datetime import date
from pathlib import Path

import pytest

from yiwang.engines.catalog.pure import KINDS as CATALOG
from yiwang.engines.catalog.pure import Catalogue, compile_theme, persona_facts, persona_typed
from yiwang.engines.catalog.tests.factories import worked_example, write
from yiwang.loader import PARAMETER, load
from yiwang.loader.scenarios import run_scenarios
from yiwang.site.kinds import KINDS
from yiwang.site.scenarios import SCENARIO, ScenarioFile, check_scenarios, run_scenario

PACKS = Path(__file__).resolve().parents[2] / "packs"


def _ran(folder, kinds):
    result = load(folder, kinds)
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return run_scenarios(result.world, result.entries, SCENARIO, run_scenario)


@pytest.mark.parametrize("pack", ["_template", "guangdong", "zengcheng", "zhaoqing"])
def test_every_scenario_of_our_packs_holds(pack):
    ran = _ran(PACKS / pack, KINDS)
    assert [p.sentence() for one in ran for p in one.problems] == []


def test_zhaoqing_has_at_least_twenty_scenarios_refusals_among_them():
    ran = _ran(PACKS / "zhaoqing", KINDS)
    assert len(ran) >= 20
    assert any("未成年" in one.name for one in ran)


def _tiny(folder, *scenarios):
    files = {**worked_example(), "scenarios/barber.yaml": {"theme": "barber", "scenarios": list(scenarios)}}
    return _ran(write(folder / "tiny", files), (PARAMETER, *CATALOG, SCENARIO))


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ({"items": ["registration"]}, "items 应为 registration"),
        ({"counts": {"materials": {"asked": "5"}}}, "asked 应为 5，得到 4"),
        ({"schedule": {"sign": "0-2"}}, "sign 应在 0-2，得到 1-3"),
        ({"held": []}, "held 应为 没有"),
        ({"asks": ["operator.name"]}, "operator.name 已预填"),
        ({"prefilled": ["shop.colour"]}, "shop.colour 不在表单中"),
        ({"open": ["sign"]}, "open 应为 sign"),
        ({"says": ["天上掉馅饼"]}, "没有“天上掉馅饼”"),
        ({"signers": "2"}, "signers 应为 2，得到 1"),
    ],
)
def test_what_came_out_otherwise_is_told_with_its_line(tmp_path, expect, words):
    (one,) = _tiny(tmp_path, {"name": "期望写错了", "given": {"persona": "li"}, "expect": expect})
    (problem,) = one.problems
    assert words in problem.what
    assert problem.line > 1


def test_a_scenario_that_holds_says_nothing(tmp_path):
    expect = {"counts": {"materials": {"before": "19", "after": "6", "asked": "4", "deferred": "1"}}}
    (one,) = _tiny(tmp_path, {"name": "算术如例子所写", "given": {"persona": "li"}, "expect": expect})
    assert one.holds


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ({"states": {"house_sale_filing": "closed"}}, "house_sale_filing 应为 closed，得到 submitted"),
        ({"states": {"bakery": "closed"}}, "bakery 应为 closed，得到 没有这个办件"),
        ({"due": {"theme": "2026-11-23"}}, "theme 应在 2026-11-23 到期"),
        ({"refused_steps": ["1"]}, "应被拒绝的是第 1 步，得到第 零 步"),
    ],
)
def test_a_flow_that_ends_otherwise_is_told(expect, words):
    result = load(PACKS / "guangdong", KINDS)
    flow = {"submitted": "2026-11-23T10:00", "steps": [{"at": "2026-11-23T11:00"}]}
    scenario = {"name": "期望写错了", "given": {"persona": "house_couple"}, "flow": flow, "expect": expect}
    broken = {"id": "broken", "theme": "second_hand_house", "scenarios": [scenario]}
    (outcome,) = run_scenario(SCENARIO.model.model_validate(broken), result.world)
    assert any(words in complaint.what for complaint in outcome.complaints), outcome.complaints


def test_the_typical_personas_type_everything_that_is_asked_of_them():
    """So that demos and journeys can fill the whole form, and the count typed equals the count asked."""
    world = load(PACKS / "zhaoqing", KINDS).world
    catalogue = Catalogue.of(world)
    for name, theme in catalogue.themes.items():
        persona = catalogue.personas[theme.typical]
        facts, typed = persona_facts(persona), persona_typed(persona)
        compiled = compile_theme(
            catalogue, name, persona.answers, facts, date(2026, 11, 23), typed=typed, rows=dict(persona.rows)
        )
        assert compiled.complete, (name, compiled.open_lines, compiled.problems)
        assert [f.element.id for f in compiled.fields if f.required and f.value is None] == []


def _lived(world, **expect):
    """A scenario of the national mediation: asked for at night, called about after six minutes."""
    step = {"at": "2026-11-27T21:36", "case": "case", "act": "contacted", "by": "mediator", "data": {"how": "电话"}}
    flow = {"submitted": "2026-11-27T21:30", "steps": [step]}
    (ran,) = list(run_scenario(_case_file({"name": "六分钟才联系", "flow": flow, "expect": expect}), world))
    return [problem.code for problem in ran.complaints]


def _case_file(scenario):
    return ScenarioFile.model_validate({"id": "late", "case_type": "mediation", "scenarios": [scenario]})


def test_a_scenario_of_a_case_type_tells_what_came_out_otherwise():
    world = load(PACKS / "china", KINDS).world
    assert _lived(world, states={"case": "contacting"}, clocks={"contact": "breached"}, main="main") == []
    wrong = _lived(world, states={"case": "asked"}, clocks={"contact": "met"}, main="supervise", refused_steps=["1"])
    assert wrong == ["scenario.states", "scenario.refused_steps", "scenario.clocks", "scenario.main"]


def test_a_scenario_of_a_case_type_says_what_happens():
    (complaint,) = check_scenarios(_case_file({"name": "什么也没有做", "expect": {}}), None)
    assert complaint.code == "scenario.flow"
