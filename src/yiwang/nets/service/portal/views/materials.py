"""Materials of an application: photographs, documents, one page taken anew, commitments."""

from collections.abc import Callable
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.applications.public import (
    DraftView,
    FieldsRefused,
    Upload,
    draft_attach,
    draft_commit,
    draft_detach,
    draft_get,
    draft_retake,
)
from yiwang.faces.elements.public import Widget
from yiwang.foundations.files.public import FileRefusedError
from yiwang.kernel.counting import whole_number
from yiwang.nets.service.portal.domain.materials import asked_materials, met_materials
from yiwang.nets.service.portal.domain.steps import step_url, steps
from yiwang.nets.service.portal.domain.video import offered_in_draft
from yiwang.nets.service.portal.selectors import draft_file
from yiwang.web.requests import ActedRequest

from .drafts import draft_opened
from .gate import citizen_only

PHOTOS_AT_ONCE = 20


@require_http_methods(["GET", "POST"])
@citizen_only
def materials(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """The one set of materials: photographs, documents, commitments."""
    view = draft_opened(request, draft_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            view = _material_act(request, view, key)
            return redirect(f"{step_url(view, 'materials')}#m-{key.replace('.', '-')}")
        except FieldsRefused as error:
            errors = error.fields
        except FileRefusedError as error:
            errors = {key: str(error)}
    return _materials_page(request, view, errors)


def _material_act(request: ActedRequest, view: DraftView, key: str) -> DraftView:
    acts: dict[str, Callable[[], DraftView]] = {
        "attach": lambda: draft_attach(request.actor, view.id, key, _uploads(request), now=timezone.now()),
        "retake": lambda: draft_retake(
            request.actor,
            view.id,
            key,
            _page(request),
            next(iter(_uploads(request)), None),
            now=timezone.now(),
        ),
        "detach": lambda: draft_detach(request.actor, view.id, key, now=timezone.now()),
        "promise": lambda: draft_commit(request.actor, view.id, key, chosen=True, now=timezone.now()),
        "unpromise": lambda: draft_commit(request.actor, view.id, key, chosen=False, now=timezone.now()),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise FieldsRefused({key: _("没有这个操作，请刷新页面。")})
    return act()


def _page(request: ActedRequest) -> int:
    """The page that is taken anew; 0, which no file has, for anything else."""
    return whole_number(request.POST.get("page", "")) or 0


def _uploads(request: ActedRequest) -> list[Upload]:
    files = request.FILES.getlist("file")[:PHOTOS_AT_ONCE]
    return [Upload(file.name or "", file.read()) for file in files]


def _materials_page(request: ActedRequest, view: DraftView, errors: dict[str, str]) -> HttpResponse:
    asked = asked_materials(view, errors)
    widgets = [Widget(m["key"], m["label"], error=m["error"]) for m in asked if m["error"]]
    context = {
        "draft": view,
        "steps": steps(view, "materials"),
        "materials": asked,
        "held": met_materials(view),
        "asked": sum(1 for m in asked if m["required"]),
        "next": step_url(view, "check"),
        "video": offered_in_draft(view),
        "wrong": widgets,
        "error": "" if widgets else " ".join(errors.values()),
    }
    return render(request, "portal/materials.html", context)


@require_GET
@citizen_only
def file(request: ActedRequest, draft_id: UUID, file_id: UUID) -> FileResponse:
    """A file one has handed in, to look at again."""
    draft_get(request.actor, draft_id, now=timezone.now())
    name, data = draft_file(request.actor, file_id)
    return FileResponse(data, as_attachment=False, filename=name, content_type="application/pdf")
