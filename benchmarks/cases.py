"""Cases through HTTP, and beneath it: creations, transitions, list pages per second, queries per act.

    python -m benchmarks.cases [--database URL] [--seconds 10] [--present 0,200000] [--clients 8] [--quick]

Without ``--database`` an embedded PostgreSQL of our own is started, durable (fsync on). The clients run on the same
cores as server and database; they are programs with a token (rates by browser session stand beside). Beside each rate
stands the same writes in bare SQL (one transaction each, prepared, no checks), and the ratio. Peers measured on two
such cores: Open Zaak 1.30: 43 creations/s (38 queries), 19 status changes/s (73 queries), 13.5 list pages/s.
Results are kept under ``benchmarks/results/``, with the load of the machine before each measurement and the processor
time per request, by which runs on a busy machine can be compared.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

from benchmarks import cases_load, processor
from yiwang.site.running import default_workers, is_free

HERE = Path(__file__).resolve().parent
PORT = 18765
PEERS = {"creations": 43.0, "transitions": 19.0, "list_pages": 13.5}
TIMES_AHEAD = 10
WORST_RATIO = 3.0
Headers = dict[str, str]


def main() -> None:
    """Measure, print, keep; exit 1 if a target is missed."""
    options = _options()
    with own_site(options.database):
        from benchmarks import cases_fill

        known = cases_fill.prepare()
        results = [_at(present, known, options) for present in options.present]
        facts = cases_fill.server_facts()
    kept = {"at": datetime.now(UTC).isoformat(), "cpus": os.cpu_count(), **facts}
    _keep({**kept, "clients": options.clients, "seconds": options.seconds, "runs": results}, options.quick)
    sys.exit(0 if all(_reached(run) for run in results) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=default_workers())
    parser.add_argument(
        "--present", type=lambda text: [int(n) for n in text.split(",")], default=[0, 200_000]
    )
    parser.add_argument("--quick", action="store_true", help="two seconds, 2,000 cases present; not kept")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.present = 2, [0, 2000]
    return options


def _keep(report: dict[str, Any], quick: bool) -> None:
    """Print the report and a table; keep both unless the run was a quick one."""
    from benchmarks.cases_table import table

    text, rows = json.dumps(report, indent=2, ensure_ascii=False) + "\n", table(report, PEERS)
    print(text + "\n" + rows)
    if not quick:
        folder = HERE / "results"
        folder.mkdir(exist_ok=True)
        (folder / "cases.json").write_text(text, encoding="utf-8")
        (folder / "cases.md").write_text(rows, encoding="utf-8")


@contextmanager
def own_site(database: str) -> Iterator[None]:
    """A site to measure: on this database, or on an embedded PostgreSQL of its own that is gone afterwards."""
    from yiwang.site.database.attaching import attach

    with ExitStack() as stack:
        data, held = (stack.enter_context(tempfile.TemporaryDirectory()) for _ in range(2))
        url = database or stack.enter_context(attach(Path(held))).url()
        os.environ |= {
            "DATABASE_URL": url,
            "YIWANG_DEMO": "1",
            "YIWANG_DATA": data,
            "YIWANG_LOG_LEVEL": "ERROR",
        }
        yield


def _at(present: int, known: Any, options: argparse.Namespace) -> dict[str, Any]:
    from benchmarks import cases_fill

    print(f"{present:,} cases present", file=sys.stderr, flush=True)
    cases_fill.fill_to(present)
    with _server(options.workers) as server:
        _warm(known, options.clients)
        cases_fill.fresh_statistics()
        rate = partial(_rate, server, options)
        run: dict[str, Any] = {
            "present": present,
            "creations": rate(repeat(None), partial(_create, known.citizen)),
            "transitions": rate(cases_fill.ready_cases(options), partial(_transition, known.staff)),
            "list_pages": rate(repeat(None), partial(_page, known.staff)),
            "task_pages": rate(repeat(None), partial(_task_page, known.staff)),
            "creations_by_session": rate(repeat(None), partial(_create, known.citizen_session)),
            "list_pages_by_session": rate(repeat(None), partial(_page, known.staff_session)),
            "pages_one_client": _pages_one_client(known),
        }
    run["bare_sql"] = cases_fill.bare(options.seconds)
    run["service"] = cases_fill.service(options.seconds)
    run["ratio"] = {k: round(run["bare_sql"][k] / run["service"][k], 2) for k in ("creations", "transitions")}
    run["queries"] = cases_fill.queries()
    run["times_open_zaak"] = {key: round(run[key]["per_s"] / peer, 1) for key, peer in PEERS.items()}
    return run


def _warm(known: Any, clients: int) -> None:
    """Let every worker read the pack and plan its statements before anything is measured."""
    calls = [
        _page(known.staff, None),
        _task_page(known.staff, None),
        _page(known.citizen, None),
        _page(known.staff_session, None),
        _create(known.citizen, None),
    ]
    for call in calls:
        cases_load.run(PORT, [iter([call] * 20) for _ in range(clients)], 60)


def _reached(run: dict[str, Any]) -> bool:
    """Ten times ahead on each, and within three times bare SQL."""
    ahead = all(times >= TIMES_AHEAD for times in run["times_open_zaak"].values())
    return ahead and all(ratio <= WORST_RATIO for ratio in run["ratio"].values())


@contextmanager
def _server(workers: int) -> Iterator[int]:
    """Granian with the real settings on this machine; gives its process.

    Raises:
        RuntimeError: another server answers there, and would be measured in its place.
    """
    if not is_free(PORT):
        raise RuntimeError(f"port {PORT} is taken")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "1",
        "--port", str(PORT), "--log-level", "error", "--no-ws", "benchmarks.cases_site:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=HERE.parent, start_new_session=True)
    try:
        _wait()
        yield process.pid
    finally:
        os.killpg(
            process.pid, signal.SIGKILL
        )  # nothing it holds is wanted, and it may wait for idle connections
        process.wait()


def _wait() -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/v1/openapi.json", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not come up")


def _rate(server: int, options: argparse.Namespace, work: Any, call: Any) -> dict[str, Any]:
    """Several clients at once for some seconds: rate, median, tail, errors, processor time per request."""
    from benchmarks import cases_fill

    todo = iter(work)
    share = (call(one) for one in todo)
    load, watched = os.getloadavg()[0], {"server": server, "database": cases_fill.postmaster()}
    before, own = {name: processor.seconds(pid) for name, pid in watched.items()}, time.process_time()
    times, errors, span = cases_load.run(PORT, [share] * options.clients, options.seconds)
    spent = {name: processor.seconds(pid) - before[name] for name, pid in watched.items() if pid}
    spent["client"] = time.process_time() - own
    print(f"  {len(times) / span:.0f} per s", file=sys.stderr, flush=True)
    cost = {name: round(value * 1000 / max(1, len(times)), 2) for name, value in spent.items()}
    return {**cases_load.summary(times, errors, span), "cpu_ms": cost, "load_before": round(load, 2)}


def _create(headers: Headers, work: Any) -> bytes:
    body = {"subject": "barber", "division": "441202", "data": {"shop": "理发店", "area": 60}}
    return cases_load.message("POST", "/api/v1/cases", headers, body)


def _transition(headers: Headers, work: Any) -> bytes:
    body = {"act": "complete_intake", "version": 1, "data": {}}
    return cases_load.message("POST", f"/api/v1/cases/{work}/acts", headers, body)


def _page(headers: Headers, work: Any) -> bytes:
    return cases_load.message("GET", "/api/v1/cases?limit=100", headers)


def _task_page(headers: Headers, work: Any) -> bytes:
    return cases_load.message("GET", "/api/v1/tasks?limit=50", headers)


def _pages_one_client(known: Any) -> dict[str, Any]:
    """One client alone: lists of the API, the desk's inbox and the portal's home as their people see them."""
    calls = {
        "api_cases": _page(known.staff, None),
        "api_tasks": _task_page(known.staff, None),
        "desk_inbox": cases_load.message("GET", "/desk/", known.staff_session),
        "portal_home": cases_load.message("GET", "/service/", known.citizen_session),
        "portal_cases": cases_load.message("GET", "/service/cases/", known.citizen_session),
    }
    return {name: _alone(call) for name, call in calls.items()}


def _alone(call: bytes) -> dict[str, Any]:
    cases_load.run(PORT, [iter([call] * 10)], 60)
    return cases_load.summary(*cases_load.run(PORT, [iter([call] * 100)], 60))


if __name__ == "__main__":
    main()
