"""Runs scenarios of the theme compiler and says what came out otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from yiwang.engines.catalog.pure import (
    Catalogue,
    Compiled,
    compile_item,
    compile_theme,
    fact_of,
    typed_key,
)
from yiwang.kernel.fact import Fact
from yiwang.loader import Complaint, World
from yiwang.loader.scenarios import Outcome

from .definition import Counts, Expected, Given, Scenario, ScenarioFile
from .flowing import flow_complaints
from .living import case_complaints

MATERIALS = ("asked", "held", "produced", "generated", "deferred")
MEND = "改正定义；确实应当如此时改写情景的期望。"


@lru_cache(maxsize=4)
def _catalogue(world: World) -> Catalogue:
    return Catalogue.of(world)


def run_scenario(file: ScenarioFile, world: World) -> Iterable[Outcome]:
    """Run every scenario of a file against a world."""
    for place, scenario in enumerate(file.scenarios):
        if file.case_type is not None:
            yield Outcome(scenario.name, tuple(case_complaints(world, file.case_type, scenario, place)))
            continue
        compiled = _compiled(file, world, scenario.given)
        complaints = _complaints(compiled, scenario, ("scenarios", place, "expect"))
        flow = flow_complaints(world, compiled, scenario, ("scenarios", place))
        yield Outcome(scenario.name, (*complaints, *flow))


def _compiled(file: ScenarioFile, world: World, given: Given) -> Compiled:
    catalogue = _catalogue(world)
    answers, facts, rows = _persona(catalogue, given)
    typed = {typed_key(written): value for written, value in given.typed.items()}
    if file.item is not None:
        return compile_item(catalogue, file.item, answers, facts, given.day, typed=typed, rows=rows)
    theme = file.theme or ""
    return compile_theme(
        catalogue, theme, answers, facts, given.day, typed=typed, rows=rows, without=given.without
    )


def _persona(catalogue: Catalogue, given: Given) -> tuple[dict[str, str], list[Fact], dict[str, int]]:
    persona = catalogue.personas[given.persona] if given.persona else None
    answers = {**(persona.answers if persona else {}), **given.answers}
    kept = {name: value for name, value in answers.items() if name not in given.unanswered}
    facts = [fact_of(fact) for fact in (*(persona.facts if persona else ()), *given.facts)]
    rows = {**(persona.rows if persona else {}), **given.rows}
    return kept, [f for f in facts if f"{f.party}.{f.element or f.material}" not in given.forget], rows


def _complaints(compiled: Compiled, scenario: Scenario, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    expect = scenario.expect
    got = _got(compiled)
    for name, value in got.items():
        wanted = getattr(expect, name)
        if wanted is not None and _differs(wanted, value):
            what = f"“{scenario.name}”：{name} 应为 {_said(wanted)}，得到 {_said(value)}。"
            yield Complaint(what, MEND, f"scenario.{name}", (*path, name))
    yield from _counts(compiled, scenario, path)
    yield from _fields(compiled, scenario, path)
    yield from _schedule(compiled, scenario, path)
    yield from _words(compiled, scenario, path)


def _differs(wanted: Any, got: Any) -> bool:
    return sorted(wanted) != sorted(got) if isinstance(wanted, tuple) else bool(wanted != got)


def _said(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(sorted(value)) or "没有"
    return str(value)


def _got(compiled: Compiled) -> dict[str, Any]:
    return {
        "items": compiled.items,
        "left_out": [member.key for member in compiled.left_out],
        **{state: _materials(compiled, state) for state in MATERIALS},
        "open": compiled.open_questions,
        "undecided": sorted({line.id for line in compiled.open_lines}),
        "refused": [judged.member.item.id for judged in compiled.refusals],
        "problems": [where for where, _ in compiled.problems],
        "skipped": sorted(compiled.skipped),
        "signers": len(compiled.signers),
        "results": _results(compiled),
    }


def _results(compiled: Compiled) -> list[str]:
    results = [member.item.result for member in compiled.members if member.item.result]
    return [result.licence_type or result.name for result in results]


def _materials(compiled: Compiled, state: str) -> list[str]:
    if state == "deferred":
        return [_key(m.party, m.row, m.material.id) for m in compiled.materials if m.deferred]
    return [_key(m.party, m.row, m.material.id) for m in compiled.materials if m.state == state]


def _key(party: str, row: int | None, name: str) -> str:
    return f"{party}.{name}" if row is None else f"{party}[{row}].{name}"


def _counts(compiled: Compiled, scenario: Scenario, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    for measure in ("materials", "fields", "days", "visits"):
        wanted: Counts = getattr(scenario.expect.counts, measure)
        got = getattr(compiled.savings, measure)
        for side, value in wanted.model_dump(exclude_none=True).items():
            if value != getattr(got, side):
                what = f"“{scenario.name}”：{measure} 的 {side} 应为 {value:g}，得到 {getattr(got, side)}。"
                yield Complaint(what, MEND, "scenario.counts", (*path, "counts", measure, side))


def _fields(compiled: Compiled, scenario: Scenario, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    states = {_key(f.party, f.row, f.element.id): f.state for f in compiled.fields}
    expect = scenario.expect
    yield from _state(scenario.name, states, expect.asks, ("asked",), (*path, "asks"))
    yield from _state(scenario.name, states, expect.prefilled, ("prefilled",), (*path, "prefilled"))
    yield from _state(scenario.name, states, expect.asks_not, ("prefilled", None), (*path, "asks_not"))


def _state(
    name: str,
    states: Mapping[str, str],
    wanted: Sequence[str],
    allowed: tuple[str | None, ...],
    path: tuple[str | int, ...],
) -> Iterator[Complaint]:
    words = {"asked": "要填", "prefilled": "已预填", None: "不在表单中"}
    for field in wanted:
        if states.get(field) not in allowed:
            what = f"“{name}”：字段 {field} {words.get(states.get(field))}。"
            yield Complaint(what, MEND, "scenario.fields", path)


def _schedule(compiled: Compiled, scenario: Scenario, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    for key, wanted in scenario.expect.schedule.items():
        span = compiled.schedule.get(key)
        got = f"{span.from_day}-{span.to_day}" if span else "不办"
        if got != wanted:
            what = f"“{scenario.name}”：{key} 应在 {wanted}，得到 {got}。"
            yield Complaint(what, MEND, "scenario.schedule", (*path, "schedule", key))


def _words(compiled: Compiled, scenario: Scenario, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    expect: Expected = scenario.expect
    told = str(compiled.as_json()) if expect.says else ""
    for word in expect.says:
        if word not in told:
            what = f"“{scenario.name}”：说明里没有“{word}”。"
            yield Complaint(what, MEND, "scenario.says", (*path, "says"))
