"""Which histories may be learnt from, and which version is in force for each."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from yiwang.foundations.releases.public import world

from ..domain.errors import LearningRefused
from ..domain.table import Table, tables_read
from ..models import LearntModel, LearntUse
from ..pure import LEARNING_RULES, History, LearningRules

_histories: dict[str, History] = {}
REMEMBERED = 8
"""Versions whose tables a process keeps; a table is some megabytes."""


def bind_history(history: History) -> None:
    """Let a history be learnt from; called in ``ready()`` of the app that owns it."""
    _histories[history.key] = history


def history_get(source: str) -> History:
    """The history of this name. Raises LearningRefused where there is none."""
    if source not in _histories:
        raise LearningRefused("本站没有可以学习的这类历史。")
    return _histories[source]


def history_for(case_type: str) -> History | None:
    """The history whose suggestions cases of a type get; None for types nobody learns from."""
    return next((one for one in _histories.values() if case_type in one.case_types()), None)


def learning_rules(source: str) -> LearningRules:
    """The pack's rules for a history. Raises LearningRefused where it says nothing."""
    held = world().find(LEARNING_RULES, source)
    if held is None:
        raise LearningRefused(f"定义包里没有学习规则（learning/{source}.yaml），不学习，也不提建议。")
    return held


def use_current(source: str) -> LearntUse | None:
    """The last word on what is in force; None where nothing ever was."""
    rows = LearntUse.objects.filter(source=source).select_related("model").defer("model__tables")
    return rows.order_by("-seq").first()


def tables_of(model: LearntModel) -> Mapping[str, Table]:
    """The tables of a version, read and checked once by each process. Raises LearningRefused if they were changed."""
    return _tables(model.id, model.digest)


@lru_cache(maxsize=REMEMBERED)
def _tables(model_id: UUID, digest: str) -> Mapping[str, Table]:
    return tables_read(LearntModel.objects.values_list("tables", flat=True).get(id=model_id), digest)
