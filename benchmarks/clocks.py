"""Due clocks worked off: processor time a clock, of worker and database, and how long a hundred thousand take.

    python -m benchmarks.clocks [--count 2000] [--workers 2] [--json]

So many cases are opened, each with the clock of its intake running; then all are due at once and are worked off as
the worker does, several processes beside one another: two warnings and the breach of each, which is the most there is.
Target: 100,000 in two minutes on this machine. On a busy machine rates fall: the load stands beside them.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from benchmarks import cases, processor

WANTED, LIMIT_S = 100_000, 120.0
DUE_IN = timedelta(days=30)
"""Past both warnings and the breach of an intake's five working days, whatever holidays there are."""

WORK = """
import sys, time
from datetime import datetime
import django; django.setup()
from yiwang.engines.cases.public import clocks_work_off
now, done = datetime.fromisoformat(sys.argv[1]), 0
clocks_work_off(now, 1)  # a worker has read its pack long before
spent = time.process_time()
while (worked := clocks_work_off(now, 200)).matters:
    done += worked.matters
print(done, time.process_time() - spent)
"""


def main() -> int:
    """Fill, measure, print; 1 if the target is missed."""
    options = _options()
    with cases.own_site(options.database):
        told = _measured(options)
    print(json.dumps(told, indent=2) if options.json else _table(told))
    return 0 if told["seconds_for_100000"] <= LIMIT_S else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    from benchmarks import cases_fill

    cases_fill.prepare()
    cases_fill._fresh(options.count)
    cases_fill.fresh_statistics()
    server, load = cases_fill.postmaster(), os.getloadavg()[0]
    before, began = processor.seconds(server), time.perf_counter()
    told = _worked_off(options.workers, (cases_fill._now() + DUE_IN).isoformat())
    span, database = time.perf_counter() - began, processor.seconds(server) - before
    done, spent = sum(one[0] for one in told), sum(one[1] for one in told)
    cost = (spent + database) / max(1, done)
    return {
        "clocks": done, "workers": options.workers, "load": round(load, 1), "seconds": round(span, 1),
        "worker_cpu_ms": round(1000 * spent / max(1, done), 2),
        "database_cpu_ms": round(1000 * database / max(1, done), 2),
        "seconds_for_100000": round(WANTED * cost / (os.cpu_count() or 1), 1),
    }  # fmt: skip


def _worked_off(workers: int, now: str) -> list[tuple[int, float]]:
    """What each of several processes did, and the processor time it took after it had started."""
    command = [sys.executable, "-c", WORK, now]
    crowd = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
    return [(int(done), float(spent)) for done, spent in (one.communicate()[0].split() for one in crowd)]


def _table(told: dict[str, Any]) -> str:
    sign = "●" if told["seconds_for_100000"] <= LIMIT_S else "■"
    what = f"{told['clocks']:,} due clocks, {told['workers']} workers, load {told['load']}"
    cost = f"{told['worker_cpu_ms']} ms worker + {told['database_cpu_ms']} ms database a clock"
    return f"| {sign} | {what} | {cost} | {told['seconds_for_100000']} s for 100,000 on all cores | ≤ {LIMIT_S:.0f} s |"


if __name__ == "__main__":
    sys.exit(main())
