"""Every test that the page on bad days names exists, and every file of that room is named there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/explanation/bad-days.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/.-]+\.py)::(test_\w+)`", PAGE)


def test_every_test_named_on_the_page_exists():
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not (ROOT / path).exists() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert NAMED and not missing, missing


def test_every_line_of_the_page_names_a_test():
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and "| what happens" not in line]
    assert len(lines) == len(NAMED)


def test_the_page_names_every_file_of_the_room():
    named = {path for path, _ in NAMED}
    room = {f"tests/bad_days/{one.name}" for one in (ROOT / "tests/bad_days").glob("test_*.py")}
    assert room <= named, room - named
