"""Partners' systems hand in what their halls received, and ask how it stands. One number, one case."""

import hashlib
from dataclasses import asdict
from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Form, Router
from pydantic import ValidationError

from yiwang.engines.applications.public import Upload
from yiwang.foundations.files.public import file_read
from yiwang.kernel.actor import Actor

from ..domain.attending import Identified
from ..models import Attendance
from ..selectors.partner_intake import AcceptanceNotFound, Accepted, accepted
from ..services.filling import Sheet
from ..services.partner_intake import Sent, partner_at, partner_hand_in
from .auth import PartnerAuth
from .problems import problem, with_problems
from .schemas import AcceptanceIn, AcceptedOut, PersonIn

router = Router(tags=["partners"], auth=PartnerAuth())
MATERIAL = "material."
"""Names of files that are pages of a material begin so; the material's key follows."""

FILES_AT_ONCE = 60
PDF = {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}


@router.post("/partner-acceptances", response={201: AcceptedOut, 200: AcceptedOut})
@with_problems
def hand_in(request: HttpRequest, acceptance: Annotated[str, Form()]) -> HttpResponse:
    """Hand in what was received in presence. The same number with the same content gives the same case (200)."""
    try:
        said = AcceptanceIn.model_validate_json(acceptance)
    except ValidationError as error:
        found = [{"at": list(one["loc"]), "what": one["msg"]} for one in error.errors()]
        return problem(
            422, "request.invalid", "acceptance 不符合接口说明，请按 errors 逐项更正。", errors=found
        )
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    _, is_new = partner_hand_in(actor, _sent(request, said, acceptance), now=now)
    told, _ = _found(actor, said.their_number)
    return _json({**asdict(told), "created": is_new}, 201 if is_new else 200)


@router.get("/partner-acceptances/{their_number}", response=AcceptedOut)
@with_problems
def look(request: HttpRequest, their_number: str) -> HttpResponse:
    """How it stands, by the partner's own number."""
    told, _ = _found(request.actor, their_number)  # type: ignore[attr-defined]
    return _json(asdict(told))


@router.get("/partner-acceptances/{their_number}/receipt", openapi_extra={"responses": {200: PDF}})
@with_problems
def receipt(request: HttpRequest, their_number: str) -> HttpResponse:
    """The receipt as PDF, to be printed for the person."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    _, held = _found(actor, their_number)
    if held.receipt_file is None:
        raise AcceptanceNotFound
    return HttpResponse(file_read(actor, held.receipt_file), content_type="application/pdf")


def _found(actor: Actor, their_number: str) -> tuple[Accepted, Attendance]:
    return accepted(actor, partner_at(actor, timezone.now()).partner.id, their_number)


def _sent(request: HttpRequest, said: AcceptanceIn, written: str) -> Sent:
    uploads, digest = dict[str, list[Upload]](), hashlib.sha256(written.encode())
    for name in sorted(request.FILES)[:FILES_AT_ONCE]:
        for file in request.FILES.getlist(name)[:FILES_AT_ONCE]:
            one = Upload(file.name or "", file.read())
            uploads.setdefault(name, []).append(one)
            digest.update(hashlib.sha256(name.encode() + b"\0" + one.data).digest())
    proof = next(iter(uploads.pop("proof", [])), Upload("", b""))
    return Sent(
        their_number=said.their_number, said=digest.digest(), item=said.item, who=_person(said.applicant),
        capacity=said.capacity, principal=_person(said.principal) if said.principal else None,
        sheet=_sheet(said, uploads), proof=said.proof, proof_data=proof.data, proof_name=proof.name,
    )  # fmt: skip


def _person(said: PersonIn) -> Identified:
    return Identified(said.name.strip(), said.id_kind, said.id_number, said.phone)


def _sheet(said: AcceptanceIn, uploads: dict[str, list[Upload]]) -> Sheet:
    files = {name.removeprefix(MATERIAL): held for name, held in uploads.items() if name.startswith(MATERIAL)}
    promises = dict.fromkeys(said.commitments, True)
    return Sheet(said.answers, frozenset(said.consents), said.fields, files, promises)


def _json(body: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/json")
