"""What a program asks for: the arguments of the standard, and requests and updates as it writes them."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from yiwang.kernel.days import YEARS
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.hotline.pure import ChangeShared, Shared, SharedQuery

from .describing import named
from .wire import Open311Refused

SPAN = timedelta(days=90)
MOST = 1000
"""The standard's: a span of 90 days or 1000 requests, whichever is smaller."""

PAGE = 50
STATUSES = {"open": True, "closed": False}


def query_read(asked: Mapping[str, str], sender: str, now: datetime) -> SharedQuery:
    """The arguments of GET requests and of updates. Raises Open311Refused for what cannot be understood."""
    since, until = _span(asked, now)
    size = _number(asked, "page_size", PAGE, MOST)
    page = _number(asked, "page", 1, MOST)
    return SharedQuery(
        since=since, until=until, sender=sender, ids=_ids(asked.get("service_request_id", "")),
        categories=_codes(asked.get("service_code", "")), is_open=_status(asked.get("status", "")), limit=size,
        skip=(page - 1) * size,
    )  # fmt: skip


def request_told(held: Shared) -> dict[str, Any]:
    """A request: of others nothing but what it is about, its state and its days."""
    name = named().get(held.category, (held.category, ""))[0]
    return {
        "service_request_id": str(held.id), "status": "open" if held.is_open else "closed",
        "status_notes": held.state, "service_name": name, "service_code": held.category,
        "description": held.words or None, "agency_responsible": None, "service_notice": None,
        "requested_datetime": held.taken_at.isoformat(), "updated_datetime": held.changed_at.isoformat(),
        "expected_datetime": held.due_at.isoformat() if held.due_at else None,
        "address": None, "address_id": None, "zipcode": None, "lat": None, "long": None,
        "media_url": held.media_url or None,
    }  # fmt: skip


def update_told(held: ChangeShared) -> dict[str, Any]:
    """An update, as the extension has it."""
    return {
        "update_id": f"{held.id}-{held.seq}", "service_request_id": str(held.id),
        "status": "open" if held.is_open else "closed", "description": held.state,
        "updated_datetime": held.at.isoformat(), "media_url": None,
    }  # fmt: skip


def one_read(id_: str, sender: str, now: datetime) -> SharedQuery:
    """One request by its id. Raises Open311Refused for what can be no id."""
    return SharedQuery(since=now - SPAN, until=now, sender=sender, ids=(_id(id_),), limit=1)


def _ids(said: str) -> tuple[UUID, ...]:
    parts = [one.strip() for one in said.split(",") if one.strip()]
    if len(parts) > MOST:
        raise Open311Refused(400, f"service_request_id 一次最多 {MOST} 个。")
    return tuple(_id(one) for one in parts)


def _id(said: str) -> UUID:
    held = uuid_of(said)
    if held is None:
        raise Open311Refused(404, f"没有 service_request_id“{said[:60]}”。")
    return held


def _codes(said: str) -> tuple[str, ...]:
    codes = tuple(one.strip() for one in said.split(",") if one.strip())
    unknown = [one for one in codes if one not in named()]
    if unknown:
        raise Open311Refused(404, f"没有 service_code“{unknown[0][:60]}”，请从 services 里取。")
    return codes


def _status(said: str) -> bool | None:
    """Open, closed, or both; the standard lets several be named."""
    words = {one.strip().lower() for one in said.split(",") if one.strip()}
    if words - set(STATUSES):
        raise Open311Refused(400, "status 只能是 open、closed，可以用逗号连写。")
    return STATUSES[words.pop()] if len(words) == 1 else None


def _span(asked: Mapping[str, str], now: datetime) -> tuple[datetime, datetime]:
    """From one instant to another: one end named gives the other, none gives the last 90 days; never more than 90."""
    since, until = _instant(asked, "start_date"), _instant(asked, "end_date")
    until = until or (min(since + SPAN, now) if since else now)
    since = since or until - SPAN
    if until - since > SPAN:
        raise Open311Refused(400, "start_date 到 end_date 最多 90 天，请分几次取。")
    return since, max(since, until)


def _instant(asked: Mapping[str, str], field: str) -> datetime | None:
    said = asked.get(field, "").strip()
    if not said:
        return None
    try:
        # a plus sign that nobody encoded arrives as a blank
        held = parse_datetime(re.sub(r" (?=\d\d:?\d\d$)", "+", said))
    except ValueError:
        held = None
    if held is None or held.tzinfo is None or held.year not in YEARS:
        raise Open311Refused(400, f"{field} 要写成带时区的时间，例如 2026-01-01T00:00:00Z。")
    return held


def _number(asked: Mapping[str, str], field: str, usual: int, most: int) -> int:
    said = asked.get(field, "").strip()
    if not said:
        return usual
    if not re.fullmatch(r"[0-9]{1,6}", said) or not 1 <= int(said) <= most:
        raise Open311Refused(400, f"{field} 要写 1 到 {most} 的整数。")
    return int(said)
