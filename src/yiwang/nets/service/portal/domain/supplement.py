"""The one request for supplements: what each body asked, gathered over the cases of a matter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Part:
    """What one body asked for."""

    case_id: UUID
    title: str
    unit: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """The request: its parts, and by when the first of them must be answered."""

    parts: tuple[Part, ...]
    due_at: datetime | None


def asked_of(cases: Iterable[Any], units: Mapping[str, str]) -> Ask:
    """The request over the cases that were asked."""
    held = list(cases)
    parts = tuple(Part(one.id, one.title, units.get(one.owner_unit_id, ""), _remarks(one)) for one in held)
    dues = [one.due_at for one in held if one.due_at]
    return Ask(parts, min(dues) if dues else None)


def _remarks(one: Any) -> tuple[str, ...]:
    remarks = one.data.get("intake", {}).get("remarks", [])
    return tuple(_words(remark) for remark in remarks)


def _words(remark: Mapping[str, Any]) -> str:
    about, what, mend = (str(remark.get(key, "")).strip() for key in ("about", "what", "mend"))
    return (f"{about}：" if about else "") + what + (f"（{mend}）" if mend else "")
