"""Check your answers: everything that still stands in the way, each with a sentence."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled, ending_words
from yiwang.kernel.actor import Actor

from ..domain.keys import key_text
from ..domain.view import CheckView
from ..policies import access_draft
from ..selectors.loading import Loaded, catalogue, compiled, load
from ..selectors.viewing import draft_view, met_by


def draft_check(actor: Actor, draft_id: UUID, *, now: datetime) -> CheckView:
    """The page before signing."""
    loaded = load(access_draft(actor, draft_id))
    form = compiled(loaded, now)
    return CheckView(draft_view(actor, loaded, form, now), dict(problems(loaded, form)))


def problems(loaded: Loaded, form: Compiled) -> Iterator[tuple[str, str]]:
    """Everything that stands in the way of handing in: (what it is about, sentence)."""
    for question in form.questions:
        if question.id in form.open_questions:
            yield question.id, f"请回答：{question.ask}"
    if form.ready.theme.ended(form.here.day):
        yield "theme", ending_words(catalogue()[0], form.ready.theme, form.here.day)
    yield from form.problems
    yield from _fields(form)
    yield from _materials(loaded, form)
    yield from _conditions(form)
    yield from _places(form)
    if not form.members:
        yield "items", "按您的回答，没有需要办理的事项。"


def _fields(form: Compiled) -> Iterator[tuple[str, str]]:
    for field in form.fields:
        if field.required and field.value is None:
            party = form.ready.theme.parties[field.party].label
            row = f"（{field.row}）" if field.row else ""
            yield (
                key_text(field.party, field.row, field.element.id),
                f"请填写{party}{row}的“{field.element.label}”。",
            )


def _materials(loaded: Loaded, form: Compiled) -> Iterator[tuple[str, str]]:
    for held in form.materials:
        if not met_by(loaded, held):
            promise = "，或选择以承诺代替" if loaded.deferral(held) else ""
            sentence = f"请上传“{held.material.label}”{promise}。"
            yield key_text(held.party, held.row, held.material.id), sentence


def _conditions(form: Compiled) -> Iterator[tuple[str, str]]:
    for judged in form.refusals:
        said = judged.ready.condition.refusal or f"不符合条件：{judged.ready.condition.text}"
        yield f"condition.{judged.member.key}", said


def _places(form: Compiled) -> Iterator[tuple[str, str]]:
    for member in form.members:
        if member.key not in form.decided and not _open(form, member.placed_by):
            sentence = f"按您填写的地址，没有找到办理“{member.item.title}”的单位，请核对所在区划。"
            yield f"unit.{member.key}", sentence


def _open(form: Compiled, placed_by: tuple[str, str] | None) -> bool:
    """Whether the place itself is not typed yet: that is told beside its own field."""
    return any((f.party, f.element.id) == placed_by and f.value is None for f in form.fields)
