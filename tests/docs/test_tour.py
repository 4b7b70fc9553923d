"""The README's tour is what can be done: both languages press the same, and a browser follows it to the end."""

import re
from pathlib import Path

import pytest

from tools import screenshots
from tools.tour import FORM, Tour

ROOT = Path(__file__).resolve().parents[2]
READMES = ["README.md", "README.zh.md"]
_TOUR = {
    "README.md": ("## A five-minute tour", "## What is in"),
    "README.zh.md": ("## 五分钟走一遍", "## 里面有什么"),
}


def tour_of(name: str) -> str:
    text = (ROOT / name).read_text(encoding="utf-8")
    begin, end = _TOUR[name]
    return text[text.index("\n### 1 ", text.index(begin)) : text.index(end)]


def bold(name: str) -> list[str]:
    """What a tour says to press, each once, in order."""
    return list(dict.fromkeys(re.findall(r"\*\*([^*]+)\*\*", tour_of(name))))


def test_both_tours_press_the_same():
    assert bold("README.md") == bold("README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_the_tables_say_what_the_walk_types(name):
    rows = re.findall(r"^\| (\S+) \| (\S+) \|$", tour_of(name), re.M)
    assert [row for row in rows if row[0] not in ("栏目", "field")] == list(FORM)


@pytest.mark.browser
def test_a_browser_follows_the_tour_to_the_end(fresh_site, chromium):
    tour = Tour(chromium, fresh_site.url)
    tour.run()
    assert list(dict.fromkeys(tour.pressed)) == bold("README.zh.md")
    verified = fresh_site.run("audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert "没有发现改动" in verified.stdout


def test_every_picture_is_shown_small_and_taken_by_the_tour():
    taken = (ROOT / "tools" / "tour.py").read_text()
    kept = {path.stem: path.stat().st_size for path in screenshots.FOLDER.glob("*.png")}
    assert set(kept) == screenshots.wanted()
    assert all(size < screenshots.LIMIT for size in kept.values())
    assert all(f'"{name}"' in taken for name in kept)
