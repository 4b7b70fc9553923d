"""How answers go over the wire: JSON or XML of the standard's shape (Spark convention), errors too."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import orjson
from django.http import HttpResponse

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
ONE_OF = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "service_request_updates": "request_update",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
"""What one thing in a list is called in XML."""

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 has no way to write."""

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "86400",
}
"""Pages of every origin may ask: no cookie is ever looked at here, so none of them asks in somebody's name."""


class Open311Refused(Exception):
    """What cannot be answered: the HTTP status, and a sentence for who wrote the program."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def answered(format_: str, root: str, held: Any, *, status: int = 200, private: bool = False) -> HttpResponse:
    """An answer: ``held`` as the standard's JSON, or as XML under ``root``."""
    body = orjson.dumps(held) if format_ == "json" else xml(root, held).encode()
    answer = HttpResponse(body, status=status, content_type=TYPES[format_], headers=CORS)
    answer["Cache-Control"] = "private, no-store" if private or status >= 400 else "public, max-age=60"
    answer["Vary"] = "Authorization"
    return answer


def refused(format_: str, error: Open311Refused) -> HttpResponse:
    """An error as the standard has it: a list of codes with descriptions."""
    told = [{"code": error.status, "description": str(error)}]
    return answered(format_, "errors", told, status=error.status)


def xml(root: str, held: Any) -> str:
    """A document without namespaces, its declaration first."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_element(root, held)}'


def _element(name: str, held: Any) -> str:
    if isinstance(held, Mapping):
        inside = "".join(_element(key, value) for key, value in held.items())
    elif isinstance(held, Sequence) and not isinstance(held, str):
        inside = "".join(_element(ONE_OF[name], value) for value in held)
    else:
        inside = _text(held)
    return f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"


def _text(held: Any) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return "true" if held else "false"
    return escape(UNFIT.sub("", str(held)))
