"""Rounds: clients at work, something killed in the middle of it, mended, looked at; in the end a burst."""

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .holding import broken, broken_in_rest
from .sending import Ledger
from .site import Site, own_site, restored, seeded

if TYPE_CHECKING:
    from .people import People

VERIFIED_EVERY = 10
"""Chains are read whole after so many rounds, and in the end."""

BESIDE = 8
"""Clients at work beside a burst."""


def main() -> int:
    """Run the rounds; 1 if anything did not hold."""
    asked = _asked()
    random.seed(asked.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the site's processes are stopped then, too
    with tempfile.TemporaryDirectory(prefix="yw-torture-") as folder:
        Path(folder).chmod(0o755)  # root's database runs as another account
        ready = partial(restored, asked.site) if asked.site else seeded
        with own_site(Path(folder) / "var", asked.web, ready) as site:
            return _tried(site, asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.torture")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=3.0, help="of work before each kill, at most")
    parser.add_argument("--kinds", default="", help="what is killed, in turn, by commas; else drawn by lot")
    parser.add_argument(
        "--burst", type=int, default=500, help="requests at once, after the rounds; 0 for none"
    )
    parser.add_argument("--web", type=int, default=2, help="web processes")
    parser.add_argument(
        "--site", type=Path, help="data folder of a seeded site, with site.sql, to begin with"
    )
    return parser.parse_args()


def _tried(site: Site, asked: argparse.Namespace) -> int:
    """All rounds and the burst, as long as everything holds."""
    os.environ |= site.environment()
    import django

    django.setup()
    from .people import people

    who, ledger = people(), Ledger()
    for number in range(asked.rounds):
        if found := _round(site, who, ledger, asked, number):
            return _failed(found, site)
    if asked.burst:
        _burst(site, who, ledger, asked)
    found = [*broken(site, ledger), *broken_in_rest(site), *_verified()]
    return _failed(found, site) if found else _held(ledger, asked)


def _round(site: Site, who: "People", ledger: Ledger, asked: argparse.Namespace, number: int) -> list[str]:
    """Clients work; something dies at an instant drawn by lot; it is mended while they go on. What does not hold."""
    kinds = asked.kinds.split(",") if asked.kinds else random.sample(list(site.deaths), len(site.deaths))
    what, began = kinds[number % len(kinds)], time.monotonic()
    with _at_work(site, who, ledger, asked.clients, asked.seed * 1_000_000 + number * 100):
        time.sleep(asked.seconds * random.uniform(0.3, 1))
        site.deaths[what]()
        site.mend()
        time.sleep(asked.seconds * 0.5)
    _say(f"{number + 1:4} {what:22} {time.monotonic() - began:5.1f} s  {_told(ledger)}")
    return [*broken(site, ledger), *([] if (number + 1) % VERIFIED_EVERY else _verified())]


def _burst(site: Site, who: "People", ledger: Ledger, asked: argparse.Namespace) -> None:
    """Some clients at work, and many at once beside them: that costs time, and nothing else."""
    from .burst import burst

    began = time.monotonic()
    with _at_work(site, who, ledger, BESIDE, asked.seed * 1_000_000 + asked.rounds * 100):
        burst(site, who, ledger, asked.burst)
    _say(
        f"{asked.burst} at once beside {BESIDE} clients: all answered after {time.monotonic() - began:.1f} s"
    )


@contextmanager
def _at_work(site: Site, who: "People", ledger: Ledger, count: int, first: int) -> Iterator[None]:
    """So many clients at work; in the end each sees its request through."""
    from .clients import Client

    stopping = threading.Event()
    crowd = [Client(site, who, ledger, stopping, first + number) for number in range(count)]
    _each(crowd, Client.start)
    yield
    stopping.set()
    _each(crowd, Client.join)


def _each(crowd: list[threading.Thread], what: Callable[[threading.Thread], None]) -> None:
    for one in crowd:
        what(one)


def _verified() -> list[str]:
    """Findings of ``audit verify``: chains, seals, the file outside the database."""
    from django.db import connection

    from yiwang.foundations.audit.public import verify_all

    connection.close()  # the one from before may have died
    return [f"audit verify: {finding}" for finding in verify_all() if finding.is_breach]


def _told(ledger: Ledger) -> str:
    return (
        f"{len(ledger.opened)} cases, {len(ledger.acted)} acts acknowledged; answers {dict(ledger.answers)}"
    )


def _failed(found: list[str], site: Site) -> int:
    _say("\n".join(found[:40]))
    _say(_errors(site))
    return 1


def _errors(site: Site) -> str:
    """What the site itself said of errors at last; else the last it said."""
    said = site.log.read_text()
    return "\n".join([line for line in said.splitlines() if '"level": "error"' in line][-3:]) or said[-4000:]


def _held(ledger: Ledger, asked: argparse.Namespace) -> int:
    _say(f"held: {asked.rounds} kills, seed {asked.seed}; {_told(ledger)}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
