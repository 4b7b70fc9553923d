"""Whole lives of hotline demands through the HTTP API, beside the worker that seals and announces them.

    python -m benchmarks.lives [--database URL] [--present 1000000] [--seconds 20] [--clients 8] [--quick] [--json]

A life is eight requests by seven programs' hats: opened, dispatched, signed, caller contacted, replied, reply approved,
checked, called back and closed; each is one transaction with its sealed events, clocks, tasks and messages. Clients run
on the cores of server, worker and database, fsync on. A peer publishes 6.3 lives/s of four transitions at a million
cases on 16 processors; the aim is 60. Afterwards ``BURST`` clients ask at one instant: each must be answered.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import cases, cases_load, processor

AIM = 60.0
WARM = 5.0
"""Seconds before anything is measured: every process plans its statements and reads the pack."""
BURST = 500

Headers = dict[str, str]
STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("dispatcher", "dispatch", {"unit": "441202-market"}),
    ("officer", "sign", {}),
    ("officer", "contacted", {"how": "电话约定上门（基准测试）"}),
    ("officer", "reply", {"reply": "已办理（基准测试）。"}),
    ("chief", "approve_reply", {}),
    ("checker", "check_passed", {"reply": "已办理（基准测试）。"}),
    ("caller_back", "called_back", {"solved": "yes", "satisfied": "yes"}),
)
HATS = {
    "seat": ("hotline-seat", ""),
    "dispatcher": ("hotline-dispatcher", ""),
    "officer": ("dz-market", ""),
    "chief": ("dz-market-chief", ""),
    "checker": ("hotline-checker", "441200-hotline-service-checker"),
    "caller_back": ("hotline-checker", "441200-hotline-service-callback"),
}


class Lives:
    """One client that leads demands through their lives, one after the other."""

    def __init__(self, hats: dict[str, Headers]) -> None:
        self.hats, self.step, self.whole = hats, 0, 0

    def after(self, answer: bytes) -> bytes:
        """The next request of this life, or the first of the next."""
        said = json.loads(answer.partition(b"\r\n\r\n")[2]) if answer else {}
        if self.step == 0 or "id" not in said:
            self.step = 1
            return opening(self.hats["seat"])
        return self._acted(said)

    def _acted(self, said: dict[str, Any]) -> bytes:
        who, act, data = STEPS[self.step - 1]
        self.whole += self.step == len(STEPS)
        self.step = (self.step + 1) % (len(STEPS) + 1)
        body = {"act": act, "version": said.get("version", 1), "data": data}
        return cases_load.message("POST", f"/api/v1/cases/{said['id']}/acts", self.hats[who], body)


def opening(seat: Headers) -> bytes:
    """The first request of a life: a demand at the hotline's seat."""
    body = {"subject": "demand", "division": "441202", "data": {}}
    return cases_load.message("POST", "/api/v1/cases", seat, body)


def reached(told: dict[str, Any]) -> bool:
    """Fast enough, and nobody was turned away."""
    return told["lives_per_s"] >= AIM and not told["errors"] and not told["burst"]["errors"]


def main() -> int:
    """Fill, measure, print; 1 if the aim is missed."""
    options = _options()
    with cases.own_site(options.database):
        told = _measured(options)
    print(json.dumps(told, ensure_ascii=False, indent=2) if options.json else _line(told))
    return 0 if reached(told) else 1


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    from benchmarks import cases_fill

    cases_fill.prepare()
    cases_fill.fill_to(options.present)
    cases_fill.fresh_statistics()
    hats = {name: cases_fill.program_of(*who) for name, who in HATS.items()}
    with cases._server(options.workers) as server, _worker() as worker:
        cases_fill.worker_rests()
        cases_load.talk(cases.PORT, [Lives(hats) for _ in range(options.clients)], WARM)
        watched = {"server": server, "worker": worker, "database": cases_fill.postmaster()}
        rates = _rates(hats, options, watched)
        return {"present": options.present, **rates, "burst": _burst(hats["seat"])}


def _rates(hats: dict[str, Headers], options: argparse.Namespace, watched: dict[str, int]) -> dict[str, Any]:
    clients, load = [Lives(hats) for _ in range(options.clients)], os.getloadavg()[0]
    before = {name: processor.seconds(pid) for name, pid in watched.items()}
    times, errors, span = cases_load.talk(cases.PORT, clients, options.seconds)
    cost = {name: processor.seconds(pid) - before[name] for name, pid in watched.items()}
    summary = cases_load.summary(times, errors, span)
    return {
        "lives_per_s": round(sum(client.whole for client in clients) / span, 1),
        **summary,
        "cpu_ms": {name: round(value * 1000 / max(1, len(times)), 2) for name, value in cost.items()},
        "load_before": round(load, 2),
    }


def _burst(seat: Headers) -> dict[str, Any]:
    """So many people at one instant, each on a connection of its own, each opening one demand."""
    asked = [iter([opening(seat)]) for _ in range(BURST)]
    return cases_load.summary(*cases_load.run(cases.PORT, asked, 60))


@contextmanager
def _worker() -> Iterator[int]:
    """The worker of the site, beside the server; gives its process."""
    process = subprocess.Popen([sys.executable, "-m", "yiwang.site.cli", "worker"], stdout=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.kill()  # it may be in the middle of a nightly turn, and bears being killed
        process.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--present", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="five seconds, 2,000 cases present")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.present = 5, 2000
    return options


def _line(told: dict[str, Any]) -> str:
    sign, burst = "●" if reached(told) else "■", told["burst"]
    cost = " / ".join(f"{name} {value}" for name, value in told["cpu_ms"].items())
    return (
        f"{sign} {told['lives_per_s']} lives/s ({told['per_s']} requests/s), p50 {told['p50_ms']} ms, "
        f"p95 {told['p95_ms']} ms, {told['errors']} errors, {told['present']:,} cases present; "
        f"CPU-ms a request: {cost}; {BURST} at once: {burst['errors']} errors, p95 {burst['p95_ms']} ms; "
        f"load before {told['load_before']}"
    )


if __name__ == "__main__":
    sys.exit(main())
