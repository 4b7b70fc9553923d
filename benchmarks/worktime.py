"""A million deadlines per unit, on one core. Promise: at most 5 seconds each.

    PYTHONPATH=src python benchmarks/worktime.py [--json] [--count N]

Every deadline starts at another instant, so that nothing can be remembered from the one before.
"""

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time

from yiwang.kernel.worktime import Limit, Unit, WorkCalendar, due, published_calendar

PROMISE = 5.0
"""Seconds for a million."""


def seconds_per_million(limit: Limit, calendar: WorkCalendar, starts: list[datetime]) -> float:
    """The median of three runs, in CPU seconds per million deadlines."""
    runs = []
    for _ in range(3):
        began = process_time()
        for start in starts:
            due(start, limit, calendar)
        runs.append(process_time() - began)
    return median(runs) * 1_000_000 / len(starts)


def measure(count: int) -> dict[str, float]:
    """Seconds per million for every unit, and what computing the tables once costs."""
    began = process_time()
    calendar = published_calendar(hours=((540, 720), (780, 1020)))
    calendar.tables  # noqa: B018 - computed here, once
    tables = process_time() - began
    first = datetime(2026, 1, 1, tzinfo=UTC)
    starts = [first + timedelta(minutes=i % 500_000, seconds=i) for i in range(count)]
    units = {unit.value: seconds_per_million(Limit(7, unit), calendar, starts) for unit in Unit}
    return {**units, "tables_once": tables}


def main() -> int:
    """Print the figures; 1 if the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--count", type=int, default=200_000, help="deadlines per run")
    args = parser.parse_args()
    seconds = measure(args.count)
    if args.json:
        print(json.dumps({"seconds_per_million": seconds, "promise": PROMISE}, indent=2))
    else:
        for name, value in seconds.items():
            print(f"{name:16} {value:6.2f} s")
    return 0 if max(seconds.values()) <= PROMISE else 1


if __name__ == "__main__":
    sys.exit(main())
