"""Cases through HTTP, and beneath it: creations, transitions, list pages per second, queries per act.

    python -m benchmarks.cases [--database URL] [--seconds 10] [--present 0,200000] [--clients 8] [--quick]

Without ``--database`` an embedded PostgreSQL of our own is started, durable (fsync on). The clients run on the same
cores as server and database. Beside each rate stands the same writes in bare SQL (one transaction each, prepared,
no checks), and the ratio. Peers measured on two such cores: Open Zaak 1.30: 43 creations/s (38 queries),
19 status changes/s (73 queries), 13.5 list pages/s. Results are kept under ``benchmarks/results/``.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

HERE = Path(__file__).resolve().parent
PORT = 18765
PEERS = {"creations": 43.0, "transitions": 19.0, "list_pages": 13.5}
TIMES_AHEAD = 10
WORST_RATIO = 3.0


def main() -> None:
    """Measure, print, keep; exit 1 if a target is missed."""
    options = _options()
    with ExitStack() as stack:
        url = options.database or stack.enter_context(_own_database())
        os.environ |= {
            "DATABASE_URL": url,
            "YIWANG_DEMO": "1",
            "YIWANG_DATA": tempfile.mkdtemp(),
            "YIWANG_LOG_LEVEL": "ERROR",
        }
        from benchmarks import cases_fill

        known = cases_fill.prepare()
        results = [_at(present, known, options, stack) for present in options.present]
    kept = {"at": datetime.now(UTC).isoformat(), "cpus": os.cpu_count(), **cases_fill.server_facts(url)}
    report = {**kept, "clients": options.clients, "seconds": options.seconds, "runs": results}
    target = HERE / "results" / "cases.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=2, ensure_ascii=False))
    sys.exit(0 if all(_reached(run) for run in results) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--present", type=lambda text: [int(n) for n in text.split(",")], default=[0, 200_000]
    )
    parser.add_argument("--quick", action="store_true", help="two seconds, 2,000 cases present")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.present = 2, [0, 2000]
    return options


@contextmanager
def _own_database() -> Iterator[str]:
    """An embedded PostgreSQL of its own, gone afterwards."""
    from yiwang.site.database.attaching import attach

    with tempfile.TemporaryDirectory() as data, attach(Path(data)) as held:
        yield held.url()


def _at(present: int, known: Any, options: argparse.Namespace, stack: ExitStack) -> dict[str, Any]:
    from benchmarks import cases_fill

    cases_fill.fill_to(present)
    with _server(options.workers):
        _warm(known)
        run = {
            "present": present,
            "creations": _rate(_create, known.citizens, options),
            "transitions": _rate(_transition, known.staff, options, cases_fill.ready_cases(options)),
            "list_pages": _rate(_page, known.staff, options),
            "task_pages": _rate(_task_page, known.staff, options),
            "page_ms_one_client": _page_ms(known.staff[0]),
        }
    run["bare_sql"] = cases_fill.bare(options.seconds)
    run["service"] = cases_fill.service(options.seconds)
    run["ratio"] = {k: round(run["bare_sql"][k] / run["service"][k], 2) for k in ("creations", "transitions")}
    run["queries"] = cases_fill.queries()
    run["times_open_zaak"] = {key: round(run[key]["per_s"] / peer, 1) for key, peer in PEERS.items()}
    return run


def _warm(known: Any) -> None:
    """Let every worker read the pack and plan its statements before anything is measured."""
    for headers in (*known.staff, *known.citizens):
        for _ in range(40):
            _page(http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), headers, None)


def _reached(run: dict[str, Any]) -> bool:
    """Ten times ahead on each, and within three times bare SQL."""
    ahead = all(times >= TIMES_AHEAD for times in run["times_open_zaak"].values())
    return ahead and all(ratio <= WORST_RATIO for ratio in run["ratio"].values())


@contextmanager
def _server(workers: int) -> Iterator[None]:
    """Granian with the real settings on this machine."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "1",
        "--port", str(PORT), "--log-level", "error", "benchmarks.cases_site:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=HERE.parent)
    try:
        _wait()
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait() -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/api/v1/cases")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


Client = Callable[[http.client.HTTPConnection, dict[str, str], Any], int]


def _rate(
    client: Client, sessions: list[Any], options: argparse.Namespace, work: list[Any] | None = None
) -> dict[str, Any]:
    """Several clients at once for some seconds: how many per second, medians and tails, errors."""
    shares = [(work or [])[n :: options.clients] for n in range(options.clients)]
    jobs = [
        (client.__name__, sessions[n % len(sessions)], options.seconds, shares[n])
        for n in range(options.clients)
    ]
    with ProcessPoolExecutor(options.clients) as pool:
        answers = list(pool.map(_run, jobs))
    times = sorted(t for held, _, _ in answers for t in held)
    span = max(span for _, _, span in answers)
    errors = sum(errors for _, errors, _ in answers)
    return {
        "per_s": round(len(times) / span, 1),
        "p50_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "errors": errors,
    }


def _run(job: tuple[str, Any, float, list[Any]]) -> tuple[list[float], int, float]:
    """One client process, one connection kept open."""
    name, headers, seconds, work = job
    client: Client = globals()[name]
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    client(connection, headers, work.pop() if work else None)
    times, errors, began = [], 0, time.perf_counter()
    while (before := time.perf_counter()) - began < seconds and (name != "_transition" or work):
        status = client(connection, headers, work.pop() if work else None)
        times.append(time.perf_counter() - before)
        errors += status >= 400
    return times, errors, time.perf_counter() - began


def _send(
    connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: Any = None
) -> int:
    text = json.dumps(body).encode() if body is not None else None
    extra = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())} if text else {}
    connection.request(method, path, text, {**headers, **extra})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _create(connection: http.client.HTTPConnection, headers: dict[str, str], work: Any) -> int:
    body = {"subject": "barber", "division": "441202", "data": {"shop": "理发店", "area": 60}}
    return _send(connection, "POST", "/api/v1/cases", headers, body)


def _transition(connection: http.client.HTTPConnection, headers: dict[str, str], work: Any) -> int:
    return _send(
        connection,
        "POST",
        f"/api/v1/cases/{work}/acts",
        headers,
        {"act": "complete_intake", "version": 1, "data": {}},
    )


def _page(connection: http.client.HTTPConnection, headers: dict[str, str], work: Any) -> int:
    return _send(connection, "GET", "/api/v1/cases?limit=100", headers)


def _task_page(connection: http.client.HTTPConnection, headers: dict[str, str], work: Any) -> int:
    return _send(connection, "GET", "/api/v1/tasks?limit=50", headers)


def _page_ms(headers: dict[str, str]) -> dict[str, float]:
    """Median of one client alone."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    return {
        name.strip("_"): _median_ms(connection, headers, call)
        for name, call in (("_cases", _page), ("_tasks", _task_page))
    }


def _median_ms(connection: http.client.HTTPConnection, headers: dict[str, str], call: Client) -> float:
    times = []
    for _ in range(50):
        began = time.perf_counter()
        call(connection, headers, None)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 1)


if __name__ == "__main__":
    main()
