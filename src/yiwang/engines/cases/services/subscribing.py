"""Apps above hear of moves: always after the transaction, by the outbox, and only of those they asked for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from yiwang.foundations.outbox.public import Message, subscribe

from ..domain.acting import Decision
from ..domain.chain import SealedRow
from ..domain.values import Case


@dataclass(frozen=True)
class CaseMoved:
    """A case got into a state it was not in before.

    Attributes:
        seq: number of the event on the matter's chain; with ``root_id`` unique.
    """

    root_id: UUID
    case_id: UUID
    seq: int
    type: str
    subject: str
    act: str
    from_state: str
    to_state: str


@dataclass(frozen=True)
class _Wish:
    name: str
    types: frozenset[str]
    states: frozenset[str]
    where: Callable[[str, str], bool] | None = None
    given: str = ""

    def wants(self, case: Case, state: str) -> bool:
        if (self.types and case.type not in self.types) or (self.states and state not in self.states):
            return False
        if self.given and not case.section("form").get(self.given):
            return False
        return self.where is None or self.where(case.type, state)


_wishes: list[_Wish] = []


def subscribe_cases(
    name: str,
    handler: Callable[[CaseMoved], None],
    *,
    types: Collection[str] = (),
    states: Collection[str] = (),
    where: Callable[[str, str], bool] | None = None,
    given: str = "",
) -> None:
    """Hear when cases get into states; call it in ``ready()``. The handler runs as the worker, at least once.

    Args:
        name: lasting name of the subscriber, e.g. ``ratings.invite``.
        handler: called with the move; must be idempotent by (root_id, seq).
        types: only these case types; all if empty.
        states: only these new states; all if empty.
        where: for who learns from the pack which types and states are meant: asked with both at each move.
        given: only cases whose opener gave something under this key (``materials``: pictures and papers).
    """
    wish = _Wish(name, frozenset(types), frozenset(states), where, given)
    if wish not in _wishes:
        _wishes.append(wish)
    subscribe(f"cases.moved.{name}", name, _reading(handler))


def _reading(handler: Callable[[CaseMoved], None]) -> Callable[[Message], None]:
    def read(message: Message) -> None:
        body = dict(message.body)
        root_id, case_id = UUID(body.pop("root_id")), UUID(body.pop("case_id"))
        handler(CaseMoved(root_id, case_id, **body))

    return read


def announcements(decision: Decision, rows: list[SealedRow]) -> list[dict[str, object]]:
    """The outbox rows for who asked to hear of these events."""
    return [
        _message(wish, decision, row)
        for row in rows
        if row.columns["from"] != row.columns["to"]
        for wish in _wishes
        if wish.wants(decision.matter.cases[row.columns["case_id"]], row.columns["to"])
    ]


def _message(wish: _Wish, decision: Decision, row: SealedRow) -> dict[str, object]:
    columns = row.columns
    case = decision.matter.cases[columns["case_id"]]
    body = {
        "root_id": columns["root_id"],
        "case_id": case.id,
        "seq": row.seq,
        "type": case.type,
        "subject": case.subject,
        "act": columns["act"],
        "from_state": columns["from"],
        "to_state": columns["to"],
    }
    topic = f"cases.moved.{wish.name}"
    return {"topic": topic, "key": f"{topic}:{columns['root_id']}:{row.seq}", "body": body}
