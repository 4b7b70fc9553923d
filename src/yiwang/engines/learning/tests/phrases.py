"""Demo demands in different words (``benchmarks/suggestions_demo.yaml``) as lessons; made up, all of them."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from yiwang.engines.learning.pure import Lesson

FILE = Path(__file__).resolve().parents[5] / "benchmarks" / "suggestions_demo.yaml"
NOW = datetime(2027, 1, 15, 2, tzinfo=UTC)
KEPT_WEEKS = 4


@lru_cache
def matters():
    """Category → its unit, early words and kept words."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def lessons(now=NOW, times=3):
    """Every early sentence several times over the months before, every kept one in the last weeks."""
    found = []
    for key, one in matters().items():
        targets = {"category": key, "unit": one["unit"]}
        for place, words in enumerate(one["early"] * times):
            found.append(Lesson(f"{words}（演示）", key, targets, now - timedelta(days=60 + 7 * place)))
        for place, words in enumerate(one["kept"]):
            found.append(Lesson(f"{words}（演示）", key, targets, now - timedelta(days=3 + 5 * place)))
    return sorted(found, key=lambda lesson: (lesson.at, lesson.text))
