"""Filling in: one question per page, agreement, the form, objections."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import (
    DraftClosed,
    DraftView,
    FieldsRefused,
    draft_answer,
    draft_consent,
    draft_discard,
    draft_get,
    draft_object,
    draft_open,
    draft_save_fields,
)
from yiwang.faces.application.public import (
    VALUE,
    division_options,
    field_widget,
    question_widget,
    situation_of,
)
from yiwang.faces.elements.public import Widget, posted_value
from yiwang.nets.service.portal.domain.form import groups, known
from yiwang.nets.service.portal.domain.steps import question_url, resume_url, step_url, steps
from yiwang.nets.service.portal.domain.video import offered_in_draft
from yiwang.nets.service.portal.domain.where import where_in_draft
from yiwang.web.requests import ActedRequest

from .gate import citizen_only


@require_POST
@citizen_only
def start(request: ActedRequest, target: str) -> HttpResponse:
    """Begin an application; answers given on the guide page come along, unreadable ones are asked again."""
    view = draft_open(request.actor, target, now=timezone.now())
    for question, answer in situation_of(request.POST).items():
        view = _answered(request, view, question, answer)
    return redirect(resume_url(view))


def _answered(request: ActedRequest, view: DraftView, question: str, answer: str) -> DraftView:
    try:
        return draft_answer(request.actor, view.id, question, answer, now=timezone.now())
    except FieldsRefused:
        return view


def draft_opened(request: ActedRequest, draft_id: UUID) -> DraftView:
    """The draft, while it may still be filled in; one that was handed in or given up leads to one's cases."""
    view = draft_get(request.actor, draft_id, now=timezone.now())
    if view.state != "open":
        raise DraftClosed(view.state)
    return view


@require_GET
@citizen_only
def draft(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Go on where one left off."""
    return redirect(resume_url(draft_opened(request, draft_id)))


@require_POST
@citizen_only
def discard(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Give a draft up."""
    draft_discard(request.actor, draft_id, now=timezone.now())
    messages.success(request, _("草稿已经删除。"))
    return redirect("portal:cases")


@require_http_methods(["GET", "POST"])
@citizen_only
def question(request: ActedRequest, draft_id: UUID, question: str) -> HttpResponse:
    """One question."""
    view = draft_opened(request, draft_id)
    asked = {one.id: one for one in view.questions}
    if question not in asked:
        return redirect(resume_url(view))
    if request.method != "POST":
        value = _plain(view.answers.get(question, ""))
        return _question_page(request, view, question, question_widget(asked[question], value))
    answer = posted_value(request.POST, f"a.{question}", asked[question].type.value)
    return _take_answer(request, view, question, answer)


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _take_answer(request: ActedRequest, view: DraftView, name: str, answer: str) -> HttpResponse:
    asked = next(one for one in view.questions if one.id == name)
    if not answer:
        wrong = question_widget(asked, "", _("请选择或填写后再继续。"))
        return _question_page(request, view, name, wrong)
    was_whole = view.next_question is None
    try:
        view = draft_answer(request.actor, view.id, name, answer, now=timezone.now())
    except FieldsRefused as error:
        return _question_page(request, view, name, question_widget(asked, answer, error.fields[name]))
    for line in view.changes if was_whole else ():  # before, everything is still to come: nothing has changed
        messages.info(request, line)
    return redirect(resume_url(view))


def _question_page(request: ActedRequest, view: DraftView, name: str, widget: Widget) -> HttpResponse:
    names = [one.id for one in view.questions]
    at = names.index(name)
    context = {
        "draft": view,
        "widget": widget,
        "widgets": [widget],
        "number": at + 1,
        "total": len(names),
        "back": question_url(view, names[at - 1]) if at else "",
    }
    return render(request, "portal/question.html", context)


@require_http_methods(["GET", "POST"])
@citizen_only
def consent(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Agree, source by source, to what government holds being used; refusing costs nothing but typing."""
    view = draft_opened(request, draft_id)
    if request.method != "POST":
        context = {"draft": view, "steps": steps(view, "consent"), "consents": view.offers}
        return render(request, "portal/consent.html", context)
    chosen = set(request.POST.getlist("consent"))
    for topic in {offer.topic: offer.agreed for offer in view.offers}:
        view = draft_consent(request.actor, draft_id, topic, given=topic in chosen, now=timezone.now())
    return redirect(resume_url(view, consent_seen=True))


@require_http_methods(["GET", "POST"])
@citizen_only
def form(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """The one form: what is asked, then what is known."""
    view = draft_opened(request, draft_id)
    if request.method != "POST":
        return _form_page(request, view, {})
    sent = _sent(request, view)
    view = draft_save_fields(request.actor, draft_id, sent, now=timezone.now())
    if view.errors:
        return _form_page(request, view, sent)
    if request.POST.get("go") == "stay":
        messages.success(request, _("已经保存。"))
        return redirect("portal:draft-form", draft_id)
    came = _came_new(view, sent)
    if came:
        messages.info(request, _("按您填的内容，还要填：{0}。").format("、".join(came)))
    return redirect(step_url(view, "form" if came else "materials"))


def _sent(request: ActedRequest, view: DraftView) -> dict[str, str]:
    """What was sent for the fields that are asked; names that are none are left alone."""
    asked = [field for field in view.fields if field.state == "asked" and VALUE + field.key in request.POST]
    return {field.key: posted_value(request.POST, VALUE + field.key, field.type) for field in asked}


def _came_new(view: DraftView, sent: dict[str, str]) -> list[str]:
    """Labels of required fields that what was typed has opened; they were not on the page before."""
    new = [f for f in view.fields if f.state == "asked" and f.required and not f.question]
    return [field.label for field in new if field.key not in sent]


def _form_page(request: ActedRequest, view: DraftView, sent: dict[str, str]) -> HttpResponse:
    shown = groups(view, division_options(), sent)
    widgets = [widget for group in shown for widget in group.asked]
    context = {
        "draft": view,
        "steps": steps(view, "form"),
        "groups": shown,
        "widgets": widgets,
        "asked": len(widgets),
        "known": known(view),
        "where": where_in_draft(view),
        "video": offered_in_draft(view),
    }
    return render(request, "portal/form.html", context)


@require_http_methods(["GET", "POST"])
@citizen_only
def objection(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Say that a known value is wrong; one's own goes along."""
    view = draft_opened(request, draft_id)
    key = request.GET.get("key", "")
    field = next((one for one in view.fields if one.key == key), None)
    if field is None:
        raise Http404
    own = field_widget(field, division_options(), "" if not field.objected else None)
    if request.method == "POST":
        return _object(request, view, key, field)
    return _objection_page(request, view, key, [own, _reason()])


def _reason(value: str = "", error: str = "") -> Widget:
    return Widget("reason", _("哪里不对"), "long_text", value, required=False, error=error, max_length=200)


def _object(request: ActedRequest, view: DraftView, key: str, field: Any) -> HttpResponse:
    withdrawn = request.POST.get("withdraw") == "1"
    sent = posted_value(request.POST, VALUE + key, field.type)
    reason = request.POST.get("reason", "")[:200]
    if not sent and not withdrawn:
        wrong = Widget(
            **{**vars(field_widget(field, division_options(), sent)), "error": _("请填写正确的内容。")}
        )
        return _objection_page(request, view, key, [wrong, _reason(reason)])
    try:
        draft_object(
            request.actor, view.id, key, None if withdrawn else sent, reason=reason, now=timezone.now()
        )
    except FieldsRefused as error:
        wrong = Widget(**{**vars(field_widget(field, division_options(), sent)), "error": error.fields[key]})
        return _objection_page(request, view, key, [wrong, _reason(reason)])
    return redirect("portal:draft-form", view.id)


def _objection_page(request: ActedRequest, view: DraftView, key: str, widgets: list[Widget]) -> HttpResponse:
    shown = next(
        line for line, field in zip(known(view), _known_fields(view), strict=True) if field.key == key
    )
    context = {"draft": view, "known": shown, "widgets": widgets, "back": step_url(view, "form")}
    return render(request, "portal/object.html", context)


def _known_fields(view: DraftView) -> list[Any]:
    return [field for field in view.fields if field.state == "prefilled" or field.objected]
