"""The wallet: licences one holds, showing one by a code that soon dies, and what anybody may verify."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.licences.public import (
    LicenceNotVerified,
    LicenceRefused,
    Verification,
    licence_card,
    licence_holders,
    licence_pdf,
    licence_uses,
    licence_verify,
    licences_visible_to,
    presentation_open,
)
from yiwang.faces.elements.public import Widget
from yiwang.faces.licence_card.public import card_of, verified_rows
from yiwang.foundations.papers.public import MistypedCodeError, verification_code_lookup
from yiwang.kernel.actor import Actor
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

CODE_LENGTH = 120
PAPER_LABELS = {"title": later("文书"), "number": later("办件编号"), "item": later("事项")}


@require_GET
@citizen_only
def wallet(request: ActedRequest) -> HttpResponse:
    """Every licence of this hat."""
    day = timezone.localdate()
    cards = [licence_card(request.actor, held.id, day) for held in licences_visible_to(request.actor)]
    return render(request, "portal/wallet.html", {"licences": [card_of(card) for card in cards]})


@require_GET
@citizen_only
def licence(request: ActedRequest, licence_id: UUID) -> HttpResponse:
    """One licence: its face, and who used it."""
    actor, card = request.actor, licence_card(request.actor, licence_id, timezone.localdate())
    holders = licence_holders(actor, licence_id)
    held = bool(holders & set(actor.parties))
    context = {
        "licence": card_of(card),
        "face": card.face,
        "held": held,
        "uses": _uses(actor, licence_id) if held else [],
        "others": [] if held else [hat for hat in request.hats if holders & set(hat.actor.parties)],
    }
    return render(request, "portal/licence.html", context)


def _uses(actor: Actor, licence_id: UUID) -> list[dict[str, Any]]:
    words = {
        "shown": _("亮证"),
        "verified": _("被核验"),
        "used": _("被调用"),
        "applied": _("办事时用来免交材料"),
        "downloaded": _("下载"),
        "authorised": _("授权"),
    }
    uses = licence_uses(actor, licence_id)
    return [{"at": u.at, "what": words.get(u.act, u.act), "who": u.who, "purpose": u.purpose} for u in uses]


@require_POST
@citizen_only
def show(request: ActedRequest, licence_id: UUID) -> HttpResponse:
    """A fresh code; it serves once and for at most a minute."""
    link = request.build_absolute_uri(reverse("portal:verify-code", args=["x"]))[:-2]
    shown = act_result(
        request,
        lambda: presentation_open(request.actor, licence_id, now=timezone.now(), link=link),
        refusals=(LicenceRefused,),
    )
    if shown is None:
        return redirect("portal:licence", licence_id)
    card = card_of(licence_card(request.actor, licence_id, timezone.localdate()))
    context = {
        "licence": card,
        "qr": mark_safe(shown.qr),  # noqa: S308 - drawn by our own library from a signed token
        "expires_at": shown.expires_at,
        "verify_url": link + shown.token,
    }
    return render(request, "portal/show.html", context)


@require_GET
@citizen_only
def file(request: ActedRequest, licence_id: UUID) -> FileResponse:
    """The sealed PDF."""
    card = licence_card(request.actor, licence_id, timezone.localdate())
    data = licence_pdf(actor=request.actor, licence_id=licence_id, purpose=_("本人下载"), now=timezone.now())
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=f"{card.type_name}.pdf", content_type="application/pdf"
    )


@require_GET
def verify(request: ActedRequest, code: str = "") -> HttpResponse:
    """What a code proves, for anybody; nothing of it is kept in addresses that others see."""
    said = (code or request.GET.get("code", "")).strip()[:CODE_LENGTH]
    widget = Widget(
        "code",
        _("核验码"),
        value="" if code else said,
        hint=_("印在证照底部，三组字符"),
        max_length=CODE_LENGTH,
    )
    context: dict[str, Any] = {"widgets": [widget], "result": _result(said) if said else None}
    return render(request, "portal/verify.html", context)


def _result(said: str) -> dict[str, Any]:
    """What a licence's code proves; else what a paper's code does."""
    now = timezone.now()
    try:
        return _licence_result(licence_verify(said, now=now), now)
    except LicenceNotVerified as error:
        return _paper_result(said, now) or _refused(str(error), now)


def _refused(words: str, now: datetime) -> dict[str, Any]:
    return {"good": False, "title": _("核验不通过"), "words": words, "rows": [], "at": now}


def _licence_result(found: Verification, now: datetime) -> dict[str, Any]:
    good = found.state == "valid"
    title = _("真实有效") if good else found.word
    bad = _("这张证照确实签发过，但现在的状态是：{0}。").format(found.word)
    words = _("这张证照由下面的单位签发，现在有效。") if good else bad
    return {"good": good, "title": title, "words": words, "rows": verified_rows(found), "at": now}


def _paper_result(said: str, now: datetime) -> dict[str, Any] | None:
    """What a code printed on a legal paper proves; None if it is no such code."""
    try:
        found = verification_code_lookup(said, now=now)
    except MistypedCodeError:
        return None
    if found is None or found.kind != "paper":
        return None
    rows = [
        {"label": PAPER_LABELS[key], "value": found.shown[key]} for key in PAPER_LABELS if key in found.shown
    ]
    good = found.state == "valid"
    words = _("这份文书确实由本系统出具。") if good else _("这份文书出具过，现在已经失效。")
    return {
        "good": good,
        "title": _("文书属实") if good else _("文书已失效"),
        "words": words,
        "rows": rows,
        "at": now,
    }
