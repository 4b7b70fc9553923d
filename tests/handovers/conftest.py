"""A matter whose results are out, an applicant with an address and a phone, and the stand-in carriers."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.payments.conftest import (
    act,
    cashier,
    charged,
    charged_for_all,
    charging,
    charging_standing,
    decided,
)
from yiwang.adapters.delivery.carriers import DemoCourier, DemoLocker
from yiwang.engines.cases.public import case_open_tree, cases_visible_to
from yiwang.engines.cases.tests.world import FIRE, HEALTH, clerk, seed, theme, with_flags
from yiwang.engines.handovers.models import Handover
from yiwang.engines.handovers.public import wish_save
from yiwang.engines.handovers.services import carriers
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import party_register
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

__all__ = ["act", "cashier", "charged", "charged_for_all", "charging", "charging_standing", "decided"]
WORKER = system_actor("tests")
ISSUER = clerk(HEALTH, "issuer")
PHONE = "10000000001"
ADDRESS = "示范路1号（演示）"
EMPTY = {"parties": {}}
"""A slice of a submission without fields."""


@pytest.fixture
def carrying(monkeypatch, settings):
    """The stand-ins carry, as on a demo site."""
    settings.YIWANG_DEMO = True
    held = {one.way: one for one in (DemoCourier(), DemoLocker())}
    monkeypatch.setattr(carriers, "_carriers", held)
    return held


@pytest.fixture
def applicant(charged, carrying):
    return registered()


@pytest.fixture
def applicant_for_all(charged_for_all, carrying):
    return registered()


def registered():
    """Somebody with a phone."""
    with as_actor(WORKER):
        party = party_register(WORKER, kind="person", name="李示范", id_kind="citizen_id",
                               id_number="441299199005120121", phone=PHONE, is_demo=True).id  # fmt: skip
    return Actor("citizen", hat=f"party:{party}", hat_label="李示范", parties=(party,))


def opened(actor, *units, **flags):
    """A matter of one case, or of one per unit; gives the ids of the cases that units handle."""
    parties = tuple(replace(held, party=actor.parties[0]) for held in seed("a").parties)
    own = {"delivery": "electronic", **flags}
    made = [
        replace(
            with_flags(seed(f"item{n}", unit), **own), subject="decision_fee", parties=parties, data=EMPTY
        )
        for n, unit in enumerate(units or (HEALTH,))
    ]
    root, children = (replace(theme(), parties=parties), made) if len(made) > 1 else (made[0], ())
    tree = case_open_tree(actor=actor, root=root, children=children, key=str(uuid4()), now=timezone.now())
    return tree.root_id, [tree.cases[one.key].id for one in made]


def wish(actor, root_id, way="post", pace="ready", **more):
    wanted = {"way": way, "pace": pace, "address": ADDRESS, "place": "示范路寄件柜", **more}
    with as_actor(actor):
        return wish_save(actor, root_id, wanted, now=timezone.now())


def issue(case_id, unit=HEALTH):
    """From the counter to the result."""
    decide(case_id, unit)
    outbox_drain(100)


def decide(case_id, unit):
    """From the counter to the decision; who proposes does not decide."""
    act(case_id, "complete_intake", clerk(unit))
    act(case_id, "propose", clerk(unit), opinion="approve", grounds="属实")
    act(case_id, "approve", clerk(unit, "chief"))


def ready(actor, way="post", **more):
    """A single case's result, to be handed over this way."""
    root_id, (case_id,) = opened(actor)
    wish(actor, root_id, way, **more)
    issue(case_id)
    return case_id, handover_of(root_id)


def handover_of(root_id):
    with as_actor(WORKER):
        return Handover.objects.prefetch_related("items").get(root_id=root_id)


def state_of(case_id):
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(id=case_id).state


__all__ += ["FIRE"]
