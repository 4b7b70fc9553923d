"""A pack at the size of a city: 2,000 items with overlays in eight counties and 1,100 themes checked in ≤ 30 s.

Run: ``python -m benchmarks.city [--items 2000] [--themes 1100] [--json]``. The pack is generated from the items and
the themes that stand in ``packs/``, each copy under an id of its own, and lies in a temporary folder; it is checked in
a process of its own, as ``yiwang pack check`` does, so that nothing is remembered.
"""

import argparse
import csv
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import count, cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

PACKS = Path(__file__).resolve().parents[1] / "packs"
BASE = PACKS / "zhaoqing"
LIMIT_SECONDS = 30
COUNTIES = ("441202", "441203", "441204", "441223", "441224", "441225", "441226", "441284")
HEADER = ("item", "limit", "address", "window", "hours", "phone", "source", "status")
_ITEM = re.compile(r"\b(item: )([a-z][a-z0-9_]*)")


def written(folder: Path, items: int, themes: int) -> dict[str, int]:
    """Write the pack; how many files and rows of what it holds."""
    folder.mkdir()
    text = (
        (BASE / "pack.yaml").read_text().replace("id: zhaoqing", "id: size").replace("guangdong", "zhaoqing")
    )
    (folder / "pack.yaml").write_text(text)
    copies = _items(folder / "items" / "size", items)
    rows = _overlays(folder / "overlays", copies)
    _themes(folder / "themes", themes, copies)
    return {"items": items, "themes": themes, "overlay_rows": rows, "counties": len(COUNTIES)}


def _items(folder: Path, wanted: int) -> dict[str, list[tuple[str, str]]]:
    """Copies of the standing items in turn: original id → copies, each with the function that decides."""
    folder.mkdir(parents=True)
    copies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    originals = cycle(sorted((PACKS / "guangdong" / "items").glob("*/*.yaml")))
    for number, original in zip(range(wanted), originals, strict=False):
        text = original.read_text()
        body = yaml.load(text, Loader=yaml.BaseLoader)["decide"]["body"]
        name = f"{original.stem}_{number}"
        (folder / f"{name}.yaml").write_text(text.replace("\nmain_item:", f"（{number}）\nmain_item:", 1))
        copies[original.stem].append((name, body))
    return copies


def _overlays(folder: Path, copies: dict[str, list[tuple[str, str]]]) -> int:
    folder.mkdir()
    by_function: dict[str, list[str]] = defaultdict(list)
    for name, function in (copy for held in copies.values() for copy in held):
        by_function[function].append(name)
    rows = 0
    for function, names in by_function.items():
        for county in COUNTIES:
            rows += _overlay(folder / f"{county}-{function}.csv", names)
    return rows


def _overlay(path: Path, names: list[str]) -> int:
    with path.open("w", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADER)
        row = (
            "",
            "政务服务中心（演示地址）",
            "综合窗口",
            "周一至周五 9:00—17:00",
            "10007580003",
            "演示数据",
            "assumed",
        )
        sheet.writerows((name, *row) for name in names)
    return len(names)


def _themes(folder: Path, wanted: int, copies: dict[str, list[tuple[str, str]]]) -> None:
    folder.mkdir()
    places = sorted(
        path for pack in ("guangdong", "zhaoqing") for path in (PACKS / pack / "themes").glob("*.yaml")
    )
    turn = count()
    for original in islice(cycle(places), wanted):
        number = next(turn)

        def renamed(found: re.Match[str], number: int = number) -> str:
            held = copies.get(found[2])
            return found[1] + (held[number % len(held)][0] if held else found[2])

        text = _ITEM.sub(renamed, original.read_text())
        text = re.sub(r"^typical:.*\n", "", text, flags=re.M)
        (folder / f"{original.stem}_{number}.yaml").write_text(_befores(text, copies, number))


def _befores(text: str, copies: dict[str, list[tuple[str, str]]], number: int) -> str:
    """Members are named in ``after`` by their item: these names change along."""
    for name, held in copies.items():
        new = held[number % len(held)][0]
        text = re.sub(rf"(?<=[\[ ,]){name}(?=[\],}}])", new, text)
    return text


def measure(items: int, themes: int) -> dict[str, Any]:
    """Generate, check; seconds by the clock and of processor time (one core), and the largest memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "size"
        held = written(folder, items, themes)
        start = perf_counter()
        command = [sys.executable, "-m", "yiwang.site.cli", "pack", "check", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PACKS.parent)
        seconds = perf_counter() - start
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    own = {"check_s": round(seconds, 1), "check_cpu_s": round(spent.ru_utime + spent.ru_stime, 1)}
    return {**held, **own, "peak_mb": spent.ru_maxrss // 1024, "limit_s": LIMIT_SECONDS}


def main() -> int:
    """Print the figures; 1 if the check takes too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--themes", type=int, default=1100)
    parser.add_argument("--json", action="store_true", help="as the other parts print it")
    asked = parser.parse_args()
    figures = measure(asked.items, asked.themes)
    print(json.dumps(figures, indent=1))
    return 0 if figures["check_cpu_s"] <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
