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
    """

    at: datetime
    text: str
    subject: str = ""
    who: str = ""
    note: str = ""
    state: str = ""
    took: timedelta | None = None


def matter_timeline(cases: Iterable[tuple[str, Timeline]]) -> list[Line]:
    """The time lines of several cases as one, newest first; a lone case's lines need no subject."""
    held = list(cases)
    lines = [_line(entry, title if len(held) > 1 else "") for title, times in held for entry in times.entries]
    return sorted(lines, key=lambda line: line.at)[
        ::-1
    ]  # what shares an instant stays in the order it happened


def case_lines(times: Timeline) -> list[Line]:
    """One case's time line for those at work: every event with who did it and what was said, newest first."""
    return [_work_line(entry) for entry in reversed(times.entries)]


def _line(entry: TimelineEntry, subject: str) -> Line:
    return Line(entry.at, entry.text or entry.label, subject, entry.who, took=_took(entry))


def _work_line(entry: TimelineEntry) -> Line:
    return Line(entry.at, entry.label, "", entry.who, _said(entry), entry.state, _took(entry))


def _took(entry: TimelineEntry) -> timedelta | None:
    return timedelta(minutes=entry.working_minutes) if entry.working_minutes else None


def _said(entry: TimelineEntry) -> str:
    """What was said with the act, in one line; 依法删除 where the body is gone."""
    return _("依法删除") if entry.body is None else entry.note
