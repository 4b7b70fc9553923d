"""Where a Chromium is: ``python -m tools.chromium`` prints its path, or fails."""

import os
import sys
from pathlib import Path

PLACES = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
)


def chromium() -> str | None:
    """The path of a Chromium: ``CHROMIUM``, the system's, or Playwright's own; None if there is none."""
    found = [path for path in (os.environ.get("CHROMIUM", ""), *PLACES) if path and os.access(path, os.X_OK)]
    return found[0] if found else _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    place = chromium()
    print(place or "")
    sys.exit(0 if place else 1)
