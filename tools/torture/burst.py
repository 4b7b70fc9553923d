"""Many at once: each opens one case on a connection of its own, at the same instant, beside the clients at work."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from .clients import ITEM, form
from .people import People
from .sending import Ledger, Line
from .site import Site


def burst(site: Site, who: People, ledger: Ledger, count: int) -> None:
    """Send so many requests at once; each is answered in the end, whatever the server has to say in between."""
    gate = threading.Barrier(count)

    def one(number: int) -> None:
        line, citizen, key = Line(site.port, ledger), who.citizens[number % len(who.citizens)], str(uuid4())
        body = {"subject": ITEM, "data": form(citizen)}
        gate.wait()
        status, told = line.send("POST", "/api/v1/cases", citizen.headers, body, **{"Idempotency-Key": key})
        if status in (200, 201):
            ledger.opened[key] = told["id"]
        else:
            ledger.wrong.append(f"in the burst: {status} {str(told)[:300]}")

    with ThreadPoolExecutor(count) as crowd:
        list(crowd.map(one, range(count)))
