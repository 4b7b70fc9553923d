"""Published decisions over HTTP, for everybody: the rows of the pages, by the same selector, and as short-lived."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from yiwang.kernel.actor import PUBLIC

from .public import Publication, PublicityRefused, Wanted, publication_list

router = Router(tags=["publicity"], auth=None)
MOST = 100


class PublicationOut(Schema):
    """One decision: its lines as label and value, and the last day it is shown."""

    id: UUID
    title: str
    unit: str
    lines: list[list[str]]
    decided_on: str
    until: str
    demo: bool


class PublicationPage(Schema):
    """A page of decisions; ``next`` is the address of the one after it."""

    items: list[PublicationOut]
    next: str | None


@router.get("/publications", response=PublicationPage)
def list_publications(
    request: HttpRequest, q: str = "", rule: str = "", before: UUID | None = None, limit: int = 30
) -> HttpResponse:
    """What is shown today, the newest first, whoever asks. Nobody is looked up by an identity or phone number (422)."""
    limit = max(1, min(limit, MOST))
    try:
        wanted = Wanted(words=q[:60], rule=rule)
        rows = publication_list(PUBLIC, wanted, day=timezone.localdate(), before=before, limit=limit)
    except PublicityRefused as refused:
        return _json(
            {"type": "urn:yiwang:problem:publicity.refused", "status": 422, "detail": str(refused)}, 422
        )
    query = urlencode({"q": q[:60], "rule": rule, "limit": limit, "before": rows[-1].id}) if rows else ""
    following = f"{request.path}?{query}" if len(rows) == limit else None
    return _json({"items": [_row(row) for row in rows], "next": following})


def _row(row: Publication) -> dict[str, Any]:
    days = {"decided_on": row.decided_on, "until": row.until, "demo": row.is_demo}
    return {"id": row.id, "title": row.title, "unit": row.unit_id, "lines": row.lines, **days}


def _json(body: Any, status: int = 200) -> HttpResponse:
    kind = "application/json" if status == 200 else "application/problem+json"
    headers = {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}
    return HttpResponse(orjson.dumps(body), content_type=kind, status=status, headers=headers)
