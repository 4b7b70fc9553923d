"""How long compiling takes: ≤ 1 ms for a ten-item theme, ≤ 2 ms for the largest; and a pack check, ≤ 3 s.

Run: ``python benchmarks/compile.py [--json]``. Medians; the first run of everything is not counted.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from yiwang.engines.catalog.pure import ITEM, MATERIAL, THEME, Catalogue, compile_theme, persona_facts
from yiwang.loader import PackInfo, World, load
from yiwang.site.kinds import KINDS

PACKS = Path(__file__).resolve().parents[1] / "packs"
DAY = date(2026, 11, 23)
LIMITS = {"compile_ms": 1.0, "largest_ms": 2.0, "check_s": 3.0}


def median(run: Callable[[], Any], times: int) -> float:
    """Median seconds of one run."""
    run()
    seconds = []
    for _ in range(times):
        start = perf_counter()
        run()
        seconds.append(perf_counter() - start)
    return statistics.median(seconds)


def ten_items(world: World) -> World:
    """The second-hand-house theme with three of its items once more, bound to the same parties: ten items."""
    theme = world.get(THEME, "second_hand_house").model_dump(mode="python")
    again = [member for member in theme["members"] if member["item"].endswith("_transfer")][-3:]
    theme["members"] = [*theme["members"], *({**m, "key": f"{m['item']}_again"} for m in again)]
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    kinds["theme"] = {"second_hand_house": THEME.model.model_validate(theme)}
    return World(PackInfo("bench", "1", "bench"), kinds)


def largest(catalogue: Catalogue) -> tuple[str, float]:
    """The theme of the pack that takes longest to compile for its typical person, and its median milliseconds."""
    return max(((name, _typical_ms(catalogue, name)) for name in catalogue.themes), key=lambda one: one[1])


def _typical_ms(catalogue: Catalogue, name: str) -> float:
    persona = catalogue.personas[catalogue.themes[name].typical]
    facts, rows = persona_facts(persona), dict(persona.rows)
    return median(lambda: compile_theme(catalogue, name, persona.answers, facts, DAY, rows=rows), 100) * 1000


def measure() -> dict[str, Any]:
    """All figures."""
    world = load(PACKS / "zhaoqing", KINDS).world
    if world is None:
        raise SystemExit("packs/zhaoqing does not check clean; run: yiwang pack check packs/zhaoqing")
    catalogue = Catalogue.of(ten_items(world))
    persona = catalogue.personas["house_couple"]
    facts, rows = persona_facts(persona), dict(persona.rows)

    def compile_ten() -> Any:
        return compile_theme(catalogue, "second_hand_house", persona.answers, facts, DAY, rows=rows)

    compiled, (name, slowest) = compile_ten(), largest(Catalogue.of(world))
    return {
        "items": len(compiled.items),
        "lines": compiled.savings.fields.before + compiled.savings.materials.before,
        "compile_ms": round(median(compile_ten, 500) * 1000, 3),
        "largest": name,
        "largest_ms": round(slowest, 3),
        "json_ms": round(median(compile_ten().as_json, 100) * 1000, 3),
        "catalogue_ms": round(median(lambda: Catalogue.of(world), 10) * 1000, 1),
        "check_s": round(median(lambda: load(PACKS / "zhaoqing", KINDS), 3), 2),
        "definitions": {"items": len(world.all(ITEM)), "materials": len(world.all(MATERIAL))},
    }


def main() -> int:
    """Print the figures; 1 if one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    figures = measure()
    over = [name for name, limit in LIMITS.items() if figures[name] > limit]
    if parser.parse_args().json:
        print(json.dumps({**figures, "limits": LIMITS, "over": over}, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:14} {value}{'  > ' + str(LIMITS[name]) if name in over else ''}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
