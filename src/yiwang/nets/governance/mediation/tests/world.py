"""Requests and hats for tests of mediation, in the demo city."""

from uuid import uuid4

from yiwang.engines.applications.tests.conftest import NOW, city_world, person  # noqa: F401
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import case_move
from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.nets.governance.mediation.domain.asking import Asking, Side
from yiwang.nets.governance.mediation.services.asking import mediation_ask

WORKER = system_actor("tests")
VILLAGE, TOWN, COUNTY = "441202001002-mediation", "441202001-mediation", "441202-mediation"
MEDIATOR, HEAD = f"{VILLAGE}-mediator", f"{VILLAGE}-head"
OTHER = "陈示范"


def citizen(name="梁示范", number="44129919900101011X"):
    """Somebody with an account and a phone."""
    return person(name, number, phone="10000000001")


def asking(**more):
    """What is asked for: the frogs of the sources."""
    said = {"key": str(uuid4()), "type": "damage", "words": "喷农药时药罐爆裂，隔壁的牛蛙死了，陈示范要的赔偿太多。",
            "division": "441202001002", "place": "果园边", "own": Side(), "other": Side(OTHER, "10000000002"),
            "language": "cantonese", "source": "portal", "consents": True, **more}  # fmt: skip
    return Asking(**said)


def hat(post, account=None):
    """Somebody on a post of the city; a new person each time unless named."""
    held = post_scopes([post])[post]
    return Actor(
        "staff", account or uuid4(), f"post:{post}", held.label, held.units, held.unit, held.roles,
        whole_city=held.whole_city, watched=held.watched,
    )  # fmt: skip


def under(actor, act, *args, **more):
    """An act under a hat."""
    with as_actor(actor):
        return act(actor, *args, **{"now": NOW, **more})


def asked(actor=None, **more):
    """A request that is taken, and who asked."""
    actor = actor or citizen()
    made = under(actor, mediation_ask, asking(**more))
    return made, actor


def case_of(made):
    """The case as it stands."""
    with as_actor(WORKER):
        return Case.objects.get(number=made.number)


def move(post, made, act, now=NOW, account=None, **data):
    """An act on a case by somebody on a post, or by an actor."""
    actor = post if isinstance(post, Actor) else hat(post, account)
    case = case_of(made)
    with as_actor(actor):
        return case_move(actor=actor, case_id=case.id, act=act, data=data, now=now)


TOLD = {"how": "phone", "told": "已告知自愿、免费、可以拒绝。"}
WRITTEN = {"facts": "药罐爆裂，牛蛙死亡。", "terms": ["赔偿八千元", "换新药罐"], "perform_by": "2027-01-20"}


def mediating(**more):
    """A request whose both sides are willing."""
    made, who = asked(**more)
    move(MEDIATOR, made, "contacted", how="电话")
    move(MEDIATOR, made, "other_agrees", **TOLD)
    return made, who


def signing(**more):
    """A request with an agreement that waits for signatures."""
    made, who = mediating(**more)
    move(MEDIATOR, made, "draft_agreement", **WRITTEN)
    return made, who
