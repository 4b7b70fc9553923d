"""Makes a theme ready: joins the lines of its items and compiles every expression once."""

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.engines.catalog.definitions import (
    ELEMENT,
    ITEM,
    MATERIAL,
    FieldLine,
    Item,
    MaterialLine,
    Member,
    Schema,
    Theme,
    binding,
    item_schema,
    theme_schema,
)
from yiwang.engines.catalog.domain.graph import in_order
from yiwang.engines.catalog.domain.values import plain_number, read_value
from yiwang.kernel.expressions import Compiled as Expression
from yiwang.kernel.expressions import compile_expression
from yiwang.loader import World

from .prepared import (
    Bound,
    FieldGroup,
    Line,
    MaterialGroup,
    ReadyCondition,
    ReadyMember,
    ReadyQuestion,
    ReadyTheme,
)


def ready_theme(world: World, theme: Theme) -> ReadyTheme:
    """Everything of a theme that does not depend on the applicant.

    Raises:
        ExpressionError: an expression is wrong; the pack's check tells where.
    """
    schema = theme_schema(world, theme)
    members = tuple(_member(world, theme, schema, index, m) for index, m in enumerate(theme.members))
    after = {m.name: tuple(a.member for a in m.after) for m in theme.members}
    return ReadyTheme(
        theme,
        _questions(theme, schema),
        members,
        tuple(in_order(after)),
        after,
        _field_groups(world, theme, members),
        _material_groups(world, members),
        _signs(world, theme),
    )


def _signs(world: World, theme: Theme) -> dict[str, Expression]:
    return {
        key: compile_expression(party.signs_when, theme_schema(world, theme, row_of=key))
        for key, party in theme.parties.items()
        if party.signs_when
    }


def theme_of_one(item: Item) -> Theme:
    """A single item as a theme: its parties and questions are the theme's own."""
    parties = {key: party.model_dump() for key, party in item.parties.items()}
    member = Member(item=item.id, bind={key: key for key in item.parties})
    return Theme.model_validate(
        {
            "id": item.id,
            "title": item.title,
            "subject": "person" if "1" in item.service_objects else "enterprise",
            "lead": item.decide,
            "parties": parties,
            "questions": item.questions,
            "members": (member,),
            "signers": item.signers or (next(iter(item.parties)),),
            "reference_answers": {},
            "status": item.status,
        }
    )


def _compiled(text: str, schema: Schema) -> Expression | None:
    return compile_expression(text, schema) if text else None


def _questions(theme: Theme, schema: Schema) -> tuple[ReadyQuestion, ...]:
    return tuple(ReadyQuestion(q, _compiled(q.when, schema), _target(q.fills)) for q in theme.questions)


def _target(fills: str) -> tuple[str, str] | None:
    party, _, element = fills.partition(".")
    return (party, element) if fills else None


def _member(world: World, theme: Theme, schema: Schema, index: int, member: Member) -> ReadyMember:
    item = world.get(ITEM, member.item)
    own = item_schema(world, item)
    bound = tuple(_bound(theme, item, key, written) for key, written in member.bind.items())
    return ReadyMember(
        index,
        member.name,
        member,
        item,
        bound,
        _compiled(member.when, schema),
        _compiled(item.skip_when, own),
        _compiled(item.visit_waived_when, own),
        tuple(ReadyCondition(c, _compiled(c.check, own)) for c in item.conditions),
        plain_number(item.days),
        {q.id: member.answers.get(q.id, q.id) for q in item.questions if q.id not in member.given},
        _given(item, member),
        _same_roots(theme, member, bound),
        _placed_by(item, bound),
    )


def _placed_by(item: Item, bound: tuple[Bound, ...]) -> tuple[str, str] | None:
    own, _, element = item.jurisdiction.by.partition(".")
    return (next((b.party for b in bound if b.own == own), own), element) if own else None


def _same_roots(theme: Theme, member: Member, bound: tuple[Bound, ...]) -> bool:
    """Whether the item's expressions may look at the theme's own parties and answers as they are."""
    alike = all(b.own == b.party and b.many == (theme.parties[b.party].cardinality == "many") for b in bound)
    return alike and not any(b.first for b in bound) and not member.answers


def _given(item: Item, member: Member) -> Mapping[str, Any]:
    questions = {q.id: q for q in item.questions}
    return {k: read_value(v, questions[k].type, questions[k].options) for k, v in member.given.items()}


def _bound(theme: Theme, item: Item, own: str, written: str) -> Bound:
    party, first = binding(written)
    return Bound(own, party, first, item.parties[own].cardinality == "many")


def _lines(world: World, members: tuple[ReadyMember, ...], name: str) -> Iterator[tuple[str, Any, Line]]:
    for member in members:
        bound = {b.own: b for b in member.bound}
        for line in getattr(member.item, name):
            yield bound[line.party].party, line, _line(world, member, bound[line.party], line)


def _line(world: World, member: ReadyMember, bound: Bound, line: FieldLine | MaterialLine) -> Line:
    when = _compiled(line.when, item_schema(world, member.item, row_of=line.party)) if line.when else None
    deferred = getattr(line, "exempt", "none")
    return Line(
        member.index,
        line.party,
        bound.first,
        when,
        line.required,
        "" if deferred == "none" else deferred,
        line.why,
    )


def _field_groups(world: World, theme: Theme, members: tuple[ReadyMember, ...]) -> tuple[FieldGroup, ...]:
    found: dict[tuple[str, str], list[Line]] = {}
    for party, written, line in _lines(world, members, "fields"):
        found.setdefault((party, written.element), []).append(line)
    filled = {_target(q.fills): q.id for q in theme.questions if q.fills}
    given = _given_elements(members)
    return tuple(
        FieldGroup(
            party,
            world.get(ELEMENT, element),
            tuple(lines),
            filled.get((party, element), ""),
            given.get((party, element), ()),
            _is_plain(lines),
        )
        for (party, element), lines in found.items()
    )


def _is_plain(lines: list[Line]) -> bool:
    return not any(line.when or line.first for line in lines)


def _given_elements(members: tuple[ReadyMember, ...]) -> dict[tuple[str, str], tuple[int, ...]]:
    """(theme party, element) → members whose result brings it into being."""
    given: dict[tuple[str, str], tuple[int, ...]] = {}
    for member in members:
        parties = {bound.own: bound.party for bound in member.bound}
        for source in member.item.result.gives if member.item.result else ():
            own, _, element = source.partition(".")
            key = (parties[own], element)
            given[key] = (*given.get(key, ()), member.index)
    return given


def _material_groups(world: World, members: tuple[ReadyMember, ...]) -> tuple[MaterialGroup, ...]:
    found: dict[tuple[str, str], list[Line]] = {}
    for party, written, line in _lines(world, members, "materials"):
        found.setdefault((party, written.material), []).append(line)
    made = _produced(members)
    groups = []
    for (party, name), lines in found.items():
        material = world.get(MATERIAL, name)
        groups.append(
            MaterialGroup(
                party, material, tuple(lines), made.get((party, material.licence_type), ()), _is_plain(lines)
            )
        )
    return tuple(groups)


def _produced(members: tuple[ReadyMember, ...]) -> dict[tuple[str, str | None], tuple[int, ...]]:
    """(theme party, licence type) → members whose result it is."""
    made: dict[tuple[str, str | None], tuple[int, ...]] = {}
    for member in members:
        result = member.item.result
        if result and result.licence_type:
            party = next(b.party for b in member.bound if b.own == result.party)
            made[party, result.licence_type] = (*made.get((party, result.licence_type), ()), member.index)
    return made
