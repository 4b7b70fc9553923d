"""Scripts: looking one up, one's own body's, those that wait for one's review; writing, agreeing, withdrawing."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.knowledge.public import (
    REVIEW,
    WRITE,
    KnowledgeRefused,
    Line,
    Script,
    knowledge_search,
    may_write,
    reviews,
    script_history,
    script_propose,
    script_raise,
    script_withdraw,
    scripts_owned,
    scripts_waiting,
    version_decide,
)
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import staff_may
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

TEXTS = ("question", "answer", "words", "category", "audience", "source", "status", "text_version")
DAYS = ("valid_from", "valid_until", "review_on", "checked_on")


@require_GET
@staff_only
def home(request: ActedRequest) -> HttpResponseBase:
    """What one looks for, what waits for one's review, what one's own body has."""
    actor, day, words = request.actor, timezone.localdate(), request.GET.get("q", "").strip()[:60]
    found = knowledge_search(actor, words, day=day, limit=20) if words else []
    context = {
        "q": words, "found": found, "units": unit_names({one.unit_id for one in found}),
        "waiting": scripts_waiting(actor, day), "own": scripts_owned(actor, day),
        "writes": staff_may(actor, WRITE), "reviews": staff_may(actor, REVIEW),
    }  # fmt: skip
    return render(request, "knowledge/home.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def new(request: ActedRequest) -> HttpResponseBase:
    """Write a script. What was typed stays where it is until it is right."""
    if request.method != "POST":
        return _sheet(request, {"key": str(uuid4()), "audience": "seat", "status": "assumed"})
    return _proposed(request, None)


@require_http_methods(["GET", "POST"])
@staff_only
def script(request: ActedRequest, article_id: UUID) -> HttpResponseBase:
    """A script with its versions; posted: a new version of it."""
    if request.method == "POST":
        return _proposed(request, article_id)
    lines = script_history(request.actor, article_id, timezone.localdate())
    return render(request, "knowledge/script.html", _standing(request, lines))


@require_POST
@staff_only
def withdraw(request: ActedRequest, article_id: UUID) -> HttpResponseBase:
    """Take a script down."""
    reason = request.POST.get("reason", "")
    done(
        request,
        lambda: script_withdraw(request.actor, article_id, reason, now=timezone.now()),
        _("已撤下，从现在起查不到。"),
    )
    return redirect("knowledge:script", article_id)


@require_POST
@staff_only
def decide(request: ActedRequest, version_id: UUID) -> HttpResponseBase:
    """Agree to a version, or not."""
    agreed, reason = request.POST.get("agreed") == "yes", request.POST.get("reason", "")
    done(
        request,
        lambda: version_decide(request.actor, version_id, agreed=agreed, reason=reason, now=timezone.now()),
        _("已同意，到生效日期就查得到。") if agreed else _("已退给起草人。"),
    )
    return redirect("knowledge:home")


@require_POST
@staff_only
def raise_up(request: ActedRequest, version_id: UUID) -> HttpResponseBase:
    """Propose a script to the place above."""
    done(
        request,
        lambda: script_raise(request.actor, version_id, now=timezone.now()),
        _("已上报，上一级审核以后全部地方都用得上。"),
    )
    return redirect("knowledge:home")


def _proposed(request: ActedRequest, article_id: UUID | None) -> HttpResponseBase:
    post = request.POST
    try:
        said = _read(request)
        key = uuid_of(post.get("key", ""))
        if key is None:
            raise KnowledgeRefused(_("这一页打开得太久了，请重新打开再写一次。"))
        script_propose(request.actor, said, article_id=article_id, key=str(key), now=timezone.now())
    except KnowledgeRefused as refused:
        return _sheet(request, post.dict(), article_id, str(refused), refused.field)
    messages.success(request, _("已交审核。别人同意以后才查得到。"))
    return redirect("knowledge:home")


def _read(request: ActedRequest) -> Script:
    post = request.POST
    texts: dict[str, Any] = {name: post.get(name, "")[:5000] for name in TEXTS}
    return Script(**texts | {name: _day(post.get(name, ""), name) for name in DAYS})


def _day(said: str, field: str) -> date | None:
    try:
        return date.fromisoformat(said) if said.strip() else None
    except ValueError as error:
        raise KnowledgeRefused(_("日期请写成 2027-01-31 这样。"), field) from error


def _sheet(
    request: ActedRequest,
    held: dict[str, Any],
    article_id: UUID | None = None,
    error: str = "",
    field: str = "",
) -> HttpResponseBase:
    context = {"held": held, "article_id": article_id, "error": error, "field": field}
    return render(request, "knowledge/sheet.html", context)


def _standing(request: ActedRequest, lines: list[Line]) -> dict[str, Any]:
    latest, actor = lines[0], request.actor
    held = {name: getattr(latest.version, name) for name in TEXTS}
    held |= {"key": str(uuid4()), "valid_until": latest.version.valid_until or ""}
    code = latest.article.division_id
    return {
        "lines": lines, "latest": latest, "held": held, "article_id": latest.article.id,
        "place": division_names([code]).get(code, ""), "own": may_write(actor, latest.article),
        "reviews": reviews(actor, code), "holds": next((one for one in lines if one.standing == "holds"), None),
    }  # fmt: skip
