"""Brings the table of divisions in line with the pack in force."""

from yiwang.loader import World

from .models import Division
from .pure import DivisionTree

_COLUMNS = ["name", "parent", "level", "kind", "path", "is_current"]


def divisions_apply(world: World) -> None:
    """Write every division of the world; those no longer in it stay, marked as out of use."""
    tree = DivisionTree.of(world)
    rows = [_row(tree, code) for code in sorted(tree.rows, key=lambda code: len(tree.path(code)))]
    Division.objects.exclude(code__in=tree.rows).filter(is_current=True).update(is_current=False)
    Division.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=_COLUMNS, batch_size=1000
    )


def _row(tree: DivisionTree, code: str) -> Division:
    row = tree.rows[code]
    path = [step.id for step in tree.path(code)]
    parent = row.parent if row.parent in tree.rows else None
    return Division(code=code, name=row.name, parent_id=parent, level=row.level, kind=row.kind, path=path)
