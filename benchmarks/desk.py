"""Pages of the desk with 200,000 cases and 100,000 open tasks present: median and p95 of one client, statements a page.

    python -m benchmarks.desk [--database URL] [--present 200000] [--quick] [--json]

The clients are browser sessions of an officer, a head, a village clerk and supervisors of a county and of the city, on
the same cores as server and database. Targets: p95 ≤ 60 ms and ≤ 15 statements a page. On a busy machine times grow:
the load stands beside them.
"""

import argparse
import json
import os
import sys
from typing import Any

from benchmarks import cases, cases_load

TARGET_MS, TARGET_QUERIES = 60.0, 15
OPEN = 0.5
PEOPLE = {
    "officer": "dz-market", "head": "dz-market-chief", "village": "dz-village", "county": "dz-supervisor",
    "supervisor": "supervisor",
}  # fmt: skip
PAGES = {
    "inbox": ("officer", "/desk/"),
    "inbox of a chief": ("head", "/desk/"),
    "nobody's, due soon": ("officer", "/desk/?whose=free&light=due_soon"),
    "one's own": ("officer", "/desk/?whose=mine"),
    "search by name": ("officer", "/desk/cases/?q=示范"),
    "all cases": ("officer", "/desk/cases/"),
    "today": ("head", "/desk/today/"),
    "inbox of a village": ("village", "/desk/"),
    "search in a village": ("village", "/desk/cases/?q=示范"),
    "inbox of a county": ("county", "/desk/"),
    "cases of a county": ("county", "/desk/cases/"),
    "search in a county": ("county", "/desk/cases/?q=示范"),
    "today in a county": ("county", "/desk/today/"),
    "units of a county": ("county", "/desk/oversight/"),
    "inbox of the city": ("supervisor", "/desk/"),
    "units of the city": ("supervisor", "/desk/oversight/"),
    "search in the city": ("supervisor", "/desk/cases/?q=示范"),
}


def main() -> int:
    """Fill, measure, print; 1 if a target is missed."""
    options = _options()
    with cases.own_site(options.database):
        from benchmarks import cases_fill

        cases_fill.prepare()
        cases_fill.fill_to(options.present, OPEN)
        cases_fill.fresh_statistics()
        sessions = {who: cases_fill.session_of(name) for who, name in PEOPLE.items()}
        counts = {page: cases_fill.page_queries(PEOPLE[who], path) for page, (who, path) in PAGES.items()}
        with cases._server(1):
            told = {page: _measured(sessions[who], path) for page, (who, path) in PAGES.items()}
        figures = {
            "present": options.present,
            "open_tasks": cases_fill.open_tasks(),
            "load": os.getloadavg()[0],
        }
    pages = {page: {**held, "queries": counts[page]} for page, held in told.items()}
    print(
        json.dumps({**figures, "pages": pages}, ensure_ascii=False, indent=2)
        if options.json
        else _table(pages)
    )
    return 0 if all(map(_reached, pages.values())) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--present", type=int, default=200_000)
    parser.add_argument("--quick", action="store_true", help="2,000 cases present")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.present = 2000
    return options


def _measured(headers: dict[str, str], path: str) -> dict[str, Any]:
    from urllib.parse import quote

    call = cases_load.message("GET", quote(path, safe="/?&="), headers)
    cases_load.run(cases.PORT, [iter([call] * 20)], 60)
    return cases_load.summary(*cases_load.run(cases.PORT, [iter([call] * 100)], 60))


def _reached(page: dict[str, Any]) -> bool:
    return page["p95_ms"] <= TARGET_MS and page["queries"] <= TARGET_QUERIES and not page["errors"]


def _table(pages: dict[str, Any]) -> str:
    head = "| | page | p50 ms | p95 ms | statements |\n|---|---|---|---|---|\n"
    rows = (
        f"| {'●' if _reached(held) else '■'} | {page} | {held['p50_ms']} | {held['p95_ms']} | {held['queries']} |"
        for page, held in pages.items()
    )
    return head + "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
