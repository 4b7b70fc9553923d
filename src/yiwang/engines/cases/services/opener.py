"""How the API opens a case: the app that knows subjects makes the seed; cases interpret none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..domain.seeds import CaseSeed


@dataclass(frozen=True)
class OpenRequest:
    """What a client of the API says: which subject, for whom, where, with what content."""

    subject: str
    party_id: UUID | None
    division: str
    data: Mapping[str, Any]


Opener = Callable[[Actor, OpenRequest, datetime], tuple[CaseSeed, Sequence[CaseSeed]]]


class NoOpener(RuntimeError):
    """No app has said how to make a case of a subject."""

    def __init__(self) -> None:
        super().__init__("本站没有开通通过接口直接开办办件；请从办事页面提交。")


class SubjectRefused(ValueError):
    """The subject cannot be opened so; the text says why. Openers raise it."""


_bound: list[Opener] = []


def bind_opener(opener: Opener) -> None:
    """Say how the API makes seeds: units, terms and rights to open come from there, never from the client."""
    _bound[:] = [opener]


def seeds_for(actor: Actor, wanted: OpenRequest, now: datetime) -> tuple[CaseSeed, Sequence[CaseSeed]]:
    """The root's seed and its children's.

    Raises:
        NoOpener: nobody has bound one.
        SubjectRefused: the opener refuses.
    """
    if not _bound:
        raise NoOpener
    return _bound[0](actor, wanted, now)
