"""Pages on which a draft is written: the form of an item, a body's own row, title and reason, the preview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import MATERIAL
from yiwang.faces.elements.public import Widget, options_of
from yiwang.foundations.proposals.public import (
    Proposal,
    ProposalRefused,
    access_proposal,
    proposal_restart,
    proposal_write,
    sources_of_proposal,
    would_be,
)
from yiwang.foundations.releases.public import world
from yiwang.loader.editing import CannotRewrite
from yiwang.web.requests import ActedRequest

from ..domain.fields import LENGTH
from ..domain.item_form import Names, item_sections, item_wanted
from ..domain.placing import errors_by_column, errors_by_field
from ..domain.preview import body_told, guide
from ..domain.words import OVERLAY_LABELS, STATUSES
from ..domain.written import Written, item_written, overlay_path, overlay_row
from ..policies import body_of, items_kept_by, items_overlaid_by, with_a_duty
from ..selectors import then_catalogue
from ..services.items import change_begin, item_save, overlay_save
from .reaching import done, result, version_seen


@require_POST
@with_a_duty
def begin(request: ActedRequest, item_id: str) -> HttpResponse:
    """Begin to change an item, or go on with the draft there is."""
    held = result(request, lambda: change_begin(request.actor, item_id, now=timezone.now()))
    if held is None:
        return redirect("definitions:home")
    kept = item_id in items_kept_by(request.actor, world())
    return redirect("definitions:item" if kept else "definitions:overlay", held.pk, item_id)


@require_http_methods(["GET", "POST"])
@with_a_duty
def item(request: ActedRequest, proposal_id: UUID, item_id: str) -> HttpResponse:
    """The form of an item; what is wrong stands beside its part, and what was typed is kept."""
    held = access_proposal(request.actor, proposal_id)
    written = _written(request, held, item_id)
    if request.method == "POST":
        try:
            item_save(
                request.actor,
                held.pk,
                item_id,
                request.POST,
                version=version_seen(request),
                now=timezone.now(),
            )
        except (ProposalRefused, CannotRewrite) as error:
            return _item_page(
                request, held, written, tree=item_wanted(written.tree, request.POST), said=str(error)
            )
        return _after_saving(request, held, "definitions:item", item_id)
    return _item_page(request, held, written)


def _written(request: ActedRequest, held: Proposal, item_id: str) -> Written:
    written = item_written(sources_of_proposal(held), item_id)
    if written is None or item_id not in items_kept_by(request.actor, world()):
        raise Http404
    return written


def _item_page(
    request: ActedRequest, held: Proposal, written: Written, *, tree: Any = None, said: str = ""
) -> HttpResponse:
    shown = tree or written.tree
    errors = _errors(held, written)
    names = Names(
        {key: one.label for key, one in world().all(MATERIAL).items()},
        {key: party["label"] for key, party in shown.get("parties", {}).items() if isinstance(party, dict)},
    )
    context = {
        "proposal": held,
        "item_id": written.id,
        "title": shown.get("title", written.id),
        "sections": item_sections(shown, names, errors),
        "errors": errors,
        "said": said,
        "editable": held.state == "draft",
    }
    return render(request, "definitions/item.html", context)


def _errors(held: Proposal, written: Written) -> dict[str, str]:
    pack, path = written.own
    return errors_by_field(would_be(held).problems, f"{pack}/{path}", written.own_text)


def _after_saving(request: ActedRequest, held: Proposal, page: str, item_id: str) -> HttpResponse:
    """On to the preview, if there is one; back to the form where something is wrong or was asked for."""
    if would_be(held).world is None:
        messages.warning(request, _("已保存，但还有不对的地方，见下面的提示。"))
        return redirect(page, held.pk, item_id)
    messages.success(request, _("已保存。下面是申请人会看到的样子。"))
    return redirect("definitions:preview", held.pk, item_id)


@require_http_methods(["GET", "POST"])
@with_a_duty
def overlay(request: ActedRequest, proposal_id: UUID, item_id: str) -> HttpResponse:
    """A body's own row: limit, address, window, hours, phone."""
    held, body = access_proposal(request.actor, proposal_id), body_of(request.actor)
    if body is None or item_id not in items_overlaid_by(request.actor, world()):
        raise Http404
    row = overlay_row(sources_of_proposal(held), body.id, item_id)
    if request.method == "POST":
        row = {**row, **_row_sent(request)}
        try:
            overlay_save(
                request.actor, held.pk, item_id, row, version=version_seen(request), now=timezone.now()
            )
        except (ProposalRefused, CannotRewrite) as error:
            return _overlay_page(request, held, item_id, row, said=str(error))
        return _after_saving(request, held, "definitions:overlay", item_id)
    return _overlay_page(request, held, item_id, row)


def _row_sent(request: ActedRequest) -> dict[str, str]:
    names = (*OVERLAY_LABELS, "status")
    return {name: request.POST[name].strip()[:LENGTH] for name in names if name in request.POST}


def _overlay_page(
    request: ActedRequest, held: Proposal, item_id: str, row: dict[str, str], *, said: str = ""
) -> HttpResponse:
    body = body_of(request.actor)
    shown = f"{world().pack.id}/{overlay_path(body.id)}" if body else ""
    wrong = errors_by_column(would_be(held).problems, shown, OVERLAY_LABELS)
    held_now = next(body_told(world(), body.id, item_id), {}) if body else {}
    lines = [
        Widget(name, label, value=row.get(name, ""), required=name == "source", max_length=LENGTH,
               hint=_("现在：{0}").format(held_now[name]) if held_now.get(name) else "",
               error=wrong.get(name, "") + (wrong.get("", "") if name == "limit" else ""))
        for name, label in OVERLAY_LABELS.items()
    ]  # fmt: skip
    status = row.get("status", "assumed")
    lines.append(Widget("status", _("依据核对情况"), "choice", status, options_of(STATUSES, status)))
    context = {
        "proposal": held, "item_id": item_id, "widgets": lines, "said": said, "editable": held.state == "draft",
        "title": world().get("item", item_id).title, "body": body,
        "kept": item_id in items_kept_by(request.actor, world()),
    }  # fmt: skip
    return render(request, "definitions/overlay.html", context)


@require_POST
@with_a_duty
def about(request: ActedRequest, proposal_id: UUID) -> HttpResponse:
    """Title and reason of a draft."""
    version, now = version_seen(request), timezone.now()
    title, why = request.POST.get("title", "").strip(), request.POST.get("reason", "")
    done(
        request,
        lambda: proposal_write(request.actor, proposal_id, version=version, now=now, title=title, reason=why),
        _("已保存。"),
    )
    return redirect("definitions:proposal", proposal_id)


@require_POST
@with_a_duty
def restart(request: ActedRequest, proposal_id: UUID) -> HttpResponse:
    """Go on from what is in force, where another release was faster."""
    version, now = version_seen(request), timezone.now()
    done(
        request,
        lambda: proposal_restart(request.actor, proposal_id, version=version, now=now),
        _("已换成现在在用的内容，请重新改这一部分。"),
    )
    return redirect("definitions:proposal", proposal_id)


def _bodies(request: ActedRequest, held: Proposal) -> list[str]:
    """The bodies whose rows the proposal changes; one's own where it changes none."""
    own = body_of(request.actor)
    changed = [key.partition("/")[0] for kind, key, _title in held.subjects if kind == "overlay"]
    return changed or ([own.id] if own else [])


@require_GET
@with_a_duty
def preview(request: ActedRequest, proposal_id: UUID, item_id: str) -> HttpResponse:
    """The guide and the form of an item, as they are and as they would be, side by side."""
    held, day = access_proposal(request.actor, proposal_id), timezone.localdate()
    then = then_catalogue(held)
    if then is None:
        messages.warning(request, _("还有不对的地方，改好了才能预览。"))
        return redirect("definitions:proposal", proposal_id)
    bodies = _bodies(request, held)
    now, after = (
        guide(catalogue(), world(), item_id, day, bodies),
        guide(then, then.world, item_id, day, bodies),
    )
    if now is None and after is None:
        raise Http404
    sides = [
        {"label": _("现在"), "guide": now},
        {"label": _("改后（预览）"), "guide": after, "preview": True},
    ]
    title = (after or now or {})["title"]
    return render(request, "definitions/preview.html", {"proposal": held, "title": title, "sides": sides})
