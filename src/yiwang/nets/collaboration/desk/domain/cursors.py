"""Where a list goes on, as text in an address: a due date and an id, or an id."""

from datetime import datetime
from uuid import UUID

Cursor = tuple[datetime | None, UUID]


def cursor_text(cursor: Cursor) -> str:
    """The cursor as text."""
    due, last = cursor
    return f"{due.isoformat() if due else ''}_{last}"


def cursor_of(text: str) -> Cursor | None:
    """The cursor that a text says; None for an empty or foreign one: the list then begins at its start."""
    due, _, last = text.rpartition("_")
    try:
        return (datetime.fromisoformat(due) if due else None), UUID(last)
    except ValueError:
        return None
