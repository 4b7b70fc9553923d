"""Errors as RFC 9457 problems: a stable type, a status, and the sentence for a person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from yiwang.engines.applications.public import (
    DraftIncomplete,
    FieldsRefused,
    MayNotReceive,
    NoDecidingUnit,
    NotForThisHat,
    NotYours,
    SignatureMissing,
)
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.people.public import PartyIncomplete, PartyMismatch, PartyNumberWrong

from ..domain.attending import AttendingRefused
from ..selectors.partner_intake import AcceptanceNotFound
from ..services.partner_intake import AcceptanceIncomplete, NotAPartner, NumberReused

ERRORS: dict[type[Exception], tuple[int, str]] = {
    AcceptanceNotFound: (404, "partner.not_found"),
    NotAPartner: (403, "partner.not_a_partner"),
    NotForThisHat: (403, "partner.not_for_this_hat"),
    NumberReused: (422, "partner.number_reused"),
    AcceptanceIncomplete: (422, "partner.incomplete"),
    AttendingRefused: (422, "partner.refused"),
    MayNotReceive: (422, "partner.not_agreed"),
    NoDecidingUnit: (422, "partner.nobody_decides"),
    DraftIncomplete: (422, "partner.incomplete"),
    FieldsRefused: (422, "partner.fields"),
    NotYours: (422, "partner.signature"),
    SignatureMissing: (422, "partner.signature"),
    FileRefusedError: (422, "partner.file"),
    PartyIncomplete: (422, "partner.person"),
    PartyMismatch: (422, "partner.person"),
    PartyNumberWrong: (422, "partner.person"),
}


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """One problem document. ``type`` is stable; ``detail`` is for people."""
    body = {"type": f"urn:yiwang:problem:{code}", "title": code, "status": status, "detail": detail, **more}
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def with_problems(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer this door's errors as problems."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except tuple(ERRORS) as error:
            status, code = next(told for kind, told in ERRORS.items() if isinstance(error, kind))
            errors = getattr(error, "problems", {})
            return problem(status, code, str(error), errors=errors)

    return answered
