"""Makes on a running site what is rated: cases that an officer closed, and ratings from one device.

Run as ``python -m tests.journeys.voicing`` in the site's environment, as owner; prints the numbers as JSON.
"""

import json
import sys
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.utils import timezone  # noqa: E402

from yiwang.engines.cases.public import CaseSeed, PartyPart, UnitPart, case_move, case_open_tree  # noqa: E402
from yiwang.engines.ratings.public import Opinion, Service, rating_give_by_token, rating_token  # noqa: E402
from yiwang.foundations.people.models import Account, Party  # noqa: E402
from yiwang.foundations.people.public import actor_of, hats_of  # noqa: E402
from yiwang.foundations.scope.public import as_actor  # noqa: E402
from yiwang.kernel.actor import Actor, system_actor  # noqa: E402

UNIT, OFFICER, ITEM, TITLE = (
    "441202-market-approval",
    "dz-market",
    "individual_registration",
    "个体工商户设立登记",
)
DECLINED = {"ground": "no_need", "explanation": "依法不需要许可"}


def closed_case(name: str) -> str:
    """A case of somebody's that the officer declined; gives its number."""
    now = timezone.now()
    with as_actor(system_actor("tests")):
        party = Party.objects.get(name=name).id
        account = Account.objects.get(username=OFFICER)
        officer = actor_of(account, hats_of(account)[0].key)
    who = Actor("citizen", hat=f"party:{party}", hat_label=name, parties=(party,))
    seed: Any = CaseSeed(
        key="one", type="service_item", subject=ITEM, title=TITLE, parties=(PartyPart(party),),
        units=(UnitPart(UNIT),), division="441202000000",
    )  # fmt: skip
    opened = case_open_tree(actor=who, root=seed, key=str(uuid4()), now=now)
    case_move(actor=officer, case_id=opened.root_id, act="decline", data=DECLINED, now=now)
    return opened.number


def stuffed(count: int) -> None:
    """Ratings from one device within a minute."""
    now = timezone.now()
    for _ in range(count):
        service = Service(f"ticket:{uuid4()}", UNIT, ITEM, TITLE, "441202000000", accounts=(uuid4(),))
        token = rating_token(service, "qr", now=now)
        rating_give_by_token(token, Opinion(1, words="很好很好", device="one-device"), now=now)


if __name__ == "__main__":
    stuffed(5)
    sys.stdout.write(json.dumps({"number": closed_case("李示范"), "other": closed_case("吴示范")}))
