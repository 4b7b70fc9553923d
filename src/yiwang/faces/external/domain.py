"""An external step as a card on a page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.engines.externals.public import (
    CLOSED,
    ExternalStep,
    ExternalSystem,
    NoGateway,
    gateway_of,
    steps_of,
    system_of,
    values_told,
)
from yiwang.kernel.actor import Actor

WAYS = {"api": "接口", "file": "文件", "card": "转录卡"}
TAGS = {"answered": "tag-ok", "unknown": "tag-warn", "closed": ""}


@dataclass(frozen=True)
class CardField:
    """One field to be carried over. ``digit`` is the key that copies it; secret ones show no value until then."""

    key: str
    label: str
    value: str
    is_secret: bool
    digit: str


@dataclass(frozen=True)
class ExternalLine:
    """A step as ``external/step.html`` shows it.

    Attributes:
        page: where it can be looked at in the other system; "" if nowhere.
        fields: what is carried over by hand; empty where nothing is, or not by this hat.
        words: the outcomes there are.
    """

    id: UUID
    number: str
    their_number: str
    title: str
    owner: str
    way: str
    state: str
    tag: str
    case_number: str
    matter: str
    opened_at: datetime
    sent_at: datetime | None
    patience_at: datetime | None
    answered_at: datetime | None
    word: str
    note: str
    trouble: str
    page: str
    is_demo: bool
    is_open: bool
    can_ask: bool
    fields: tuple[CardField, ...] = ()
    words: tuple[str, ...] = ()


def external_lines(actor: Actor, case_id: UUID) -> list[ExternalLine]:
    """The external steps of a case, with the card where this hat has one to carry over."""
    return [external_line(one, actor, with_card=True) for one in steps_of(actor, case_id)]


def external_line(step: ExternalStep, actor: Actor, *, with_card: bool = False) -> ExternalLine:
    """One step; its card only if asked for and if its unit is this hat's to work for."""
    system = system_of(step)
    carried = with_card and system is not None and step.way == "card" and step.is_open
    mine = carried and step.unit_id in actor.own_units
    return ExternalLine(
        step.id, step.number, step.their_number, system.title if system else step.system,
        system.owner if system else "", _(WAYS[step.way]), _(step.state_word), TAGS.get(step.state, "tag-info"),
        step.case_number, step.title, step.opened_at, step.sent_at, step.patience_at, step.answered_at, step.word,
        step.note, step.trouble, _page(step, system), bool(system and system.demo), step.is_open,
        step.way == "api" and step.is_open, _fields(actor, step, system) if mine and system else (),
        tuple(system.answers) if mine and system else (),
    )  # fmt: skip


def _page(step: ExternalStep, system: ExternalSystem | None) -> str:
    if system is None or system.way != "api" or not step.their_number:
        return ""
    try:
        return gateway_of(system).page(step.their_number)
    except NoGateway:
        return ""


def _fields(actor: Actor, step: ExternalStep, system: ExternalSystem) -> tuple[CardField, ...]:
    return tuple(
        CardField(one.key, one.label, one.value, one.value == CLOSED, str(at) if at < 10 else "")
        for at, one in enumerate(values_told(actor, step, system), start=1)
    )
