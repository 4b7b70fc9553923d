"""Takes the pictures of the README: ``python -m tools.screenshots [ADDRESS]`` against a running, fresh ``make demo``.

It walks the tour, so the pictures show what the tour says; each is reduced to 256 colours and stays under 150 KB.
"""

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tools.chromium import chromium
from tools.tour import Tour

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
LIMIT = 150_000
PHONE_WIDTH = 520


def wanted() -> set[str]:
    """The pictures that a README shows; no others are kept."""
    pages = [path.read_text(encoding="utf-8") for path in FOLDER.parents[1].glob("README*.md")]
    return {name for page in pages for name in re.findall(r"docs/images/([\w-]+)\.png", page)}


def keep(name: str, page: Any) -> None:
    """Keep a picture of what is on the screen, if a README shows it."""
    if name not in wanted():
        return
    page.evaluate("document.activeElement && document.activeElement.blur()")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    if name.startswith("phone"):
        picture = picture.resize(
            (PHONE_WIDTH, round(picture.height * PHONE_WIDTH / picture.width)), Image.Resampling.LANCZOS
        )
    path = FOLDER / f"{name}.png"
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LIMIT, f"{path} is {path.stat().st_size} bytes"
    print(f"{path.name}: {path.stat().st_size // 1000} KB")


def main() -> int:
    """Walk the tour once, keeping pictures."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    site = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        Tour(browser, site, keep).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
