"""Ballot stuffing: which ratings look like it, by the pack's detectors. Plain comparison of traces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID


class Sign(Protocol):
    """A detector as the pack's author wrote it; see ``definitions.Detector``."""

    @property
    def kind(self) -> str:
        """``device``, ``address``, ``tablet`` or ``own``."""

    @property
    def times(self) -> int:
        """From how many ratings on."""

    @property
    def within_minutes(self) -> int:
        """In how many minutes."""

    @property
    def channels(self) -> Sequence[str]:
        """Which channels are looked at; all if empty."""

    @property
    def say(self) -> str:
        """The reason."""


@dataclass(frozen=True)
class Trace:
    """What is known for a while of how a rating came.

    Attributes:
        rating: the rating.
        device, address: salted hashes; "" where there is none.
        accounts: who was at work on what was rated.
        raters: accounts and parties that may stand behind the one who rated.
    """

    rating: UUID
    at: datetime
    channel: str
    device: str = ""
    address: str = ""
    accounts: frozenset[UUID] = frozenset()
    raters: frozenset[UUID] = frozenset()


def doubts(
    new: Trace, before: Iterable[Trace], detectors: Mapping[str, Sign], own: frozenset[UUID]
) -> dict[UUID, list[str]]:
    """Which ratings become doubtful by a new one, with the reasons.

    Args:
        new: the rating that was just given.
        before: traces of earlier ones; those outside a detector's time do not matter.
        detectors: the pack's.
        own: accounts and parties of those who were at work on what is rated.
    """
    found: dict[UUID, list[str]] = {}
    earlier = list(before)
    for detector in detectors.values():
        for rating in _suspects(new, earlier, detector, own):
            found.setdefault(rating, []).append(detector.say)
    return found


def _suspects(new: Trace, earlier: list[Trace], detector: Sign, own: frozenset[UUID]) -> Iterator[UUID]:
    if detector.channels and new.channel not in detector.channels:
        return
    if detector.kind == "own":
        yield from (new.rating,) if new.raters & own else ()
        return
    since = new.at - timedelta(minutes=detector.within_minutes)
    alike = [held for held in earlier if held.at >= since and _alike(new, held, detector)]
    if len(alike) + 1 >= detector.times:
        yield from (new.rating, *(held.rating for held in alike))


def _alike(new: Trace, held: Trace, detector: Sign) -> bool:
    if detector.channels and held.channel not in detector.channels:
        return False
    if detector.kind == "device":
        return bool(new.device) and new.device == held.device
    if detector.kind == "address":
        return bool(new.address) and new.address == held.address
    return new.channel == held.channel == "tablet" and bool(new.accounts & held.accounts)
