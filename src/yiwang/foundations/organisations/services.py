"""Brings the tables of bodies, units, posts and roles in line with the pack in force.

What the pack no longer has stays, marked as out of use. A unit or post that still has work needs a
``successor``; whoever owns the work registers a check with ``work_check``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model

from yiwang.loader import World

from . import models as table
from .pure import OrganisationTree
from .pure.expansion import Structure

WorkCheck = Callable[[list[str], list[str]], Iterable[str]]
"""Given ids of abolished units and posts without successor, answers those that still have work."""

_checks: list[WorkCheck] = []


class AbolishedWithWork(Exception):
    """A unit or post that still has open work is no longer in the pack, and nobody takes its work over."""

    def __init__(self, ids: Iterable[str]) -> None:
        names = "、".join(sorted(ids))
        super().__init__(
            f"这些单元或岗位还有在办的事，不能直接取消：{names}。"
            "请在 organisations.yaml 的 successors 里写明由谁接手。"
        )


def work_check(check: WorkCheck) -> None:
    """Register who can tell whether a unit or post still has open work."""
    _checks.append(check)


def organisations_apply(world: World) -> None:
    """Write roles, bodies, units and posts of the world.

    Raises:
        AbolishedWithWork: something abolished still has work and no successor.
    """
    whole = OrganisationTree.of(world).whole
    _refuse_orphans(whole)
    _write(table.Role, _role_rows(world), ["label", "may", "sees"])
    _write(table.Body, [table.Body(**_columns(body, "division")) for body in whole.bodies.values()], _BODY)
    _write(table.Unit, _unit_rows(whole), ["body", "parent", "name", "division", "path"])
    _write(table.Post, _post_rows(whole), ["unit", "title", "roles", "count"])
    _succeed(table.Unit, whole.successors)
    _succeed(table.Post, whole.successors)


_BODY = [
    "name",
    "short",
    "function",
    "division",
    "level",
    "uscc",
    "address",
    "phone",
    "hours",
    "calendar",
    "is_demo",
]


def _columns(value: Any, *keys: str) -> dict[str, Any]:
    return {f"{key}_id" if key in keys else key: held for key, held in vars(value).items()}


def _role_rows(world: World) -> list[table.Role]:
    roles = world.all("role").values()
    return [
        table.Role(id=role.id, label=role.label, may=list(role.may), sees=role.sees.value) for role in roles
    ]


def _unit_rows(whole: Structure) -> list[table.Unit]:
    rows = [
        table.Unit(
            id=unit.id,
            body_id=unit.body,
            parent_id=unit.parent or None,
            name=unit.name,
            division_id=unit.division,
            path=_path(whole, unit.id),
        )
        for unit in whole.units.values()
    ]
    return sorted(rows, key=lambda row: len(row.path))


def _path(whole: Structure, unit: str) -> list[str]:
    parent = whole.units[unit].parent
    return [*(_path(whole, parent) if parent else ()), unit]


def _post_rows(whole: Structure) -> list[table.Post]:
    return [
        table.Post(**{**_columns(post, "unit"), "roles": list(post.roles)}) for post in whole.posts.values()
    ]


def _write(model: type[Model], rows: list[Any], columns: list[str]) -> None:
    keep = [row.id for row in rows]
    model._default_manager.exclude(pk__in=keep).update(is_current=False)
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*columns, "is_current"],
        batch_size=1000,
    )


def _refuse_orphans(whole: Structure) -> None:
    units = _abolished(table.Unit, whole.units, whole.successors)
    posts = _abolished(table.Post, whole.posts, whole.successors)
    left = {one for check in _checks for one in check(units, posts)} if units or posts else set()
    if left:
        raise AbolishedWithWork(left)


def _abolished(model: type[Model], kept: Mapping[str, object], successors: Mapping[str, str]) -> list[str]:
    rows = model._default_manager.filter(is_current=True).exclude(pk__in=[*kept, *successors])
    return [str(key) for key in rows.values_list("pk", flat=True)]


def _succeed(model: type[Model], successors: Mapping[str, str]) -> None:
    known = set(model._default_manager.filter(pk__in=successors.values()).values_list("pk", flat=True))
    for gone, successor in successors.items():
        if successor in known:
            model._default_manager.filter(pk=gone).update(successor_id=successor)
