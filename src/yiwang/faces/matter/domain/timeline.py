"""Lines of a time line, from the entries the engine gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yiwang.engines.cases.public import Timeline, TimelineEntry


@dataclass(frozen=True)
class Line:
    """One thing that happened, as the template ``matter/timeline.html`` shows it.

    Attributes:
        subject: which of the matter's cases it belongs to; empty in a case's own time line.
        state: the state it led to; for those at work.
        took: how long the state before it had lasted, on the duty clock.
        fresh: somebody else did it since the reader last opened the page.
    """

    at: datetime
    text: str
    subject: str = ""
    who: str = ""
    note: str = ""
    state: str = ""
    took: timedelta | None = None
    fresh: bool = False


def last_seq(times: Iterable[Timeline]) -> int:
    """The number of the last entry that some time lines show; 0 where they show none."""
    return max((entry.seq for one in times for entry in one.entries), default=0)


def matter_timeline(cases: Iterable[tuple[str, Timeline]], seen: int | None = None) -> list[Line]:
    """The time lines of several cases as one, newest first; a lone case's lines need no subject.

    Args:
        cases: title and time line of each.
        seen: the number of the last entry the reader has seen; None marks nothing.
    """
    held = list(cases)
    lines = [
        _line(entry, title if len(held) > 1 else "", seen) for title, times in held for entry in times.entries
    ]
    return sorted(lines, key=lambda line: line.at)[
        ::-1
    ]  # what shares an instant stays in the order it happened


def case_lines(times: Timeline, seen: int | None = None) -> list[Line]:
    """One case's time line for those at work: every event with who did it and what was said, newest first."""
    return [_work_line(entry, seen) for entry in reversed(times.entries)]


def _line(entry: TimelineEntry, subject: str, seen: int | None) -> Line:
    words, fresh = entry.text or entry.label, _is_fresh(entry, seen)
    return Line(entry.at, words, subject, entry.who, took=_took(entry), fresh=fresh)


def _work_line(entry: TimelineEntry, seen: int | None) -> Line:
    fresh = _is_fresh(entry, seen)
    return Line(entry.at, entry.label, "", entry.who, _said(entry), entry.state, _took(entry), fresh)


def _is_fresh(entry: TimelineEntry, seen: int | None) -> bool:
    return seen is not None and entry.seq > seen and not entry.mine


def _took(entry: TimelineEntry) -> timedelta | None:
    return timedelta(minutes=entry.working_minutes) if entry.working_minutes else None


def _said(entry: TimelineEntry) -> str:
    """What was said with the act, in one line; 依法删除 where the body is gone."""
    return _("依法删除") if entry.body is None else entry.note
