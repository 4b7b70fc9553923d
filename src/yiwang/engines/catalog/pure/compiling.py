"""The compiler: who belongs, what is asked, in what order, and what that spares (design §4).

Promise: pure and deterministic; facts in any order give the same result; what is unknown stays open and is
told, never guessed. With I the members whose conditions hold, before counts each item's own lines, after the
distinct ones, asked those that government does not already hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from yiwang.engines.catalog.definitions import Question
from yiwang.engines.catalog.domain.graph import Days, Span, length, schedule, whole
from yiwang.kernel.expressions import UNKNOWN
from yiwang.kernel.expressions import Compiled as Expression

from .compiled import Compiled
from .places import Deciding, Places
from .prepared import FieldGroup, Line, MaterialGroup, ReadyMember, ReadyTheme
from .result import (
    FormField,
    FormMaterial,
    JudgedCondition,
    Measure,
    OpenLine,
    ProducedField,
    Savings,
    promised_days,
)
from .situation import Row, Situation, member_environment, row_environment


@dataclass(slots=True)
class _Run:
    """One compilation under way."""

    here: Situation
    places: Places
    members: dict[int, ReadyMember] = field(default_factory=dict)
    environments: dict[int, dict[str, Any]] = field(default_factory=dict)
    left_out: list[ReadyMember] = field(default_factory=list)
    open_lines: list[OpenLine] = field(default_factory=list)
    fields: list[FormField] = field(default_factory=list)
    produced: list[ProducedField] = field(default_factory=list)
    materials: list[FormMaterial] = field(default_factory=list)
    optional: list[FormMaterial] = field(default_factory=list)
    fields_before: int = 0
    materials_before: int = 0

    def environment(self, member: ReadyMember) -> dict[str, Any]:
        """The member's environment, made when first needed."""
        found = self.environments.get(member.index)
        if found is None:
            found = self.environments[member.index] = member_environment(self.here, member)
        return found

    def holds(self, expression: Expression | None, member: ReadyMember) -> bool:
        """Whether an item's condition is known to hold; an empty one does not."""
        return expression is not None and expression.truth(self.environment(member)) is True


def run(here: Situation, places: Places, without: Iterable[str] = ()) -> Compiled:
    """Compile a theme for one situation.

    Args:
        here: what is known of the applicant.
        places: who decides where.
        without: optional members the applicant leaves out.
    """
    under_way = _Run(here, places)
    _choose_members(under_way, frozenset(without))
    for group in here.ready.fields:
        _join_field(under_way, group)
    for paper in here.ready.materials:
        _join_material(under_way, paper)
    return _finished(under_way)


def _choose_members(run: _Run, without: frozenset[str]) -> None:
    for member in run.here.ready.members:
        truth: object = True
        if member.member.optional and member.key in without:
            truth = False
        elif member.when is not None:
            truth = member.when.truth(run.here.environment)
        _place(run, member, truth)


def _place(run: _Run, member: ReadyMember, truth: object) -> None:
    if truth is UNKNOWN:
        run.open_lines.append(OpenLine("item", member.key, member.member.when))
    elif truth:
        run.members[member.index] = member
    else:
        run.left_out.append(member)


def _active(run: _Run, group: FieldGroup | MaterialGroup, row: Row, what: OpenLine) -> tuple[Line, ...]:
    """The lines that ask for this row; undecided ones are noted as open."""
    members, party = run.members, group.party
    present = [line for line in group.lines if line.member in members]
    if group.is_plain:
        return tuple(present)
    if row is not None and row != run.here.rows[party][0]:
        present = [line for line in present if not line.first]
    return tuple([ln for ln in present if ln.when is None or _asks(run, ln, ln.when, party, row, what)])


def _asks(run: _Run, line: Line, when: Expression, party: str, row: Row, what: OpenLine) -> bool:
    environment = run.environment(run.members[line.member])
    if row is not None:
        environment = row_environment(run.here, environment, line.own, party, row)
    truth = when.truth(environment)
    if truth is UNKNOWN:
        run.open_lines.append(OpenLine(what.kind, what.id, when.text))
    return truth is True


def _join_field(run: _Run, group: FieldGroup) -> None:
    what = OpenLine("field", f"{group.party}.{group.element.id}", "")
    for row in run.here.rows[group.party]:
        active = _active(run, group, row, what)
        if active:
            run.fields_before += len(active)
            _add_field(run, group, row, active)


def _add_field(run: _Run, group: FieldGroup, row: Row, active: tuple[Line, ...]) -> None:
    producers = tuple(index for index in group.producers if index in run.members)
    if producers:
        run.produced.append(ProducedField(group.party, row, group.element, producers, active))
    else:
        run.fields.append(_field(run.here, group, row, active))


def _field(here: Situation, group: FieldGroup, row: Row, active: tuple[Line, ...]) -> FormField:
    key = (group.party, row, group.element.id)
    question = group.question if row in (None, here.rows[group.party][0]) else ""
    fact = here.values.get(key)
    value = fact.value if fact else here.typed.get(key)
    if question and question in here.raw:
        fact, value = here.from_facts.get(question), here.raw[question]
    required = active[0].required or any(line.required for line in active)
    state: Literal["asked", "prefilled"] = "prefilled" if fact else "asked"
    return FormField(group.party, row, group.element, required, state, fact, question, value, active)


def _join_material(run: _Run, group: MaterialGroup) -> None:
    what = OpenLine("material", f"{group.party}.{group.material.id}", "")
    for row in run.here.rows[group.party]:
        active = _active(run, group, row, what)
        needed = tuple(line for line in active if line.required)
        run.materials_before += len(needed)
        if needed:
            run.materials.append(_material(run, group, row, needed))
        elif active:
            run.optional.append(_material(run, group, row, active))


def _material(run: _Run, group: MaterialGroup, row: Row, lines: tuple[Line, ...]) -> FormMaterial:
    key = (group.party, row, group.material.id)
    producers = tuple(index for index in group.producers if index in run.members)
    fact = run.here.held.get(key)
    state: Literal["asked", "held", "produced", "generated"] = "asked"
    if producers:
        state = "produced"
    elif group.material.generated:
        state = "generated"
    elif fact:
        state = "held"
    deferred = _deferred(lines) if state == "asked" else ""
    held = fact if state == "held" else None
    return FormMaterial(
        group.party, row, group.material, state, deferred, held, run.here.expired.get(key), producers, lines
    )


def _deferred(lines: tuple[Line, ...]) -> str:
    """How the material may come later: only if every item that asks for it allows it."""
    return lines[0].deferred if all(line.deferred for line in lines) else ""


def _finished(run: _Run) -> Compiled:
    here, ready = run.here, run.here.ready
    members = tuple(run.members.values())
    skipped = frozenset(m.key for m in members if run.holds(m.skip, m))
    waived = frozenset(m.key for m in members if run.holds(m.waived, m))
    conditions = tuple(judged for member in members for judged in _judged(run, member))
    located, decided = _located(run, members)
    for question in here.undecided:
        run.open_lines.append(OpenLine("question", question.question.id, question.question.when))
    return Compiled(
        ready,
        here,
        members,
        tuple(run.left_out),
        tuple(run.fields),
        tuple(run.produced),
        tuple(run.materials),
        tuple(run.optional),
        tuple(question.question for question in here.shown),
        tuple(here.open),
        tuple(run.open_lines),
        conditions,
        _schedule(ready, _days_of(members, decided)),
        skipped,
        waived,
        _savings(run, _days_of(members, decided), skipped, _visits(members, waived)),
        run.places,
        located,
        decided,
    )


def _located(run: _Run, members: tuple[ReadyMember, ...]) -> tuple[Mapping[str, str], Mapping[str, Deciding]]:
    """Member → place that decides, as far as it is known; and who decides there on this day."""
    wanted = {member.placed_by for member in members}
    fields = ((field, (field.party, field.element.id)) for field in reversed(run.fields))
    known = {key: str(field.value or "") for field, key in fields if key in wanted}
    located = {m.key: known.get(m.placed_by, "") if m.placed_by else run.places.city for m in members}
    found = {m.key: run.places.deciding(m.item, located[m.key], run.here.day) for m in members}
    return located, {key: decided for key, decided in found.items() if decided}


def _days_of(members: Iterable[ReadyMember], decided: Mapping[str, Deciding]) -> Mapping[str, Days]:
    return {member.key: promised_days(decided, member) for member in members}


def _judged(run: _Run, member: ReadyMember) -> Iterable[JudgedCondition]:
    for ready in member.conditions:
        truth = ready.check.truth(run.environment(member)) if ready.check else UNKNOWN
        state: Literal["met", "unmet", "unknown"] = "unknown"
        if truth is not UNKNOWN:
            state = "met" if truth else "unmet"
        yield JudgedCondition(member, ready, state)


def _order(ready: ReadyTheme, days: Mapping[str, Days]) -> list[str]:
    return [key for key in ready.order if key in days]


def _schedule(ready: ReadyTheme, days: Mapping[str, Days]) -> Mapping[str, Span]:
    return schedule(_order(ready, days), ready.after, days)


def _savings(run: _Run, days: Mapping[str, Days], skipped: frozenset[str], visits: Measure) -> Savings:
    after = [m for m in run.materials if m.state in ("asked", "held")]
    asked = [m for m in after if m.state == "asked"]
    deferred = sum(1 for m in asked if m.deferred)
    materials = Measure(run.materials_before, len(after), len(asked), deferred)
    return Savings(materials, _fields_measure(run), _days(run, days, skipped), visits)


def _fields_measure(run: _Run) -> Measure:
    """Questions count once each: as a field where one asks for the same, else as a situational question."""
    fields = run.fields
    joined = {f.question for f in fields if f.question}
    extra = [q.question for q in run.here.shown if q.question.id not in joined]
    typed = [q for q in extra if not _known(run, q)]
    asked = sum(1 for f in fields if f.state == "asked")
    return Measure(run.fields_before, len(fields) + len(extra), asked + len(typed))


def _known(run: _Run, question: Question) -> bool:
    return question.id in run.here.from_facts


def _days(run: _Run, days: Mapping[str, Days], skipped: frozenset[str]) -> Measure:
    ready = run.here.ready
    order = _order(ready, days)
    spared: dict[str, Days] = {key: 0 if key in skipped else value for key, value in days.items()}
    before = whole(sum(days.values()))
    return Measure(before, length(order, ready.after, days), length(order, ready.after, spared))


def _visits(members: tuple[ReadyMember, ...], waived: frozenset[str]) -> Measure:
    visits = {m.key: m.item.onsite_visits for m in members}
    left = [count for key, count in visits.items() if key not in waived]
    return Measure(sum(visits.values()), max(visits.values(), default=0), max(left, default=0))
