"""The page of notices: unread first, by day, of one kind or all, going on by key.

Opening the page marks what it shows as read. So that its further pages do not show the same notices a second time
among the read ones, they go by what was read when the first page was opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.foundations.notices.public import NoticeCursor, NoticeShown, notices_for, notices_unread
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class NoticeDay:
    """The notices of one day, read or not."""

    day: date
    is_read: bool
    notices: tuple[NoticeShown, ...]


@dataclass(frozen=True)
class NoticePage:
    """What the template ``notice/list.html`` shows.

    Attributes:
        days: the unread ones by day, then the read ones.
        kinds: the filters, each with its label and address.
        next: address of the next page; "" where there is none.
        unread: ids of the notices to mark as read when the page has been shown.
    """

    days: tuple[NoticeDay, ...]
    kinds: tuple[dict[str, Any], ...]
    next: str
    unread: tuple[UUID, ...]


def unread_count(actor: Actor) -> int:
    """How many notices the menu says are unread; pages of work done piece by piece are drawn outside any scope."""
    with in_scope(actor):
        return notices_unread(actor)


def notice_page(actor: Actor, asked: Mapping[str, str], now: datetime) -> NoticePage:
    """One page of the actor's notices.

    Args:
        actor: whose notices.
        asked: the query of the address: ``about`` (a kind) and ``after`` (where to go on); what is foreign is left out.
        now: instant of looking.
    """
    about = asked.get("about", "") if asked.get("about", "") in _kinds() else ""
    as_of, after = _place(asked.get("after", "")) or (now, None)
    rows = notices_for(actor, about=about, as_of=as_of, after=after, limit=PAGE)
    further = {"about": about, "after": _place_text(as_of, rows[-1])} if len(rows) == PAGE else {}
    return NoticePage(
        tuple(_days(rows)),
        tuple(_filters(about)),
        f"?{urlencode(further)}" if further else "",
        tuple(row.id for row in rows if not row.is_read),
    )


def _kinds() -> dict[str, str]:
    return {
        "": _("全部"),
        "case": _("办件"),
        "due": _("期限"),
        "money": _("缴费"),
        "voice": _("评价和诉求"),
        "account": _("账号"),
        "other": _("其他"),
    }


def _filters(chosen: str) -> Iterable[dict[str, Any]]:
    for about, label in _kinds().items():
        yield {"label": label, "url": f"?about={about}" if about else "?", "current": about == chosen}


def _days(rows: list[NoticeShown]) -> Iterable[NoticeDay]:
    """Grouped by the city's days, in the order of the rows."""
    day_at = world().day_at
    for (is_read, day), held in groupby(rows, key=lambda row: (row.is_read, day_at(row.created_at))):
        yield NoticeDay(day, is_read, tuple(held))


def _place_text(as_of: datetime, last: NoticeShown) -> str:
    part = "read" if last.is_read else "unread"
    return f"{as_of.isoformat()}_{part}_{last.created_at.isoformat()}_{last.id}"


def _place(text: str) -> tuple[datetime, NoticeCursor] | None:
    """Where an address goes on; None for an empty or foreign one: the list then begins at its start."""
    try:
        as_of, part, at, last = text.split("_")
        instants = datetime.fromisoformat(as_of), datetime.fromisoformat(at)
        cursor = NoticeCursor(part == "read", instants[1], UUID(last))
    except ValueError:
        return None
    return (instants[0], cursor) if all(one.tzinfo for one in instants) else None
