"""Somebody at a browser: every page that is reached is looked at and measured, and kept as a picture if asked.

``YIWANG_SHOTS=FOLDER`` keeps a picture of every page there; without it only of those with something wrong.
"""

import itertools
import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .looking import violations

ROOT = Path(__file__).resolve().parents[2]
PICTURES = bool(os.environ.get("YIWANG_SHOTS"))
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
LAY_OUT = """() => document.querySelectorAll('main *').forEach(e => {
  if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible';
})"""
"""Lays out what a phone leaves for when one scrolls to it, so that it is looked at as well."""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right));
}"""


@dataclass
class Walker:
    """A person with a browser of their own.

    Attributes:
        page: the page that is open.
        site: the site's address; nothing else may be asked for anything.
        shots: the folder of pictures.
        wrong: what went wrong on pages so far, told at the next look.
    """

    name: str
    page: Any
    site: str
    shots: Path
    wrong: list[str] = field(default_factory=list)
    may_fail: tuple[int, ...] = ()
    count: Any = field(default_factory=lambda: itertools.count(1))

    def listen(self) -> "Walker":
        """Note errors, refusals of the content policy and requests to anybody else."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._request)
        return self

    def go(self, path: str) -> "Walker":
        """Open an address of the site and look at it."""
        self.page.goto(self.site + path if path.startswith("/") else path)
        return self.look()

    def press(self, name: str, *, role: str = "button", exact: bool = False, inside: Any = None) -> "Walker":
        """Press the first button or link of that name; look at the page it leads to."""
        place = inside if inside is not None else self.page.locator("main")
        target = place.get_by_role(role, name=name, exact=exact).first
        with self.page.expect_navigation():
            target.click()
        return self.look()

    def follow(self, name: str, *, exact: bool = False, inside: Any = None) -> "Walker":
        """Follow a link."""
        return self.press(name, role="link", exact=exact, inside=inside)

    def says(self, *words: str) -> "Walker":
        """The page says all of these."""
        text = self.text()
        missing = [word for word in words if word not in text]
        assert not missing, f"{self.page.url}: 没有 {missing}\n{text[:1500]}"
        return self

    def silent_on(self, *words: str) -> "Walker":
        """The page says none of these."""
        text = self.text()
        assert not [word for word in words if word in text], f"{self.page.url}: {words}\n{text[:1500]}"
        return self

    def until(self, word: str, seconds: float = 60) -> "Walker":
        """Load the page again until it says the word: somebody else, or the worker, is at it."""
        last = time.monotonic() + seconds
        while word not in self.text():
            assert time.monotonic() < last, f"{self.page.url}: 一直没有 {word}\n{self.text()[:1500]}"
            self.page.wait_for_timeout(250)
            self.page.reload()
        return self.look()

    def text(self) -> str:
        """All words that can be seen in the page's main part, by scrolling too."""
        self.page.evaluate(LAY_OUT)
        return str(self.page.locator("main").inner_text())

    def look(self) -> "Walker":
        """Look at the page: clean for axe, no wider than the screen, without errors, all from here."""
        page = self.page
        page.wait_for_load_state("load")
        page.evaluate(LAY_OUT)
        found = [*self.wrong, *violations(page)]
        found += [f"wider than the screen: {one}" for one in page.evaluate(WIDER)]
        self.wrong.clear()
        if found or PICTURES:
            self._keep()
        assert not found, f"{self.name} {page.url}\n" + "\n".join(found)
        return self

    def _keep(self) -> None:
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}[\w-]*", "x", urlsplit(self.page.url).path)
        name = path.strip("/").replace("/", "_") or "front"
        shot = self.shots / f"{self.name}-{next(self.count):02d}-{name}.jpg"
        self.page.screenshot(path=shot, full_page=True, type="jpeg", quality=60, animations="disabled")

    def _console(self, message: Any) -> None:
        # what a page was still asking for when one left it is no error
        left = message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        expected = left or any(f"status of {code}" in message.text for code in self.may_fail)
        if message.type == "error" and not expected:
            self.wrong.append(f"console: {message.text} {json.dumps(message.location)[:200]}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.wrong.append(f"asked somebody else: {request.url}")
