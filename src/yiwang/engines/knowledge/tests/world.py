"""Scripts and hats for tests of knowledge, in the demo city."""

from uuid import uuid4

from yiwang.engines.applications.tests.conftest import NOW
from yiwang.engines.knowledge.public import Script
from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

__all__ = ["DAY", "KEEPER_POST", "MARKET", "NOW", "OFFICER", "SEAT", "WORKER", "as_actor", "hat", "script"]
WORKER = system_actor("tests")
DAY = NOW.date()
OFFICER, KEEPER_POST = "441202-market-approval-officer", "441200-hotline-service-keeper"
SEAT, MARKET = "441200-hotline-service-seat", "441202-market"


def hat(post, account=None):
    """Somebody on a post of the city; a new person each time unless named."""
    held = post_scopes([post])[post]
    return Actor(
        "staff", account or uuid4(), f"post:{post}", held.label, held.units, held.unit, held.roles,
        whole_city=held.whole_city, watched=held.watched,
    )  # fmt: skip


def script(**more):
    """What a unit writes."""
    said = {"question": "营业执照丢了怎样补", "answer": "带身份证到窗口补领。", "words": "执照遗失 补照",
            "source": "演示内容", "category": "c0706", **more}  # fmt: skip
    return Script(**said)
