"""All measurements, one after the other, and ONE table beside the targets. JSON is kept under ``results/``.

    make bench                             # or: python -m benchmarks [--quick]

Medians; processor seconds where one core is promised. On a busy machine rates fall and times grow: the load at the
start stands in the table. Exit code 1 if a target is missed.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.lives import AIM, BURST

RESULTS = Path(__file__).resolve().parent / "results"
PARTS = ("worktime", "expressions", "compile", "city")
"""Parts that print JSON; ``cases`` keeps its own."""
LIVES_AT = ("--present", "200000")
"""A million are filled by whoever asks ``benchmarks.lives`` for them."""


class Line(NamedTuple):
    """One row of the table; ``holds`` is None where nothing is promised."""

    what: str
    figure: str
    target: str
    holds: bool | None


def main() -> int:
    """Measure, keep, print; 1 if a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="shorter; the cases' figures are not kept")
    quick = parser.parse_args().quick
    RESULTS.mkdir(exist_ok=True)
    load = os.getloadavg()[0]
    lines = [line for part in PARTS for line in LINES[part](_measured(part))]
    lines += _cases(quick) + list(_lives(_measured("lives", *(["--quick"] if quick else LIVES_AT))))
    print(_table(lines, load))
    return 0 if all(line.holds is not False for line in lines) else 1


def _measured(part: str, *words: str) -> dict[str, Any]:
    """Run one part in a process of its own and keep what it says."""
    print(f"{part} ……", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"benchmarks.{part}", "--json", *words]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if not told.stdout.strip():
        raise SystemExit(f"benchmarks.{part}: {told.stderr}")
    figures: dict[str, Any] = json.loads(told.stdout[told.stdout.index("{") :])
    kept = {"at": datetime.now(UTC).isoformat(), "cpus": os.cpu_count(), **figures}
    (RESULTS / f"{part}.json").write_text(
        json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return figures


def _worktime(told: dict[str, Any]) -> Iterator[Line]:
    for unit, seconds in told["seconds_per_million"].items():
        if unit != "tables_once":
            yield Line(
                f"a million deadlines: {unit}", f"{seconds:.2f} s", "≤ 5 s", seconds <= told["promise"]
            )


def _expressions(told: dict[str, Any]) -> Iterator[Line]:
    for name, value in told.items():
        yield Line(f"expressions: {name.replace('_', ' ')}", f"{value:,}", "", None)


def _compile(told: dict[str, Any]) -> Iterator[Line]:
    compiled, checked = told["compile_ms"], told["check_s"]
    yield Line(f"theme of {told['items']} items compiled", f"{compiled} ms", "≤ 1 ms", compiled <= 1)
    slowest = told["largest_ms"]
    yield Line(f"largest theme ({told['largest']}) compiled", f"{slowest} ms", "≤ 2 ms", slowest <= 2)
    yield Line("pack check", f"{checked} s", "≤ 3 s", checked <= 3)


def _city(told: dict[str, Any]) -> Iterator[Line]:
    what = f"pack check: {told['items']:,} items, {told['overlay_rows']:,} overlay rows, {told['themes']:,} themes"
    yield Line(
        what, f"{told['check_cpu_s']} CPU-s", f"≤ {told['limit_s']} s", told["check_cpu_s"] <= told["limit_s"]
    )


LINES: dict[str, Callable[[dict[str, Any]], Iterator[Line]]] = {
    "worktime": _worktime,
    "expressions": _expressions,
    "compile": _compile,
    "city": _city,
}


def _cases(quick: bool) -> list[Line]:
    """The cases, at none and at many present; their own table is printed as they go."""
    kept = RESULTS / "cases.json"
    before = kept.stat().st_mtime_ns if kept.exists() else 0
    command = [sys.executable, "-m", "benchmarks.cases", *(["--quick"] if quick else [])]
    print("cases ……", file=sys.stderr, flush=True)
    subprocess.run(command, stdout=sys.stderr, check=False)
    if quick or not kept.exists() or kept.stat().st_mtime_ns == before:
        return [Line("cases", "see above" if quick else "not measured", "", None if quick else False)]
    return [line for run in json.loads(kept.read_text())["runs"] for line in _run(run)]


def _run(run: dict[str, Any]) -> Iterator[Line]:
    present = f"{run['present']:,} cases present"
    for key, words in (
        ("creations", "created"),
        ("transitions", "transitions"),
        ("list_pages", "list pages"),
    ):
        times = run["times_open_zaak"][key]
        figure = f"{run[key]['per_s']}/s, p50 {run[key]['p50_ms']} ms, {times} × Open Zaak"
        yield Line(f"{words}, {present}", figure, f"≥ 10 × {PEERS[key]}/s", times >= 10)
    for act, ratio in run["ratio"].items():
        yield Line(f"{act}: bare SQL / ours, {present}", str(ratio), "≤ 3", ratio <= 3)
    for act, count in run["queries"].items():
        yield Line(f"statements a {act}", str(count), "", None)


def _lives(told: dict[str, Any]) -> Iterator[Line]:
    cost = " / ".join(f"{name} {value}" for name, value in told["cpu_ms"].items())
    what = f"whole lives of demands, {told['present']:,} cases present"
    fine = told["lives_per_s"] >= AIM and not told["errors"]
    yield Line(what, f"{told['lives_per_s']}/s, {told['errors']} errors", f"≥ {AIM:.0f}/s, none", fine)
    yield Line("CPU-ms a request of a life", cost, "", None)
    burst = told["burst"]
    figure = f"{burst['errors']} errors, p95 {burst['p95_ms']} ms"
    yield Line(f"{BURST} demands at one instant", figure, "none", not burst["errors"])


PEERS = {"creations": 43, "transitions": 19, "list_pages": 13.5}


def _table(lines: list[Line], load: float) -> str:
    sign = {True: "●", False: "■", None: " "}
    head = f"load before: {load:.1f} on {os.cpu_count()} cores\n\n| | measure | figure | target |\n|---|---|---|---|\n"
    return head + "\n".join(f"| {sign[x.holds]} | {x.what} | {x.figure} | {x.target} |" for x in lines)


if __name__ == "__main__":
    sys.exit(main())
