"""What strangers check us by: the page that verifies receipts in the browser, and what was published of each day."""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yiwang.foundations.audit.public import roots_folder

KINDS = {"json": "application/json", "tst": "application/timestamp-reply"}
_INLINE = {"script-src": re.compile(rb"<script>(.*?)</script>", re.DOTALL),
           "style-src": re.compile(rb"<style>(.*?)</style>", re.DOTALL)}  # fmt: skip


@lru_cache(maxsize=1)
def _page() -> tuple[bytes, str]:
    """The page, one file that works without us, and a policy that lets it run what it brings and fetch nothing."""
    page = (settings.ROOT / "docs" / "verify" / "index.html").read_bytes()
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
    for name, pattern in _INLINE.items():
        marks = [b64encode(sha256(held).digest()).decode() for held in pattern.findall(page)]
        rules.append(f"{name} " + " ".join(f"'sha256-{mark}'" for mark in marks))
    return page, "; ".join(rules)


@require_GET
def receipt_page(_request: HttpRequest) -> HttpResponse:
    """The page that verifies receipts; saved to disk it does so offline."""
    page, policy = _page()
    return HttpResponse(page, headers={"Content-Security-Policy": policy})


@require_GET
def published(_request: HttpRequest, day: str, kind: str) -> FileResponse:
    """What was published of a day, signed, or its time stamp."""
    path = roots_folder() / f"{day}.{kind}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or kind not in KINDS or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=KINDS[kind])
