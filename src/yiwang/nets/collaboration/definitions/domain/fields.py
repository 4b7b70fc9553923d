"""Fields that the forms of items and of themes share: how a value is asked for, and how what was sent is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from yiwang.faces.elements.public import Widget, options_of

from .words import STATUSES
from .written import Tree

LENGTH = 1000
ROOM = 2
"""How many empty lines stand at the end of a list, to be filled in."""

Groups = list[tuple[str, tuple[Widget, ...]]]
_UNWRITTEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]")
"""Control characters, and ends of lines that only some readers know: nobody types them, no text of a pack has them."""

FAQ_LABELS = {"ask": "问题", "answer": "回答", "source": "依据或来源"}


class Sent(Protocol):
    """What Django's ``request.POST`` offers."""

    def get(self, key: str, default: Any = ...) -> Any: ...  # noqa: D102

    def getlist(self, key: str) -> list[str]: ...  # noqa: D102

    def __contains__(self, key: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


def text_line(
    name: str, label: str, value: Any, *, kind: str = "text", required: bool = False, **more: Any
) -> Widget:
    """One line of text, or a value of another kind."""
    return Widget(name, label, kind, str(value or ""), required=required, max_length=LENGTH, **more)


def choice(name: str, label: str, value: str, options: Mapping[str, str], **more: Any) -> Widget:
    """One of a few."""
    return Widget(name, label, "choice", value, options_of(options, value), **more)


def put(tree: Tree, key: str, value: Any) -> None:
    """Write a value, or leave the field out where there is nothing to write."""
    if value:
        tree[key] = value
    else:
        tree.pop(key, None)


def sent_value(sent: Sent, name: str, before: str) -> str:
    """What was sent under a name, as text; what was there before where nothing was."""
    said = _taken(str(sent.get(name))) if name in sent else before
    return before if said == _taken(before) else said


def put_sent(tree: Tree, key: str, sent: Sent, name: str) -> None:
    """Write what was sent under a name; what was not sent, or came back as it stood, stays as its author wrote it."""
    put(tree, key, sent_value(sent, name, str(tree.get(key) or "")))


def _taken(text: str) -> str:
    return _UNWRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()[:LENGTH]


def faq_groups(tree: Tree) -> Groups:
    """Questions people ask, with room for more."""
    held = [*tree.get("faq", ()), *({} for _ in range(ROOM))]
    return [
        (f"第 {place} 个问题", (
            *(text_line(f"faq.{place}.{name}", f"{label}（{place}）", one.get(name),
                   kind="long_text" if name == "answer" else "text")
              for name, label in FAQ_LABELS.items()),
            choice(f"faq.{place}.status", f"核对情况（{place}）", one.get("status", "assumed"), STATUSES),
        ))
        for place, one in enumerate(held, 1)
    ]  # fmt: skip


def faq_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    """The same after what was sent; one without its question goes."""
    for place, one in enumerate([*held, *({} for _ in range(ROOM))], 1):
        new = dict(one)
        for name in (*FAQ_LABELS, "status"):
            put_sent(new, name, sent, f"faq.{place}.{name}")
        if new.get("ask"):
            yield new
