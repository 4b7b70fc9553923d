"""Portal pages on a slow phone that was never here: largest paint, layout shift, long tasks, bytes, requests.

    make demo                                   # in another window
    python -m benchmarks.portal [--url http://127.0.0.1:8000] [--json]

The phone: 360 × 740, in Chinese, a processor four times slower than this one, 1.6 Mbit/s down, 150 ms there and back.
Medians of five cold visits. Where other work runs beside, waiting for the processor counts as if it were the page's:
``longest_own_ms`` is the processor time of the longest task itself, unthrottled, times four. Exit code 1 if a page
misses a target.
"""

import argparse
import json
import statistics
from typing import Any

from tools.chromium import chromium as chromium_path

PAGES = (
    "/",
    "/service/",
    "/service/themes/open_barber_shop/",
    "/service/themes/second_hand_house/",
    "/service/items/hygiene_licence/",
    "/service/progress/",
    "/accounts/sign-in/",
)
TARGETS = {"lcp_ms": 1500, "shift": 0.05, "longest_task_ms": 200, "kilobytes": 150, "requests": 12}
VISITS = 5
SLOWER = 4
OWN = "longest_own_ms"
TASK = "ThreadControllerImpl::RunTask"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
WATCH = """
window.__seen = {lcp: 0, shift: 0, task: 0};
const watch = (type, each) => {
  new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
};
watch('largest-contentful-paint', e => { window.__seen.lcp = e.startTime; });
watch('layout-shift', e => { if (!e.hadRecentInput) window.__seen.shift += e.value; });
watch('longtask', e => { window.__seen.task = Math.max(window.__seen.task, e.duration); });
"""


def main() -> int:
    """Measure and print; 1 if a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measured(given.url.rstrip("/"))
    print(json.dumps({"targets": TARGETS, "pages": found}, indent=2) if given.json else _table(found))
    return 0 if all(one[name] <= most for one in found.values() for name, most in TARGETS.items()) else 1


def measured(site: str) -> dict[str, dict[str, float]]:
    """Medians of every page by path."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        found = {path: _medians([_visits(browser, site + path) for _ in range(VISITS)]) for path in PAGES}
        browser.close()
    return found


def _medians(visits: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(one[name] for one in visits), 3) for name in visits[0]}


def _visits(browser: Any, url: str) -> dict[str, float]:
    return _visit(browser, url) | {OWN: _own(browser, url)}


def _context(browser: Any) -> Any:
    return browser.new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, locale="zh-CN"
    )


def _visit(browser: Any, url: str) -> dict[str, float]:
    context = _context(browser)
    context.add_init_script(WATCH)
    page, sizes = context.new_page(), list[float]()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until="networkidle")
    seen = page.evaluate("window.__seen")
    context.close()
    return {
        "lcp_ms": seen["lcp"], "shift": seen["shift"], "longest_task_ms": seen["task"],
        "kilobytes": sum(sizes) / 1024, "requests": len(sizes),
    }  # fmt: skip


def _own(browser: Any, url: str) -> float:
    """Milliseconds of processor the longest task of the page's main thread would take on the phone."""
    context = _context(browser)
    page = context.new_page()
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    page.goto(url, wait_until="networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    main = {(e["pid"], e["tid"]) for e in events if e.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [e.get("tdur", 0) for e in events if e["name"] == TASK and (e["pid"], e["tid"]) in main]
    return SLOWER * max(tasks, default=0) / 1000


def _table(found: dict[str, dict[str, float]]) -> str:
    head = ["page", *(f"{name} (≤ {most})" for name, most in TARGETS.items()), OWN]
    rows = [[path, *(f"{one[name]:g}" for name in (*TARGETS, OWN))] for path, one in found.items()]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


if __name__ == "__main__":
    raise SystemExit(main())
