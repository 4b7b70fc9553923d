"""Answers that are more than a page."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header

CSV = "text/csv; charset=utf-8"
PART = re.compile(r"bytes=([0-9]{0,12})-([0-9]{0,12})")
"""One part of a content; whoever asks for several at once is given the whole."""


def download(content: str | bytes, name: str, mime: str = CSV) -> HttpResponse:
    """A file to keep, under a name in any script; never shown in the browser.

    Args:
        content: of the file.
        name: of the file, with its ending.
        mime: its type.
    """
    named = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": named})


def ranged(request: HttpRequest, content: bytes, mime: str) -> HttpResponse:
    """A sound or film for a player, which asks for it part by part; some play nothing where parts are not to be had."""
    span = PART.fullmatch(request.headers.get("Range", ""))
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    if span is None or span.groups() == ("", ""):
        return HttpResponse(content, content_type=mime, headers=headers)
    first, last = _part(span[1], span[2], len(content))
    if first > last:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return HttpResponse(status=416, content_type=mime, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return HttpResponse(content[first : last + 1], status=206, content_type=mime, headers=headers)


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte asked for; a first behind the last where there is no such part."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size, size - 1)


class RecordedRefusal(JsonResponse):
    """A refusal that is itself a record: what was written while answering stays, although the answer is an error."""
