"""Before an application: the home page, search, a theme's page with what it spares in one's situation."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yiwang.engines.applications.public import drafts_visible_to
from yiwang.engines.cases.public import case_list, case_words
from yiwang.engines.catalog.public import catalogue, compile_item, compile_theme, items_found, themes_found
from yiwang.engines.catalog.pure import ending_words, themes_open
from yiwang.faces.application.public import division_options, situation_of
from yiwang.nets.service.portal.domain.cards import case_cards, theme_card
from yiwang.nets.service.portal.domain.guide import guide_page
from yiwang.nets.service.portal.domain.where import PLACE, place_widget
from yiwang.web.requests import ActedRequest

HOME_CASES = 3
QUERY_LENGTH = 60


@require_GET
def home(request: ActedRequest) -> HttpResponse:
    """Search, what one is in the middle of, and all themes."""
    held, day = catalogue(), timezone.localdate()
    themes = [theme_card(held, key, day) for key in themes_open(held, day)]
    return render(request, "portal/home.html", {"themes": themes, **_mine(request)})


def _mine(request: ActedRequest) -> dict[str, Any]:
    actor = request.actor
    if actor.audience != "citizen":
        return {}
    now = timezone.now()
    cases = case_list(actor, roots=True, is_open=True, limit=HOME_CASES)
    return {
        "drafts": drafts_visible_to(actor).filter(state="open")[:HOME_CASES],
        "cases": case_cards(cases, case_words(cases, now), now),
    }


@require_GET
def search(request: ActedRequest) -> HttpResponse:
    """What fits a few words: themes first, then single items."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    open_ = themes_open(catalogue(), timezone.localdate())
    hits = [
        *(_theme_hit(key) for key in themes_found(query) if key in open_),
        *map(_item_hit, items_found(query)),
    ]
    return render(request, "portal/search.html", {"query": query, "hits": hits})


def _theme_hit(key: str) -> dict[str, str]:
    theme = catalogue().themes[key]
    return {
        "kind": "theme",
        "title": theme.title,
        "summary": theme.summary,
        "url": reverse("portal:theme", args=[key]),
    }


def _item_hit(key: str) -> dict[str, str]:
    item = catalogue().items[key]
    words = _("{0}，承诺 {1}").format(item.handling_class.word, item.promised.limit)
    return {"kind": "item", "title": item.title, "summary": words, "url": reverse("portal:item", args=[key])}


@require_GET
def theme(request: ActedRequest, theme_id: str) -> HttpResponse:
    """A theme's page; the answers in the address decide what it shows, no account needed."""
    return _guide(request, "theme", theme_id)


@require_GET
def item(request: ActedRequest, item_id: str) -> HttpResponse:
    """A single item's page: a theme of one."""
    return _guide(request, "item", item_id)


def _guide(request: ActedRequest, kind: str, target: str) -> HttpResponse:
    held = catalogue()
    known: Mapping[str, Any] = held.themes if kind == "theme" else held.items
    if target not in known:
        raise Http404
    run = compile_theme if kind == "theme" else compile_item
    answers = situation_of(request.GET)
    example = not answers and kind == "theme"
    answers = dict(known[target].reference_answers) if example else answers
    ready, options = (held.theme if kind == "theme" else held.item)(target), division_options()
    place = next((one.value for one in options if one.value == request.GET.get(PLACE)), "")
    compiled = run(held, target, answers, (), timezone.localdate(), typed=ready.at(place))
    page = guide_page(compiled, answers, reverse(f"portal:{kind}", args=[target]), f"{kind}:{target}")
    ends, day = ending_words(held, ready.theme, timezone.localdate()), timezone.localdate()
    page |= {
        "ends": ends,
        "online": page["online"] and not ready.theme.ended(day),
        "ended": ready.theme.ended(day),
    }
    shown = {**page, "example": example, "place": place_widget(place, options)}
    return render(request, "portal/theme.html", {"page": shown})
