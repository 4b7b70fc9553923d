"""Brings a house's transfer so far that its fee is due: ``python -m tests.journeys.owing``; prints the case's number.

Handed in by the buyer himself, with a wish to have the certificate by mail; examined and decided by the registry.
"""

import sys

from django.utils import timezone

from tests.permissions.matter import acting, citizen, move
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import CaseSeed, LimitTerm, PartyPart, Terms, UnitPart, case_open_tree
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import actor_of, hats_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

BUYER = "黄示范"
ADDRESS = "广东省肇庆市端州区示范路1号（演示）"
SAID = {
    ("buyer", 1): {
        "name": BUYER, "citizen_id": "441299199207080316", "share_percent": "100", "ownership_mode": "sole",
        "delivery_mode": "mail", "mail_address": ADDRESS,
    },
    ("property", None): {
        "property_location": "广东省肇庆市端州区示范花园1栋501（演示）", "property_use": "residential",
        "property_unit_no": "441299000000GB00001F00010501", "floor_area": "98.5",
    },
}  # fmt: skip


def slice_of(party: object) -> dict[str, object]:
    """What the registry's slice of such an application holds, as far as the result needs it."""
    fields = [
        {
            "key": f"{of}.{element}", "party": of, "row": row, "element": element, "label": element, "type": "text",
            "state": "asked", "value": value, "said": value, "source": None, "ground": "", "objected": False,
        }
        for (of, row), values in SAID.items()
        for element, value in values.items()
    ]  # fmt: skip
    bound = {name: name for name in ("buyer", "seller", "property")}
    return {
        "item": "property_transfer", "bound": bound, "parties": {"buyer[1]": str(party)}, "answers": {},
        "fields": fields, "produced": [], "materials": [], "commitments": [],
    }  # fmt: skip


def opened(actor: Actor, unit: str) -> Case:
    """The case, as the application opens it."""
    terms = Terms(
        limits={"promised": LimitTerm(5, "working_day", "演示")},
        flags={"delivery": "post", "pay": "decision"},
    )
    seed = CaseSeed(
        key="property_transfer", type="service_item", subject="property_transfer", title="转移登记（买卖）",
        data=slice_of(actor.parties[0]), terms=terms, parties=(PartyPart(actor.parties[0]),), units=(UnitPart(unit),),
        division="441202001000",
    )  # fmt: skip
    now = timezone.now()
    with as_actor(actor):
        root = case_open_tree(actor=actor, root=seed, key=f"owing:{now.isoformat()}", now=now).root_id
    with as_actor(system_actor("tests")):
        return Case.objects.get(id=root)


def main() -> None:
    """Open, take in, examine, decide; what follows is the worker's, the payer's and the registry's."""
    account = Account.objects.get(username="dz-registry")
    unit = actor_of(account, hats_of(account)[0].key).unit
    case = opened(acting(citizen(BUYER)), unit)
    move("dz-registry", case, "complete_intake")
    move("dz-registry", case, "propose", opinion="approve", grounds="属实")
    move("dz-registry-chief", case, "approve")
    sys.stdout.write(case.number)


if __name__ == "__main__":
    main()
