"""Answers that are more than a page."""

from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header

CSV = "text/csv; charset=utf-8"


def download(content: str | bytes, name: str, mime: str = CSV) -> HttpResponse:
    """A file to keep, under a name in any script; never shown in the browser.

    Args:
        content: of the file.
        name: of the file, with its ending.
        mime: its type.
    """
    named = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": named})


class RecordedRefusal(JsonResponse):
    """A refusal that is itself a record: what was written while answering stays, although the answer is an error."""
