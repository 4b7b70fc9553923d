"""One applicant's situation on one day: answers read, rows counted, facts found, environments made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiwang.engines.catalog.definitions import Element, Theme
from yiwang.engines.catalog.domain.values import Unreadable, read_value
from yiwang.kernel.expressions import UNKNOWN
from yiwang.kernel.fact import Fact

from .prepared import ReadyMember, ReadyQuestion, ReadyTheme

Row = int | None
Key = tuple[str, Row, str]
"""(party, row for parties with many, element or material)."""

SOURCES = {"licence": 0, "identity": 1, "topic": 2, "submission": 3}


@dataclass(slots=True)
class Situation:
    """What is known of one applicant.

    Attributes:
        rows: theme party → its row numbers; ``(None,)`` for a party that is one.
        values: facts by element, held: facts by material, expired: those no longer valid on the day.
        typed: values the applicant typed.
        answers: answers in force, read by type; shown: questions that are asked; open: those without answer.
    """

    ready: ReadyTheme
    day: date
    param: Mapping[str, Any]
    rows: dict[str, tuple[Row, ...]]
    typed: Mapping[Key, Any]
    values: dict[Key, Fact] = field(default_factory=dict)
    held: dict[Key, Fact] = field(default_factory=dict)
    expired: dict[Key, Fact] = field(default_factory=dict)
    records: dict[str, dict[Row, dict[str, Any]]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    shown: list[ReadyQuestion] = field(default_factory=list)
    undecided: list[ReadyQuestion] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    from_facts: dict[str, Fact] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    environment: dict[str, Any] = field(default_factory=dict)


def situation(
    ready: ReadyTheme,
    elements: Mapping[str, Element],
    answers: Mapping[str, Any],
    facts: Iterable[Fact],
    day: date,
    param: Mapping[str, Any],
    *,
    typed: Mapping[Key, Any],
    rows: Mapping[str, int],
) -> Situation:
    """Read everything given for a theme; what cannot be read becomes a problem and stays unknown."""
    facts = tuple(facts)
    here = Situation(ready, day, param, _rows(ready.theme, answers, facts, rows), typed)
    _take_facts(here, elements, facts)
    _take_typed(here, elements)
    here.environment = {"answers": here.answers, "parties": _parties(here), "day": day, "param": param}
    _take_answers(here, answers)
    return here


def _rows(
    theme: Theme, answers: Mapping[str, Any], facts: tuple[Fact, ...], rows: Mapping[str, int]
) -> dict[str, tuple[Row, ...]]:
    return {
        key: (None,) if party.cardinality == "one" else _many(key, party.rows, answers, facts, rows)
        for key, party in theme.parties.items()
    }


def _many(
    key: str, question: str, answers: Mapping[str, Any], facts: tuple[Fact, ...], rows: Mapping[str, int]
) -> tuple[Row, ...]:
    told = rows.get(key) or _count(answers.get(question))
    if told:
        return tuple(range(1, told + 1))
    named = sorted({fact.row for fact in facts if fact.party == key and fact.row is not None})
    return tuple(named) or (1,)


def _count(answer: Any) -> int:
    try:
        return max(0, read_value(answer, "int")) if answer is not None else 0
    except Unreadable:
        return 0


def _take_facts(here: Situation, elements: Mapping[str, Element], facts: tuple[Fact, ...]) -> None:
    here.records = {party: {row: {} for row in rows} for party, rows in here.rows.items()}
    for fact in sorted(facts, key=_rank):
        rows = here.rows.get(fact.party)
        if rows is None:
            here.problems.append((fact.party, f"事实所属的当事人“{fact.party}”不在本主题中。"))
            continue
        row = None if rows == (None,) else fact.row or rows[0]
        if row in rows:
            _take_fact(here, elements, fact, row)
    for party, held in _held_by_row(here).items():
        for row, names in held.items():
            here.records[party][row]["held"] = names


def _rank(fact: Fact) -> tuple[Any, ...]:
    """The order in which facts win, whatever the order they are given in: best source, longest validity."""
    until = fact.valid_until.toordinal() if fact.valid_until else 10**9
    source = fact.source
    return (
        fact.party,
        SOURCES.get(source.kind, 9),
        -until,
        source.unit,
        source.id,
        repr(fact.value),
        fact.ground,
    )


def _take_fact(here: Situation, elements: Mapping[str, Element], fact: Fact, row: Row) -> None:
    name = fact.element or fact.material or ""
    key = (fact.party, row, name)
    if not fact.valid_on(here.day):
        here.expired.setdefault(key, fact)
    elif fact.material:
        here.held.setdefault(key, fact)
    elif key not in here.values and _record(here, elements, key, fact.value):
        here.values[key] = fact


def _record(here: Situation, elements: Mapping[str, Element], key: Key, value: Any) -> bool:
    """Put a value among what expressions see; whether it could be read."""
    party, row, name = key
    element = elements.get(name)
    if element is None:
        here.problems.append((name, f"数据元“{name}”没有定义。"))
        return False
    try:
        here.records[party][row][name] = read_value(value, element.type, element.options)
    except Unreadable as error:
        here.problems.append((f"{party}.{name}", f"“{element.label}”的值读不懂：{error}"))
        return False
    return True


def _held_by_row(here: Situation) -> dict[str, dict[Row, list[str]]]:
    found: dict[str, dict[Row, list[str]]] = {p: {r: [] for r in rows} for p, rows in here.rows.items()}
    for party, row, name in sorted(here.held, key=lambda key: key[2]):
        found[party][row].append(name)
    return found


def _take_typed(here: Situation, elements: Mapping[str, Element]) -> None:
    for (party, row, name), value in here.typed.items():
        if row in here.rows.get(party, ()):
            _record(here, elements, (party, row, name), value)


def _parties(here: Situation) -> dict[str, Any]:
    return {party: party_value(here, party) for party in here.rows}


def party_value(here: Situation, party: str) -> Any:
    """What expressions see of a theme party: a record, or a list of records."""
    rows = here.rows[party]
    records = here.records[party]
    return records[None] if rows == (None,) else [records[row] for row in rows]


def _take_answers(here: Situation, answers: Mapping[str, Any]) -> None:
    known = {q.question.id for q in here.ready.questions}
    for name in answers:
        if name not in known:
            here.problems.append((name, f"没有“{name}”这个问题。"))
    for ready in here.ready.questions:
        truth = ready.when.truth(here.environment) if ready.when else True
        if truth is UNKNOWN:
            here.undecided.append(ready)
        elif truth:
            here.shown.append(ready)
            _take_answer(here, ready, answers.get(ready.question.id))


def _take_answer(here: Situation, ready: ReadyQuestion, given: Any) -> None:
    question = ready.question
    fact = _fact_for(here, ready)
    value = fact.value if given is None and fact else given
    if value is None:
        here.open.append(question.id)
        return
    try:
        here.answers[question.id] = question.read(value)
    except Unreadable as error:
        here.problems.append((question.id, f"问题“{question.ask}”的回答读不懂：{error}"))
        here.open.append(question.id)
        return
    here.raw[question.id] = value
    _spread(here, ready, fact if given is None else None)


def _fact_for(here: Situation, ready: ReadyQuestion) -> Fact | None:
    if ready.target is None:
        return None
    party, element = ready.target
    return here.values.get((party, here.rows[party][0], element))


def _spread(here: Situation, ready: ReadyQuestion, fact: Fact | None) -> None:
    if ready.target is None:
        return
    party, element = ready.target
    row = here.rows[party][0]
    here.records[party][row][element] = here.answers[ready.question.id]
    if fact:
        here.from_facts[ready.question.id] = fact
    else:
        here.values.pop((party, row, element), None)


def member_environment(here: Situation, member: ReadyMember) -> dict[str, Any]:
    """What the expressions of a member's item see: its own parties and its own questions."""
    if member.same_roots and not member.given:
        return here.environment
    parties = {b.own: _own_party(here, b.party, first=b.first, many=b.many) for b in member.bound}
    answers = {own: here.answers[name] for own, name in member.own_answers.items() if name in here.answers}
    return {**here.environment, "parties": parties, "answers": {**answers, **member.given}}


def _own_party(here: Situation, party: str, *, first: bool, many: bool) -> Any:
    value = party_value(here, party)
    if isinstance(value, list):
        return value if many and not first else value[0]
    return [value] if many else value


def row_environment(
    here: Situation, environment: dict[str, Any], own: str, party: str, row: Row
) -> dict[str, Any]:
    """The environment in which the item's party ``own`` is one row: such lines are asked per row."""
    return {**environment, "parties": {**environment["parties"], own: here.records[party][row]}}
