"""The versions there are, with their figures and what became of their suggestions since."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from yiwang.foundations.scope.public import as_actor

from ..models import LearntModel, LearntShown, LearntUse
from ..policies import LEARNER
from ..pure import CATEGORY, UNIT
from .force import history_get

MOST = 20


@dataclass(frozen=True)
class VersionLine:
    """One category of a version: suggestions in the held-back weeks, and in use since."""

    label: str
    lessons: int
    shown: int
    held: int
    among: int
    used: int
    used_held: int


def versions(source: str) -> list[LearntModel]:
    """The latest versions, without their tables."""
    return list(LearntModel.objects.filter(source=source).defer("tables").order_by("-number")[:MOST])


def uses(source: str) -> list[LearntUse]:
    """Who put what in force, the latest first."""
    rows = LearntUse.objects.filter(source=source).select_related("model").defer("model__tables")
    return list(rows.order_by("-seq")[:MOST])


def version_lines(source: str, model: LearntModel, aim: str) -> list[VersionLine]:
    """The figures of a version by category, those with most lessons first."""
    history, in_use = history_get(source), _in_use(model, aim)
    by: dict[str, dict[str, int]] = model.figures["aims"].get(aim, {}).get("by", {})
    keys = sorted(by.keys() | in_use.keys(), key=lambda key: (-by.get(key, {}).get("lessons", 0), key))
    return [
        _line(history.label_of(CATEGORY, key) or key, by.get(key, {}), in_use.get(key, (0, 0)))
        for key in keys
    ]


def aims_of(model: LearntModel) -> list[str]:
    """What a version suggests."""
    return [aim for aim in (CATEGORY, UNIT) if aim in model.figures["aims"]]


def _line(label: str, held: dict[str, Any], used: tuple[int, int]) -> VersionLine:
    lessons, shown, right, among = (int(held.get(name, 0)) for name in ("lessons", "shown", "held", "among"))
    return VersionLine(label, lessons, shown, right, among, *used)


def _in_use(model: LearntModel, aim: str) -> dict[str, tuple[int, int]]:
    """Suggestions shown and decided on, and those taken, by category."""
    with as_actor(LEARNER):
        rows = LearntShown.objects.filter(model=model, aim=aim, settled_at__isnull=False).values("category")
        counted = rows.annotate(used=Count("id"), taken=Count("id", filter=Q(held=True))).order_by()
        return {row["category"]: (row["used"], row["taken"]) for row in counted}
