"""What was handed in, as a unit reads it on its case, and what was made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from yiwang.kernel.actor import Actor

from ..models import IssuedPaper, PassedResult
from ..policies import submissions_visible_to


@dataclass(frozen=True)
class HandedField:
    """One field of a case's slice; ``secret`` values are masked in ``said`` and opened by ``slice_reveal`` only."""

    key: str
    party: str
    row: int | None
    label: str
    said: str
    secret: bool
    source: str
    ground: str
    objected: bool
    party_label: str = ""


def slice_fields(form: Mapping[str, Any]) -> list[HandedField]:
    """The fields of a case's slice (its ``data["form"]``), in the order of the form."""
    return [
        HandedField(
            held["key"], held["party"], held["row"], held["label"], held["said"], isinstance(held["value"],
            dict),
            held["source"]["unit"] if held["source"] else "", held["ground"], held["objected"],
            held.get("party_label", ""),
        )
        for held in form.get("fields", [])
    ]  # fmt: skip


def slice_files(data: Mapping[str, Any], materials: Iterable[str] = ("*",)) -> dict[str, str]:
    """Every file of a case that a unit may open: file id → label; handed in at first, or supplied later.

    Args:
        data: the case's data.
        materials: only those handed in for these materials; ``*`` for all, with what came later.
    """
    wanted = set(materials)
    handed = (data.get("form") or {}).get("materials", [])
    fitting = [held for held in handed if "*" in wanted or held["material"] in wanted]
    first = {held["file"]: held["label"] for held in fitting if held.get("file")}
    return first | (later_files(data) if "*" in wanted else {})


def later_files(data: Mapping[str, Any]) -> dict[str, str]:
    """The files that came after the application: what was asked for, and what was let out at first."""
    kept = data.get("kept") or {}
    supplied = [*(kept.get("supplied") or {}).items(), *(kept.get("tolerated") or {}).items()]
    return {one["file"]: label for label, one in supplied if isinstance(one, Mapping) and one.get("file")}


def case_papers(*case_ids: UUID) -> Sequence[IssuedPaper]:
    """Legal papers made for cases, oldest first; row policies show applicants and units their own."""
    return list(IssuedPaper.objects.filter(case_id__in=case_ids).order_by("at", "id"))


def matter_papers(actor: Actor, matter_id: UUID, case_ids: Iterable[UUID]) -> Sequence[IssuedPaper]:
    """All papers of a matter: those of its submission first, then those of its cases, oldest first."""
    made = submissions_visible_to(actor).filter(matter_id=matter_id).values("id")
    rows = IssuedPaper.objects.filter(Q(submission_id__in=made) | Q(case_id__in=list(case_ids)))
    return sorted(rows, key=lambda one: (one.submission_id is None, one.at, one.id))


def submission_papers_of(submission_id: UUID) -> Sequence[IssuedPaper]:
    """Papers made of a submission: the unified form and the generated materials."""
    return list(IssuedPaper.objects.filter(submission_id=submission_id).order_by("id"))


def case_results(case_id: UUID) -> Sequence[PassedResult]:
    """Results of other cases of the matter that were handed on to this one, by licence id."""
    return list(PassedResult.objects.filter(case_id=case_id).order_by("at", "id"))
