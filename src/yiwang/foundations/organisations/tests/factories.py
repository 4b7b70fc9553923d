"""A small city for tests: two counties' bureaus, and posts of the three administrators."""

from __future__ import annotations

from datetime import UTC, datetime

from yiwang.foundations.divisions.definitions import DivisionRow
from yiwang.foundations.organisations.definitions import Organisations, Role
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import PackInfo, World

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
WORKER = system_actor("test")

ROLES = {
    "officer": {"label": "审批员", "may": ["case.read", "case.act.examine"], "sees": "body"},
    "clerk": {"label": "收件", "may": ["case.act.intake"], "sees": "unit"},
    "watcher": {"label": "监督", "may": ["case.supervise"], "sees": "city"},
    "head": {"label": "负责人", "may": ["case.read", "account.review"], "sees": "body"},
    "chief": {"label": "科长", "may": ["case.read", "case.act.examine", "access.emergency"], "sees": "body"},
    "sys": {"label": "系统管理员", "may": ["admin.system", "import.run", "import.read"]},
    "sec": {"label": "安全管理员", "may": ["admin.security"]},
    "aud": {"label": "审计管理员", "may": ["admin.audit", "import.read"]},
}
SHAPE = {
    "units": [{"id": "approval", "name": "审批科"}, {"id": "window", "name": "窗口"}],
    "posts": [
        {"id": "officer", "unit": "approval", "title": "审批员", "roles": ["officer"]},
        {"id": "clerk", "unit": "window", "title": "收件员", "roles": ["clerk"]},
        {"id": "head", "title": "局长", "roles": ["head"]},
        {"id": "chief", "unit": "approval", "title": "科长", "roles": ["chief"]},
    ],
}
OFFICE = {
    "units": [],
    "posts": [
        {"id": key, "title": ROLES[key]["label"], "roles": [key]} for key in ("watcher", "sys", "sec", "aud")
    ],
}


def organisations(**changes: object) -> Organisations:
    """Two kinds of bureau in two counties, and one office for the whole city."""
    bureau = {"function": "health", "shape": "bureau", "demo_uscc": "11441299"}
    bodies = [
        {"id": "{code}-health", "for_divisions": ["county"], "name": "{division}卫健局", **bureau},
        {"id": "city-health", "division": "441200000000", "name": "{division}卫健局", **bureau},
        {
            "id": "office",
            "division": "441200000000",
            "name": "市政数局",
            "function": "digital",
            "shape": "office",
        },
    ]
    whole = {
        "functions": {"health": "卫生健康", "digital": "政务数据"},
        "shapes": {"bureau": SHAPE, "office": OFFICE},
        "bodies": bodies,
    }
    return Organisations(id="organisations", **{**whole, **changes})


def divisions() -> dict[str, DivisionRow]:
    """A province, a city, two counties, a town, a zone and a prison."""
    rows = [
        ("440000000000", "广东省", "", "province", "ordinary"),
        ("441200000000", "肇庆市", "440000000000", "prefecture", "ordinary"),
        ("441202000000", "端州区", "441200000000", "county", "ordinary"),
        ("441284000000", "四会市", "441200000000", "county", "ordinary"),
        ("441202001000", "城东街道", "441202000000", "town", "ordinary"),
        ("441284450000", "高新区", "441284000000", "town", "zone"),
        ("441284400000", "监狱", "441284000000", "town", "statistical"),
    ]
    keys = ("id", "name", "parent", "level", "kind")
    return {row[0]: DivisionRow(**dict(zip(keys, row, strict=True))) for row in rows}


def city(**changes: object) -> World:
    """The small city as a world."""
    return World(
        PackInfo("small", "1", "小城"),
        {
            "division": divisions(),
            "role": {key: Role(id=key, **body) for key, body in ROLES.items()},
            "organisations": {"organisations": organisations(**changes)},
        },
    )


def apply_city(world: World | None = None) -> World:
    """Fill the tables with the small city."""
    from yiwang.foundations.divisions.services import divisions_apply
    from yiwang.foundations.organisations.services import organisations_apply

    made = world or city()
    with as_actor(WORKER):
        divisions_apply(made)
        organisations_apply(made)
    return made
