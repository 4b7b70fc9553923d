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
    tolerated: bool = False


@dataclass(frozen=True)
class Ask:
    """The request: its parts, and by when the first of them must be answered."""

    parts: tuple[Part, ...]
    due_at: datetime | None

    @property
    def tolerated(self) -> bool:
        """Whether it is all about what was let out at acceptance."""
        return all(part.tolerated for part in self.parts)


def asked_of(cases: Iterable[Any], units: Mapping[str, str]) -> Ask:
    """The request over the cases that were asked."""
    held = list(cases)
    parts = tuple(Part(one.id, one.title, units.get(one.owner_unit_id, ""), remarks_of(one)) for one in held)
    dues = [one.due_at for one in held if one.due_at]
    return Ask(parts, min(dues) if dues else None)


def tolerated_of(cases: Iterable[Any], units: Mapping[str, str], due_at: datetime | None) -> Ask:
    """What was let out at acceptance (容缺) and must be handed in by a day."""
    parts = (
        Part(one.id, one.title, units.get(one.owner_unit_id, ""), _let_out(one), tolerated=True)
        for one in cases
    )
    return Ask(tuple(parts), due_at)


def _let_out(one: Any) -> tuple[str, ...]:
    materials = (one.data.get("form") or {}).get("materials", [])
    return tuple(held["label"] for held in materials if held["met"] == "tolerance")


def remarks_of(one: Any) -> tuple[str, ...]:
    """What is missing and how to mend it, as a case's applicant was told; a line each."""
    remarks = one.data.get("intake", {}).get("remarks", [])
    return tuple(_words(remark) for remark in remarks)


def _words(remark: Mapping[str, Any]) -> str:
    about, what, mend = (str(remark.get(key, "")).strip() for key in ("about", "what", "mend"))
    return (f"{about}：" if about else "") + what + (f"（{mend}）" if mend else "")
