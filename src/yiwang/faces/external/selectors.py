"""What systems outside did not take, as those read it who look after it."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.tellings.public import Telling, cases_refused, recipients_bound, tellings_troubled
from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class UntoldLine:
    """One status that did not go through: refused, or nobody there and told again at ``next_at``."""

    id: int
    recipient: str
    number_label: str
    their_number: str
    number: str
    word: str
    trouble: str
    is_refused: bool
    tries: int
    at: datetime
    next_at: datetime
    can_again: bool


@dataclass(frozen=True)
class Refusing:
    """A recipient that refused something of several cases: all of it may be told again at once."""

    id: str
    title: str
    cases: int


def refusing(actor: Actor, kind: str) -> list[Refusing]:
    """The recipients of a kind that refused something of more than one case of this hat's."""
    held = recipients_bound()[kind]
    found = cases_refused(actor, kind).items()
    return [Refusing(one, held.title(one), cases) for one, cases in found if cases > 1]


def untold_lines(actor: Actor, kind: str) -> list[UntoldLine]:
    """What recipients of a kind did not take, of the matters that an actor may see."""
    return [_line(row, actor) for row in tellings_troubled(actor, kind)]


def _line(row: Telling, actor: Actor) -> UntoldLine:
    held = recipients_bound()[row.kind]
    return UntoldLine(
        row.id, held.title(row.recipient), held.number_label(row.recipient), row.their_number, row.number, row.word,
        row.trouble, row.refused_at is not None, row.tries, row.at, row.next_at, row.unit_id in actor.own_units,
    )  # fmt: skip
