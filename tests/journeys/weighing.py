"""How heavy a page is for a phone that has never seen it, and whether it jumps while it loads."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KILOBYTE = 1024
HEADERS = 400
"""Bytes of the headers of an answer, about."""
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const add = e => { if (!e.hadRecentInput) sum += e.value; };
  const seen = new PerformanceObserver(list => list.getEntries().forEach(add));
  seen.observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { seen.disconnect(); done(sum); }, 50)));
})"""


@dataclass
class Weight:
    """What one cold visit cost.

    Attributes:
        requests: how many things were fetched, the page itself included.
        bytes: what went over the wire, headers included.
        shift: cumulative layout shift, without a unit.
        heaviest: bytes of each thing, for the message of a test.
    """

    requests: int = 0
    bytes: int = 0
    shift: float = 0.0
    heaviest: dict[str, int] = field(default_factory=dict)


def weighed(chromium: Any, url: str, kind: Mapping[str, Any], state: Any = None) -> Weight:
    """A first visit with an empty cache; ``state`` holds the cookies of somebody signed in."""
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", storage_state=state, **kind)
    try:
        return _visit(context, url)
    finally:
        context.close()


def _visit(context: Any, url: str) -> Weight:
    page, told, names = context.new_page(), Weight(), {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", lambda e: told.heaviest.update(_size(names, e)))
    page.goto(url, wait_until="networkidle")
    told.shift = page.evaluate(SHIFTS)
    told.heaviest.update({name: _compressed(context, name) for name in told.heaviest if "/static/" in name})
    told.requests, told.bytes = len(told.heaviest), sum(told.heaviest.values())
    return told


def _size(names: Mapping[str, str], event: Mapping[str, Any]) -> dict[str, int]:
    name = names.get(event["requestId"], event["requestId"])
    return {} if name.startswith("data:") else {name: int(event["encodedDataLength"])}


def _compressed(context: Any, name: str) -> int:
    """What a running site sends of a static file: compressed beforehand, where that is less (whitenoise)."""
    body = context.request.get(name).body()
    return HEADERS + min(len(body), len(gzip.compress(body)))
