"""The people of a journey, each with a browser of their own; and what one chapter tells the next."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .walking import DESKTOP, PHONE, ROOT, Walker

PATIENCE = 15_000


@dataclass
class Story:
    """What the chapters of a journey know of each other."""

    number: str = ""
    links: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def story() -> Story:
    """One story for the whole run."""
    return Story()


@pytest.fixture(scope="session")
def shots() -> Path:
    """The folder of pictures; it is emptied at the start and kept at the end, for people to look at.

    Processes that share a run each have a folder of their own below it.
    """
    folder = Path(os.environ.get("YIWANG_SHOTS", "") or ROOT / "var" / "shots")
    folder /= os.environ.get("PYTEST_XDIST_WORKER", "")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    return folder


@pytest.fixture(scope="session")
def walk(live_site: Any, chromium: Any, shots: Path) -> Iterator[Callable[..., Walker]]:
    """``walk(name)`` is that person's browser: the same one again when asked again."""
    open_: dict[str, Walker] = {}

    def walker(name: str, kind: dict[str, Any] = PHONE) -> Walker:
        if name not in open_:
            context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **kind)
            context.set_default_timeout(PATIENCE)
            open_[name] = Walker(name, context.new_page(), live_site.url, shots).listen()
        return open_[name]

    yield walker
    for one in open_.values():
        one.page.context.close()


@pytest.fixture(scope="session")
def at_work(walk: Callable[..., Walker]) -> Callable[[str], Walker]:
    """``at_work(username)`` sits at a desk, signed in."""
    from .handling import staff_sign_in

    def officer(username: str, start: str = "/desk/") -> Walker:
        walker = walk(username, DESKTOP)
        return walker if walker.page.url.startswith("http") else staff_sign_in(walker, username, start)

    return officer


@pytest.fixture
def sent_mail(live_site: Any) -> Callable[[], str]:
    """All mail the site has sent, as one text."""
    return lambda: "\n".join(re.sub(r"\s+", " ", one.read_text()) for one in live_site.data.glob("mail/*"))
