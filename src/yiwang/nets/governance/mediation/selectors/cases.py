"""Requests in hand, and one with what its mediators need in view."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import CaseNotFound, CaseWords, access_case, case_words, cases_visible_to
from yiwang.kernel.actor import Actor

from ..domain.signing import ALL, ROLES, agreement_of, digest_of, missing
from ..models import MediationPaper, MediationRequest, MediationSignature
from .rules import rules_in_force

MOST = 50


@dataclass(frozen=True)
class Line:
    """A request in a list: the case, its state in words, and the dangers by their labels."""

    case: Any
    words: CaseWords
    dangers: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Agreement:
    """An agreement as its page shows it: its words, who has signed, who is missing, and what one signs."""

    words: dict[str, Any]
    signed: tuple[str, ...]
    missing: tuple[str, ...]
    digest: str


def mediations_open(actor: Actor, *, is_open: bool, now: datetime) -> list[Line]:
    """Mediations that an actor may see, in hand or ended, the latest first."""
    held = cases_visible_to(actor).filter(type=rules_in_force().case_type, is_open=is_open)
    rows = list(held.order_by("-opened_at", "-id")[:MOST])
    words, rules = case_words(rows, now), rules_in_force()
    found = {
        one.case_id: one for one in MediationRequest.objects.filter(case_id__in=[row.id for row in rows])
    }
    return [
        Line(
            row, words[row.id],
            tuple(rules.dangers[key].label for key in _dangers(found.get(row.id)) if key in rules.dangers),
            rules.languages.get(found[row.id].language, "") if row.id in found else "",
        )
        for row in rows
    ]  # fmt: skip


def _dangers(request: MediationRequest | None) -> list[str]:
    return list(request.dangers) if request else []


def access_mediation(actor: Actor, number: str, to: str = "read") -> Any:
    """The case of a mediation, if the actor may see it, or ``act`` on it. Raises CaseNotFound, also for other cases."""
    case = access_case(actor, number, to=to)
    if case.type != rules_in_force().case_type:
        raise CaseNotFound(number)
    return case


def agreement_in(case: Any) -> Agreement | None:
    """The agreement of a case that the actor may see; None if there is none."""
    words = agreement_of(case.data.get("kept") or {})
    if not words:
        return None
    digest = digest_of(case.data)
    rows = MediationSignature.objects.filter(case_id=case.id, digest=digest).order_by("at")
    roles = list(rows.values_list("role", flat=True))
    signed = tuple("纸上签名" if role == ALL else ROLES[role] for role in roles)
    return Agreement(words, signed, tuple(missing(roles)), digest)


def agreement_digest(actor: Actor, number: str) -> str:
    """What a signature under the agreement of a mediation is given to, as it stands. Raises CaseNotFound."""
    return digest_of(access_mediation(actor, number).data)


def papers_in(case_id: UUID) -> list[MediationPaper]:
    """The papers of a dossier that the actor may see, in their order."""
    return list(MediationPaper.objects.filter(case_id=case_id).order_by("at", "id"))
