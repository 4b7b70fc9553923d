"""What the clients do: applications from handing in to the decision, demands of the hotline, some merged or withdrawn.

Each looks at the state of a case and does what can be done next; it knows nothing but what HTTP tells it.
"""

import random
import threading
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from yiwang.engines.applications.domain.results import number_given

from .people import Citizen, People
from .sending import Ledger, Line
from .site import Site

ITEM, PLACE, UNIT = "signboard_permit", "441202001000", "441202-urban"
SHOP = {
    "shop.uscc": number_given("demo", "441202", company=False), "shop.division": PLACE,
    "shop.business_address": "示范路1号", "shop.sign_position": "lintel", "shop.sign_width": "3",
    "shop.sign_height": "1", "shop.sign_floor_height": "3", "shop.sign_material": "aluminium",
    "shop.sign_lighting": "inner", "shop.sign_from": "2027-02-01", "shop.sign_building_owned": "true",
}  # fmt: skip
Step = tuple[str, str, dict[str, Any]]
PERMIT: dict[str, list[Step]] = {
    "submitted": [*[("officer", "complete_intake", {})] * 8, ("citizen", "withdraw", {"reason": "不办了"})],
    "accepted": [("officer", "propose", {"opinion": "approve", "grounds": "属实"})],
    "deciding": [
        *[("chief", "refuse", {"reason": "尺寸超过规定"})] * 4,
        ("chief", "send_back", {"reason": "再核一次"}),
    ],
}
DEMAND: dict[str, list[Step]] = {
    "received": [("dispatcher", "dispatch", {"unit": UNIT}), ("dispatcher", "merge", {})],
    "merged": [("dispatcher", "unmerge", {})],
    "dispatched": [("dispatcher", "recall", {"reason": "派错了"})],
}
CALL = {
    "type": "help", "category": "c0103", "title": "电梯坏了", "words": "三天没有人修。", "place_of": "端州区",
    "phone": "10000000001", "name": "李示范", "line": "citizen", "how": "order",
}  # fmt: skip
TWICE = 0.2
"""How often a case is opened twice with one key, as a nervous program does."""


class Client(threading.Thread):
    """One client with its own cases, at work until it is told to stop; the request at hand is seen through."""

    def __init__(self, site: Site, who: People, ledger: Ledger, stopping: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.site, self.who, self.ledger, self.stopping = site, who, ledger, stopping
        self.chance = random.Random(seed)
        self.line = Line(site.port, ledger)
        self.citizen = who.citizens[seed % len(who.citizens)]
        self.cases: list[tuple[str, dict[str, list[Step]]]] = []
        self.numbers: list[str] = []

    def run(self) -> None:
        """Open a case or go on with one."""
        while not self.stopping.is_set():
            if len(self.cases) < 3 or self.chance.random() < 0.3:
                self._demand() if self.chance.random() < 0.3 else self._apply()
            else:
                self._go_on()

    def _key(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _apply(self) -> None:
        key, body = self._key(), {"subject": ITEM, "data": form(self.citizen)}
        self.ledger.asked.add(key)
        for _ in range(2 if self.chance.random() < TWICE else 1):
            status, told = self.line.send(
                "POST", "/api/v1/cases", self.citizen.headers, body, **{"Idempotency-Key": key}
            )
            if status not in (200, 201):
                self.ledger.wrong.append(f"opening: {status} {str(told)[:300]}")
                return
            if self.ledger.opened.setdefault(key, told["id"]) != told["id"]:
                self.ledger.wrong.append(f"one key, two cases: {key}")
        self.cases.append((told["id"], PERMIT))

    def _demand(self) -> None:
        key = self._key()
        said = CALL | {"key": key}
        self.ledger.asked.add(f"hotline:{key}")
        status, told = self.line.send("POST", "/hotline/seat/", self.who.seat, urlencode(said))
        held = self.site.ask('SELECT id, number FROM "case" WHERE open_key = %s', f"hotline:{key}")
        if status != 200 or not held:
            self.ledger.wrong.append(f"a demand answered with {status} is not there: {str(told)[:2000]}")
            return
        self.ledger.opened[f"hotline:{key}"] = str(held[0][0])
        self.cases.append((str(held[0][0]), DEMAND))
        self.numbers.append(held[0][1])

    def _go_on(self) -> None:
        at = self.chance.randrange(len(self.cases))
        case, life = self.cases[at]
        headers = self.who.clerks["officer" if life is PERMIT else "dispatcher"]
        status, told = self.line.send("GET", f"/api/v1/cases/{case}", headers)
        if status != 200:
            self.ledger.wrong.append(f"case {case} is not shown: {status} {str(told)[:300]}")
        elif not told["case"]["is_open"]:
            self.cases.pop(at)
        elif steps := life.get(told["case"]["state"]):
            self._act(case, told["case"]["version"], self.chance.choice(steps))

    def _act(self, case: str, version: int, step: Step) -> None:
        who, act, data = step
        if act == "merge":
            data = {"into": self.chance.choice(self.numbers)}
        headers = self.citizen.headers if who == "citizen" else self.who.clerks[who]
        body, path = {"act": act, "version": version, "data": data}, f"/api/v1/cases/{case}/acts"
        status, told = self.line.send("POST", path, headers, body, **{"Idempotency-Key": self._key()})
        if status == 200:
            self.ledger.acted.append((case, act, told["seq"]))
        elif status not in (
            409,
            422,
        ):  # somebody else acted, or this very request did and its answer was lost
            self.ledger.wrong.append(f"{act}: {status} {str(told)[:300]}")


def form(who: Citizen) -> dict[str, str]:
    """What the item asks, filled in by this citizen."""
    person = {"operator.name": who.name, "operator.citizen_id": who.number, "operator.phone": who.phone}
    return {**SHOP, **person, "shop.shop_name": "端州区示范剪吧", "shop.sign_text": "示范剪吧"}
