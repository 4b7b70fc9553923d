"""Code never names a pack, a city or a department: everything that differs between cities is in packs."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = {".py", ".html", ".txt", ".sql", ".js", ".css", ".typ"}
ROOT_PACK = "china"
"""The pack every other one extends; its name is a common word and the country's."""
TEMPLATE = "_template"
"""The pack that new ones are copied from: its places are nowhere."""


def sources():
    for path in sorted((ROOT / "src").rglob("*")):
        parts = set(path.parts)
        if path.suffix in SUFFIXES and not parts & {"tests", "vendor", "__pycache__"}:
            yield path


def names():
    """Ids of packs, and the names of the two upper levels of their divisions: cities, counties, districts."""
    found = {path.parent.name for path in (ROOT / "packs").glob("*/pack.yaml")} - {ROOT_PACK, TEMPLATE}
    for path in {*(ROOT / "packs").glob("*/divisions.csv")} - {ROOT / "packs" / TEMPLATE / "divisions.csv"}:
        with path.open(encoding="utf-8-sig") as file:
            found |= {row["name"] for row in csv.DictReader(file) if row["level"] in {"prefecture", "county"}}
    return {name for name in found if len(name) > 1}


def test_the_names_looked_for_are_there():
    assert len(names()) > 5


def test_no_source_names_a_pack_or_a_place():
    wanted = names()
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources()
        for text in [path.read_text(encoding="utf-8")]
        for name in wanted
        if name in text
    ]
    assert not wrong, "\n".join(wrong)
