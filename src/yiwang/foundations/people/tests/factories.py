"""People for tests, in the small city of ``organisations``: staff, and persons with valid numbers."""

from __future__ import annotations

import pytest

from yiwang.foundations.organisations.tests.factories import NOW, WORKER, apply_city, city, organisations
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.pure import AccountRules
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import PackInfo, World

__all__ = [
    "NOW",
    "PASSWORD",
    "WORKER",
    "apply_city",
    "citizen_id",
    "city",
    "organisations",
    "person",
    "rules",
    "rules_hold",
    "staff",
]
PASSWORD = "Correct-Horse-9"
_W = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def citizen_id(number: int) -> str:
    """A well-formed number of a demo area."""
    head = f"44129919900101{number:03d}"
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, _W, strict=True)) % 11]


def staff(username: str = "officer", *posts: str, **fields: object) -> Account:
    """A staff account that holds these posts."""
    from yiwang.foundations.people.services.appointments import account_appoint

    account = Account.objects.create_user(username, PASSWORD, is_staff_account=True, **fields)
    with as_actor(WORKER):
        for post in posts:
            account_appoint(WORKER, account_id=account.pk, post_id=post, now=NOW)
    return account


def person(number: int, name: str = "", **fields: object):
    """A registered person; answers what registering answers."""
    from yiwang.foundations.people.services.parties import party_register

    body = {"kind": "person", "name": name or f"示范{number}", "id_kind": "citizen_id", **fields}
    with as_actor(WORKER):
        return party_register(WORKER, id_number=citizen_id(number), **body)


def rules(**numbers: int) -> AccountRules:
    """Rules of accounts, with some of their numbers changed."""
    wanted = {
        "rows": 20, "kilobytes": 64, "days": 30, "remind_days": 7, "minutes": 60, "reason_length": 4, "hours": 72,
    } | numbers  # fmt: skip
    said = {
        key: {"value": value, "unit": "-", "source": "试", "status": "assumed"}
        for key, value in wanted.items()
    }
    return AccountRules.model_validate(
        {
            "id": "staff",
            "title": "账号规则",
            "invitation_hours": said["hours"],
            "import_limits": {key: said[key] for key in ("rows", "kilobytes")},
            "review": {key: said[key] for key in ("days", "remind_days")},
            "emergency": {"may": ["case.read"], **{key: said[key] for key in ("minutes", "reason_length")}},
        }
    )


def rules_hold(monkeypatch: pytest.MonkeyPatch, held: AccountRules | None = None) -> None:
    """Let these rules be the ones in force."""
    world = World(PackInfo("small", "1", "小城"), {"account_rules": {"staff": held or rules()}})
    monkeypatch.setattr("yiwang.foundations.people.selectors.rules.world", lambda: world)
