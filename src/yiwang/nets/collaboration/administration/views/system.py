"""Pages of the system administrator: what is applied, what changed, how the site runs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.foundations.keys.public import key_usage
from yiwang.foundations.people.public import CHARACTER, name_gaps
from yiwang.foundations.releases.public import NoRelease, release_current, releases_recent, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

from ..policies import AUDIT, SECURITY, SYSTEM, WORDS, may, only
from ..selectors import asset_count, health_now, kind_counts, kinds, release_changes

_PAGE = 200


@only(*WORDS)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Each administrator's first page."""
    actor = request.actor  # type: ignore[attr-defined]
    pages = ((SYSTEM, "releases"), (SECURITY, "accounts"), (AUDIT, "audit"))
    page = next(name for word, name in pages if may(word)(actor))
    return redirect(f"administration:{page}")


@only(SYSTEM)
@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """What is applied now, and what was before."""
    current = release_current()
    context: dict[str, Any] = {"current": current, "releases": releases_recent()}
    if current is not None:
        held = world()
        context |= {"counts": kind_counts(held), "assets": asset_count(held), "pack": held.pack}
    return render(request, "administration/releases.html", context)


@only(SYSTEM)
@require_GET
def characters(request: HttpRequest) -> HttpResponse:
    """Code points of names that no table knows, without the names; and what the table knows."""
    held = world().all(CHARACTER).values() if release_current() else ()
    known = Counter(row.kind for row in held)
    return render(request, "administration/characters.html", {"gaps": name_gaps(), "known": dict(known)})


@only(SYSTEM)
@require_GET
def definitions(request: HttpRequest, release: int, kind: str) -> HttpResponse:
    """All definitions of one kind in a release, with where each was written."""
    held = _world(release)
    found = next((one for one in kinds() if one.name == kind), None)
    if found is None:
        raise Http404
    after = request.GET.get("after", "")
    keys = [key for key in sorted(held.all(found)) if key > after]
    rows = [(key, _title(held.get(found, key)), held.origin(found, key)) for key in keys[:_PAGE]]
    context = {"kind": found, "release": release, "rows": rows, "more": len(keys) > _PAGE, "total": len(keys)}
    return render(request, "administration/definitions.html", context)


@only(SYSTEM)
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What changed between two releases."""
    try:
        before, after = int(request.GET["from"]), int(request.GET["to"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
    _world(before), _world(after)
    found = release_changes(before, after)
    context = {"before": before, "after": after, "changes": found[:500], "total": len(found)}
    return render(request, "administration/changes.html", context)


@only(SYSTEM)
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """How the site runs; counting keys reads every closed value, so it is done on demand."""
    context: dict[str, Any] = {"health": health_now(timezone.now())}
    if "keys" in request.GET:
        with as_actor(system_actor("keys")):
            context["keys"] = sorted(key_usage().items())
    return render(request, "administration/health.html", context)


def _world(release: int) -> World:
    try:
        return world(release)
    except NoRelease as error:
        raise Http404 from error


def _title(definition: object) -> str:
    for name in ("title", "label", "name"):
        if said := getattr(definition, name, ""):
            return str(said)
    return ""
