"""Errors as RFC 9457 problems: a stable type, a status, and the sentence for a person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from ..policies import CaseNotFound
from ..public import CaseRefused, KeyReused, NoOpener, OpeningError, SubjectRefused

STATUS = {
    "act.who": 403,
    "act.unknown": 404,
    "act.version": 409,
    "act.state": 409,
    "act.times": 409,
    "act.guard": 409,
    "act.data": 422,
}
"""The status of each code of a refusal."""

ERRORS: dict[type[Exception], tuple[int, str]] = {
    CaseNotFound: (404, "case.not_found"),
    KeyReused: (422, "case.key_reused"),
    OpeningError: (422, "case.cannot_open"),
    SubjectRefused: (422, "case.subject_refused"),
    NoOpener: (501, "case.no_opener"),
}


KNOWN: tuple[type[Exception], ...] = (CaseRefused, *ERRORS)


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """One problem document. ``type`` is stable; ``detail`` is for people."""
    body = {"type": f"urn:yiwang:problem:{code}", "title": code, "status": status, "detail": detail, **more}
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def problem_of(error: Exception) -> HttpResponse:
    """The problem that an error of this app is; other errors go on."""
    if isinstance(error, CaseRefused):
        held = error.refusal
        return problem(STATUS[held.code], held.code, held.sentence, errors=dict(held.fields))
    status, code = ERRORS[type(error)]
    return problem(status, code, str(error))


def with_problems(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer this app's errors as problems."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except KNOWN as error:
            return problem_of(error)

    return answered
