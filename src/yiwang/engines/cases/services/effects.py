"""The register of effects: what acts do outside the engine. Declared in ``definitions.registers``, bound by apps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yiwang.foundations.outbox.public import Message, subscribe

from ..domain.acting import Decision
from ..domain.chain import SealedRow
from ..pure import EFFECT_IDS


@dataclass(frozen=True)
class EffectCall:
    """One effect to be done.

    Attributes:
        case_id: the case whose act has the effect.
        root_id, seq: the event; together with the effect's id the idempotency key.
        body: what the definition's ``with`` says, and ``data``: what was said in the act.
        key: unique and lasting; use it as the key of what the effect makes.
    """

    case_id: UUID
    root_id: UUID
    seq: int
    body: Mapping[str, Any]
    key: str


Effect = Callable[[EffectCall], None]

_within: dict[str, Effect] = {}
_after: dict[str, Effect] = {}


def bind_effect(effect_id: str, effect: Effect) -> None:
    """Bind a declared effect; call it in ``ready()``.

    ``within`` effects run in the act's transaction and may only touch the database; ``after`` effects are called from
    the outbox as the worker, at least once, and usually end with ``case_move(actor=system_actor("effect"), …)``.

    Raises:
        LookupError: the id is not declared in ``cases.definitions.registers``, or bound already to another function.
    """
    kind = EFFECT_IDS.get(effect_id)
    if kind is None:
        raise LookupError(f"没有登记名为“{effect_id}”的效果；请先在 cases.definitions.registers 里登记。")
    held = _within if kind == "within" else _after
    if held.get(effect_id, effect) is not effect:
        raise LookupError(f"效果“{effect_id}”已经有别的实现。")
    held[effect_id] = effect
    if kind == "after":
        subscribe(f"cases.effect.{effect_id}", "effect", _called)


def bound_effects() -> frozenset[str]:
    """The ids bound so far."""
    return frozenset(_within) | frozenset(_after)


def _called(message: Message) -> None:
    body = dict(message.body)
    case_id, root_id, seq, name = (body.pop(key) for key in ("case_id", "root_id", "seq", "name"))
    _after[name](EffectCall(UUID(case_id), UUID(root_id), int(seq), body, message.key))


def run_within(decision: Decision, rows: list[SealedRow]) -> None:
    """Run the effects that belong inside the transaction, in order."""
    for held in decision.consequences:
        if held.kind == "within":
            row = rows[held.event]
            key = f"cases.effect.{held.name}:{decision.matter.root_id}:{row.seq}"
            call = EffectCall(held.case_id, decision.matter.root_id, row.seq, held.body, key)
            _within[held.name](call)
