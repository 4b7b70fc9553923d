"""What may be demanded, as the standard describes it: discovery, services, the attributes of one."""

from typing import Any

from yiwang.foundations.releases.public import world
from yiwang.nets.service.hotline.public import outside_in_force, places_named, rules_in_force
from yiwang.nets.service.hotline.pure import HotlineRefused, Open311

from .wire import TYPES, Open311Refused

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
TYPE, PLACE, SECRET = "type", "place", "keep_secret"
"""Codes of the attributes: type of demand, place, whether the caller is kept secret."""

YES = "yes"


def open311_in_force() -> Open311:
    """What the pack says. Raises Open311Refused where the site has no such interface."""
    try:
        held = outside_in_force().open311
    except HotlineRefused as error:
        raise Open311Refused(404, str(error)) from error
    if held is None:
        raise Open311Refused(404, "本站没有开通 Open311 接口。")
    return held


def discovery_told(address: str, *, demo: bool) -> dict[str, Any]:
    """The discovery document; ``changeset`` is the version of the pack in force."""
    held, changeset = open311_in_force(), world().pack.version
    endpoint = {
        "specification": SPECIFICATION,
        "url": address,
        "changeset": changeset,
        "type": "test" if demo else "production",
        "formats": [kind.partition(";")[0] for kind in TYPES.values()],
    }
    return {
        "changeset": changeset,
        "contact": held.contact,
        "key_service": held.key_service,
        "endpoints": [endpoint],
    }


def services_told() -> list[dict[str, Any]]:
    """Every category of the rules as a service."""
    return [_service(code, name, group) for code, (name, group) in named().items()]


def service_told(code: str) -> dict[str, Any]:
    """A service with its attributes. Raises Open311Refused for a code that nobody has."""
    known(code)
    held, rules = open311_in_force(), rules_in_force()
    types = {key: rules.types[key].label for key in held.types}
    usual = f"不填按“{types[held.usual]}”办。"
    attributes = [
        _listed(1, TYPE, "诉求类型", usual, types),
        _listed(2, PLACE, "哪个镇街或者县区", "选了能更快派到承办单位。", _places()),
        _listed(
            3, SECRET, "对承办单位保密", "填 yes，承办单位看不到姓名和电话。", {YES: "保密", "no": "不保密"}
        ),
    ]
    return {"service_code": code, "attributes": attributes}


def known(code: str) -> tuple[str, str]:
    """Name and group of a service. Raises Open311Refused for a code that nobody has."""
    found = named().get(code)
    if found is None:
        raise Open311Refused(404, f"没有 service_code“{code}”，请从 services 里取。")
    return found


def named() -> dict[str, tuple[str, str]]:
    """Codes with name and group."""
    categories = rules_in_force().categories.values()
    return {code: (name, one.label) for one in categories for code, name in one.within.items()}


def _service(code: str, name: str, group: str) -> dict[str, Any]:
    kind = open311_in_force().answers
    told = {"service_code": code, "service_name": name, "description": f"{group} › {name}", "metadata": True}
    return {**told, "type": kind, "keywords": "", "group": group}


def _places() -> dict[str, str]:
    return {code: name for name, code in places_named().items()}


def _listed(order: int, code: str, label: str, hint: str, values: dict[str, str]) -> dict[str, Any]:
    told = [{"key": key, "name": name} for key, name in values.items()]
    return {
        "variable": True, "code": code, "datatype": "singlevaluelist", "required": False,
        "datatype_description": hint, "order": order, "description": label, "values": told,
    }  # fmt: skip
