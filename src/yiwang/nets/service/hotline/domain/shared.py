"""What programs and platforms outside send, and how much of a demand they and everybody else may read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Origin:
    """Who sent a demand from outside, under which number of its own.

    Attributes:
        sender: ``client:<id>`` or ``channel:<id>``.
        number: the sender's own number; the same number is the same demand.
        media_url: where the sender keeps a picture; never fetched, and told to nobody but the sender.
    """

    sender: str
    number: str
    media_url: str = ""


@dataclass(frozen=True)
class SharedQuery:
    """Which demands are asked for.

    Attributes:
        sender: who asks, to find its own besides what everybody may read; "" for everybody.
        ids: only these; nothing else counts then.
        categories: only these, if any.
        since, until: taken within this time; aware.
        is_open: only open or only closed ones.
        limit, skip: so many, after so many.
    """

    since: datetime
    until: datetime
    sender: str = ""
    ids: tuple[UUID, ...] = ()
    categories: tuple[str, ...] = ()
    is_open: bool | None = None
    limit: int = 50
    skip: int = 0


@dataclass(frozen=True)
class Shared:
    """A demand as the outside may read it.

    Attributes:
        id: known to nobody but who reads it here; neither the case's number nor the number to ask by.
        state: the word that the case type publishes.
        taken_at: when it was taken; for everybody but its sender, the beginning of that day.
        words, due_at, media_url: for its sender only.
    """

    id: UUID
    category: str
    is_open: bool
    state: str
    taken_at: datetime
    changed_at: datetime
    own: bool = False
    words: str = ""
    due_at: datetime | None = None
    media_url: str = ""


@dataclass(frozen=True)
class ChangeShared:
    """A demand's published state became another; ``seq`` is its place in the matter's log."""

    id: UUID
    seq: int
    at: datetime
    is_open: bool
    state: str
