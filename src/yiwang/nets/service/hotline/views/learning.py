"""What earlier demands taught: versions with their figures by category, which one is in force, and who put it there."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.learning.public import (
    EXTRA,
    USE,
    LearningRefused,
    LearntModel,
    aims_of,
    can_train,
    learning_rules,
    model_use,
    use_current,
    uses,
    version_lines,
    versions,
)
from yiwang.engines.learning.pure import CATEGORY, UNIT
from yiwang.kernel.counting import whole_number
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from ..policies import FIGURES, may
from ..selectors.beside import HISTORY
from .gate import for_staff


@require_GET
@for_staff(FIGURES, USE)
def learning(request: ActedRequest) -> HttpResponseBase:
    """The versions there are; the figures of the one in force, or of the one asked for."""
    held, current = versions(HISTORY), use_current(HISTORY)
    model = _chosen(request, held, current.model if current else None)
    context: dict[str, Any] = {
        "versions": [(one, _wholes(one)) for one in held], "current": current, "shown": model, "uses": uses(HISTORY),
        "tables": [(_aim(aim), version_lines(HISTORY, model, aim)) for aim in aims_of(model)] if model else [],
        "may_use": may(request.actor, USE), "can_train": can_train(), "extra": EXTRA, "rules": _rules(),
    }  # fmt: skip
    return render(request, "hotline/learning.html", context)


@require_POST
@for_staff(USE)
def learning_act(request: ActedRequest) -> HttpResponseBase:
    """Put a version in force, or none."""
    seen, model_id = whole_number(request.POST.get("seen", "")), uuid_of(request.POST.get("version", ""))

    def done() -> None:
        if seen is None or (request.POST.get("version") and model_id is None):
            raise LearningRefused(_("请从列出的版本里选。"))
        reason = request.POST.get("reason", "")
        model_use(request.actor, HISTORY, model_id, seen=seen, reason=reason, now=timezone.now())

    said = _("已启用，从现在起按这一版提示。") if model_id else _("已停用，从现在起不再提示。")
    act_done(request, done, said, refusals=(LearningRefused,))
    return redirect("hotline:learning")


def _chosen(request: HttpRequest, held: list[LearntModel], current: LearntModel | None) -> LearntModel | None:
    asked = request.GET.get("version", "")
    return next((one for one in held if str(one.number) == asked), current or (held[0] if held else None))


def _rules() -> Any:
    try:
        return learning_rules(HISTORY)
    except LearningRefused:
        return None


def _wholes(model: LearntModel) -> list[tuple[str, dict[str, Any]]]:
    return [(_aim(aim), model.figures["aims"][aim]) for aim in aims_of(model)]


def _aim(aim: str) -> str:
    return {CATEGORY: _("哪一类"), UNIT: _("由谁办")}[aim]
