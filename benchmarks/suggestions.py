"""How often what was learnt is right, and how long a suggestion takes — on demo demands, all made up.

    python -m benchmarks.suggestions [--history 400] [--json]

Two histories, neither of any city. ``words``: sixteen matters, each told in eight ways, learnt from, and in four other
ways that nobody looked at while the method was chosen (``suggestions_demo.yaml``). ``history``: N cases of the demo
year as ``yiwang demo`` fills it, through the database, the hotline's own history and training; its sentences repeat,
so that its shares say only that the way is whole. The usual one: always the most frequent
label. The database is its own.
"""

import argparse
import json
import os
import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from benchmarks.knowledge import database

FILE = Path(__file__).with_name("suggestions_demo.yaml")
AIMS = ("category", "unit")
PACK = Path(__file__).resolve().parents[1] / "packs" / "zhaoqing"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--history", type=int, default=0, metavar="N", help="also of N cases of the demo year"
    )
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    told = {"demo": True, "words": of_words()}
    if chosen.history:
        os.environ["YIWANG_DEMO"] = "1"
        with database():
            told["history"] = of_history(chosen.history)
    print(json.dumps(told, ensure_ascii=False, indent=2) if chosen.json else said(told))


def of_words() -> dict[str, Any]:
    """Figures on words that nobody used before."""
    from yiwang.engines.learning.domain.fitting import table_fit
    from yiwang.engines.learning.domain.judging import judged

    early, kept = _lessons()
    found = dict[str, Any]()
    for aim in AIMS:
        labels = [one.targets[aim] for one in early]
        start = perf_counter()
        table = table_fit([one.text for one in early], labels, len(early) * 3 // 4, at_least=3, fewest=5)
        seconds = perf_counter() - start
        assert table is not None
        usual = Counter(labels).most_common(1)[0][0]
        whole = judged(kept, aim, table.guesses, show_from=0.0, usual=usual)
        shown = judged(kept, aim, table.guesses, show_from=0.3, usual=usual)
        times = _times(table.guesses, [one.text for one in kept])
        found[aim] = {**_plain(whole), "from_0.3": _plain(shown), "train_s": round(seconds, 2), **times}
    return found


def _lessons() -> tuple[list[Any], list[Any]]:
    from yiwang.engines.learning.pure import Lesson

    at, found = datetime(2027, 1, 1, tzinfo=UTC), dict[str, list[Lesson]](early=[], kept=[])
    for key, one in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        targets = {"category": key, "unit": one["unit"]}
        for part, held in found.items():
            held.extend(Lesson(words, key, targets, at) for words in one[part])
    # in turns, so that each quarter has every matter
    early = [found["early"][at::8] for at in range(8)]
    return [one for turn in early for one in turn] * 3, found["kept"]


def _times(guess: Any, texts: Sequence[str]) -> dict[str, float]:
    """How long one suggestion takes, of a sentence and of a page of two thousand signs."""

    def median(words: Sequence[str]) -> float:
        taken = []
        for text in words:
            start = perf_counter()
            guess(text)
            taken.append((perf_counter() - start) * 1000)
        return round(statistics.median(taken), 2)

    return {"sentence_ms": median(list(texts) * 5), "page_ms": median(["".join(texts)[:2000]] * 20)}


def _plain(held: Any) -> dict[str, Any]:
    whole = held.whole.plain()
    return {**whole, "usual": held.usual, "off": round(held.off, 3)}


def of_history(count: int) -> dict[str, Any]:
    """Figures of the demo year, by the same acts as a city's."""
    from django.utils import timezone
    from django.utils.module_loading import import_string

    from yiwang.engines.learning.public import LEARNER, model_train
    from yiwang.foundations.releases.public import release_apply, world
    from yiwang.loader import load
    from yiwang.site.demo.year import year_fill

    loaded = load(PACK, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None
    release_apply(loaded.world)
    now = timezone.now()
    year_fill(world(), count, name="suggestions", now=now)
    start = perf_counter()
    trained = model_train(LEARNER, "hotline", weeks=12, now=now + timedelta(days=1))
    figures = trained.model.figures
    aims = {
        aim: {**held["whole"], "usual": held["usual"], "off": held["off"]}
        for aim, held in figures["aims"].items()
    }
    counts = {name: figures[name] for name in ("learnt", "held_back")}
    return {
        **counts,
        "train_s": round(perf_counter() - start, 1),
        "table_kb": len(trained.model.tables) // 1024,
        **aims,
    }


def said(told: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = ["demo demands, made up; no city's figures"]
    for part in ("words", "history"):
        for aim in AIMS:
            if held := told.get(part, {}).get(aim):
                lines.append(
                    f"{part:8} {aim:9} {held['lessons']:5} held back: first {_share(held, 'held')}"
                    f"  among three {_share(held, 'among')}  usual {held['usual'] / max(held['lessons'], 1):.0%}"
                    f"  probabilities off by {held['off']}" + _more(held)
                )
    return "\n".join(lines)


def _more(held: dict[str, Any]) -> str:
    if "from_0.3" not in held:
        return ""
    shown = held["from_0.3"]
    right = shown["held"] / max(shown["shown"], 1)
    return (
        f"  | from 0.3: {shown['shown']} shown, {right:.0%} right  | {held['sentence_ms']} ms a sentence,"
        f" {held['page_ms']} ms a page"
    )


def _share(held: dict[str, Any], key: str) -> str:
    return f"{held[key] / max(held['lessons'], 1):.0%}"


if __name__ == "__main__":
    main()
