"""The agreement as a paper: to be printed and signed, and the one under seal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import CaseNotFound, cases_visible_to
from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.papers.public import (
    paper_render,
    paper_seal,
    paper_titled,
    verification_code_issue,
    verification_url,
)
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import MediationRefused
from ..domain.signing import ALL, MEDIATOR, agreement_of, digest_of
from ..models import MediationPaper, MediationSignature
from ..policies import MEDIATE, MEDIATION, SEAL, may
from ..selectors.cases import access_mediation
from .sides import sides_of

AGREEMENT = "mediation_agreement"
"""The paper of the pack."""

HOW = {"account": "本人在手机上签名", "presence": "当面在屏幕上签名"}
PDF = "application/pdf"


def agreement_print(actor: Actor, number: str, *, now: datetime) -> bytes:
    """The agreement as PDF, to be read or signed on paper. For both: who mediates, and the applicant.

    Raises:
        CaseNotFound: the actor takes no part.
        MediationRefused: there is no agreement in writing.
    """
    case = access_mediation(actor, number, to="act")
    if actor.audience == "staff" and not may(actor, MEDIATE, SEAL):
        raise CaseNotFound(number)
    if not agreement_of(case.data.get("kept") or {}):
        raise MediationRefused("还没有写协议书。")
    with as_actor(MEDIATION):
        return paper_render(AGREEMENT, _agreement(case, now))


def agreement_seal(case_id: UUID, now: datetime) -> None:
    """Set, seal and keep the agreement of a case, once; the committee and the applicant may read it. As the worker."""
    with as_actor(MEDIATION):
        case = cases_visible_to(MEDIATION).get(id=case_id)
        key = f"agreement:{case.id}:{digest_of(case.data)}"
        if MediationPaper.objects.filter(key=key).exists():
            return
        title = paper_titled(AGREEMENT)
        pdf = paper_render(AGREEMENT, _agreement(case, now) | _code(case, key, title))
        sealed = paper_seal(pdf, case.owner_unit_id, title, {"case": case.number}, actor=MEDIATION, now=now)
        _keep(case, key, title, sealed, now)


def _keep(case: Any, key: str, title: str, pdf: bytes, now: datetime) -> None:
    name = f"{title}.pdf"
    stored = file_store_generated(MEDIATION, data=pdf, mime=PDF, name=name, purpose="mediation", now=now)
    file_grant(stored.id, unit=case.owner_unit_id, ground=title, now=now)
    if case.party_id:
        file_grant(stored.id, party=case.party_id, ground=title, now=now)
    MediationPaper.objects.create(
        case_id=case.id, key=key, kind="agreement", title=title, file_id=stored.id, at=now
    )


def _code(case: Any, key: str, title: str) -> dict[str, str]:
    """A stranger who types the code learns that the paper is true, and nothing of the dispute."""
    shown = {"title": title, "number": case.number, "item": "人民调解"}
    code = verification_code_issue(kind="paper", subject=key, shown=shown)
    return {"verify_code": code, "verify_qr": verification_url(code)}


def _agreement(case: Any, now: datetime) -> dict[str, Any]:
    signed = _signatures(case)
    sides = [
        {"role": side.label, "name": side.name, "phone": side.phone, "signed": signed.get(side.role, "")}
        for side in sides_of(case.id)
    ]
    return {
        **agreement_of(case.data["kept"]), "number": case.number, "unit": body_named(case),
        "date": timezone.localdate(now), "sides": sides, "mediator_signed": signed.get(MEDIATOR, ""),
        "confirmable": bool(case.data["terms"]["flags"].get("confirmable")), "demo": is_demo(case),
    }  # fmt: skip


def _signatures(case: Any) -> Mapping[str, str]:
    """What stands where somebody signed; of a paper signed by hand, that the original is in the dossier."""
    rows = list(MediationSignature.objects.filter(case_id=case.id, digest=digest_of(case.data)))
    if any(row.role == ALL for row in rows):
        return dict.fromkeys(("applicant", "other", MEDIATOR), "已在纸上签名，原件存卷")
    return {row.role: _signature(row) for row in rows}


def _signature(row: MediationSignature) -> str:
    day = timezone.localdate(row.at).isoformat()
    return f"{row.label}，{day}" if row.role == MEDIATOR else f"{day} {HOW[row.how]}"


def body_named(case: Any) -> str:
    """The committee that has the case, as papers name it."""
    unit = unit_get(case.owner_unit_id)
    return unit.body.name if unit else case.owner_unit_id


def is_demo(case: Any) -> bool:
    """Committees of a pack that is labelled a demonstration print 演示, and so do papers of demo people."""
    party = Party.objects.filter(id=case.party_id, is_demo=True) if case.party_id else None
    return "演示" in body_named(case) or bool(party and party.exists())
