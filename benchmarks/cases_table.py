"""The report of ``benchmarks/cases.py`` as a Markdown table."""

from typing import Any

RATES = {
    "creations": "case created (API, token)",
    "transitions": "transition (API, token)",
    "list_pages": "list page of 100 cases (API, token)",
    "task_pages": "list page of 50 tasks (API, token)",
    "creations_by_session": "case created (API, browser session)",
    "list_pages_by_session": "list page of 100 cases (API, browser session)",
}


def table(report: dict[str, Any], peers: dict[str, float]) -> str:
    """One table per number of cases present."""
    facts = (
        f"{name} {report[name]}"
        for name in ("server_version", "fsync", "synchronous_commit", "shared_buffers")
    )
    head = f"{report['at']}, {report['cpus']} cores, {report['clients']} clients; PostgreSQL {', '.join(facts)}\n"
    return head + "".join(_run(run, peers) for run in report["runs"])


def _run(run: dict[str, Any], peers: dict[str, float]) -> str:
    lines = [f"\n### {run['present']:,} cases present\n", "| act | per s | × Open Zaak | p50 ms | p95 ms |"
             " CPU-ms server / database / client | load before |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    lines += [_line(words, run[key], run["times_open_zaak"].get(key, "")) for key, words in RATES.items()]
    alone = (
        f"{name} {held['p50_ms']} / {held['p95_ms']}"
        + (f" ({held['errors']} errors)" if held["errors"] else "")
        for name, held in run["pages_one_client"].items()
    )
    lines.append(f"\nOne client, p50 / p95 ms: {'; '.join(alone)}.")
    lines += [_beside(run, act) for act in ("creations", "transitions")]
    lines.append(
        f"Statements: {run['queries']['creation']} a creation, {run['queries']['transition']} a transition."
    )
    return "\n".join(lines) + "\n"


def _line(words: str, held: dict[str, Any], ahead: Any) -> str:
    cost = " / ".join(str(held["cpu_ms"].get(name, "?")) for name in ("server", "database", "client"))
    errors = f" ({held['errors']} errors)" if held["errors"] else ""
    return (
        f"| {words} | {held['per_s']}{errors} | {ahead} | {held['p50_ms']} | {held['p95_ms']} | {cost} |"
        f" {held['load_before']} |"
    )


def _beside(run: dict[str, Any], act: str) -> str:
    return (
        f"One process, {act}: bare SQL {run['bare_sql'][act]}/s, our service {run['service'][act]}/s,"
        f" ratio {run['ratio'][act]}."
    )
