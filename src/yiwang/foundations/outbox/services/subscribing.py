"""Who wants to hear of what: a register filled in ``ready()`` of each app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Message:
    """One message as a handler gets it.

    Attributes:
        id: number of the row.
        topic: what happened, e.g. ``case.closed``.
        key: unique name of this happening; use it, with the handler's name, as the key of your own effects.
        body: plain JSON values; ids, never secrets.
        attempts: 1 at the first attempt.
    """

    id: int
    topic: str
    key: str
    body: Mapping[str, Any]
    attempts: int


Handler = Callable[[Message], None]

_subscribers: dict[str, dict[str, Handler]] = {}


def subscribe(topic: str, name: str, handler: Handler) -> None:
    """Have a handler called for every message of a topic, at least once, as the worker, in a transaction.

    What it writes to the database commits together with the mark that it was delivered, or not at all;
    what it does outside may happen twice, so it must be idempotent by ``message.key``. One that raises is
    tried again.

    Args:
        topic: the topic, exactly.
        name: name of this subscriber, unique in its topic and lasting: deliveries are remembered by it.
        handler: called with the message.
    """
    known = _subscribers.setdefault(topic, {})
    if known.get(name, handler) is not handler:
        raise ValueError(f"主题 {topic} 已有名为 {name} 的订阅者, 请换一个名字。")
    known[name] = handler


def subscribers_of(topic: str) -> Mapping[str, Handler]:
    """The subscribers of a topic by name."""
    return _subscribers.get(topic, {})
