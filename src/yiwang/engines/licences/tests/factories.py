"""A small city: two units, two persons, a firm, three types of licence."""

from datetime import UTC, date, datetime

from yiwang.engines.catalog.pure import ELEMENT, MATERIAL
from yiwang.engines.licences.public import licence_issue
from yiwang.engines.licences.pure import LICENCE_TYPE
from yiwang.foundations.divisions.public import Division
from yiwang.foundations.organisations.public import Body, Unit
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.ids import uscc_check_digit, uuid7
from yiwang.loader import PackInfo, World

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WORKER = system_actor("effects")
ROOT = "990100000000"
SECRET = "11010519491231002X"

_SOURCED = {"source": "试验", "status": "assumed"}
_ELEMENTS = {
    "name": {"label": "姓名", "pii": "personal"},
    "citizen_id": {"label": "公民身份号码", "pii": "secret", "type": "citizen_id"},
    "area": {"label": "经营面积", "type": "int", "unit": "平方米"},
}
_TYPES = {
    "hygiene": {
        "name": "卫生许可证", "code": "11100000MB0341032Y002", "holders": ["person", "organisation"],
        "valid_months": "48", "trust_level": "B",
        "face": {"holder": {"element": "name"}, "number": {"element": "citizen_id"},
                 "area": {"element": "area"}, "scope": {"label": "许可项目"}},
    },
    "identity": {
        "name": "居民身份证", "code": "11100000000013338W001", "holders": ["person"], "trust_level": "B",
        "face": {"holder": {"element": "name"}, "number": {"element": "citizen_id"}},
    },
    "sealed": {
        "name": "卫生许可证（盖章）", "code": "11100000MB0341032Y003", "holders": ["person"],
        "paper": "licence",
        "face": {"holder": {"element": "name"}, "number": {"element": "citizen_id"}},
    },
}  # fmt: skip


def world(**more) -> World:
    """A world with the three types and one material that the hygiene licence stands for."""
    kinds = {
        LICENCE_TYPE: {key: {**_SOURCED, **body} for key, body in _TYPES.items()},
        ELEMENT: _ELEMENTS,
        MATERIAL: {"hygiene_paper": {"label": "卫生许可证", "licence_type": "hygiene"}},
    }
    made = {
        kind.name: {key: kind.model.model_validate({"id": key, **body}) for key, body in bodies.items()}
        for kind, bodies in kinds.items()
    }
    return World(PackInfo("test", "1", "试验"), {**made, **more})


def unit(key: str) -> Unit:
    """A body that is a unit, with a USCC of its own."""
    division, _ = Division.objects.get_or_create(
        code=ROOT,
        defaults={"name": "示范市", "level": "prefecture", "kind": "ordinary", "path": [ROOT]},
    )
    stem = f"11990100{abs(hash(key)) % 10**9:09d}"
    body = Body.objects.create(
        id=key, name=f"示范市{key}局", short=key, function=key, division=division, level="prefecture",
        uscc=stem + uscc_check_digit(stem + "0"),
    )  # fmt: skip
    return Unit.objects.create(id=key, body=body, name=key, division=division, path=[key])


def person(name: str, kind: str = "person") -> Party:
    """A party without a number."""
    return Party.objects.create(kind=kind, name=name, is_provisional=True)


def staff(*units: str) -> Actor:
    """A clerk of these units."""
    return Actor("staff", account_id=uuid7(), hat="post:clerk", hat_label="科员", units=units, unit=units[0])


def citizen(*parties: Party) -> Actor:
    """Somebody acting for these parties."""
    return Actor("citizen", account_id=uuid7(), hat="party:own", parties=tuple(one.id for one in parties))


def issued(holder: Party, *others: Party, key: str = "case-1:issue", **more):
    """A hygiene licence issued by ``health`` through the worker."""
    words = {
        "type": "hygiene", "issuing_unit": "health", "valid_from": TODAY, "now": NOW, "world": world(),
        "face": {"holder": holder.name, "number": SECRET, "area": 30, "scope": "理发"},
    }  # fmt: skip
    with as_actor(WORKER):
        return licence_issue(
            actor=WORKER, holders=[one.id for one in (holder, *others)], key=key, **{**words, **more}
        )
