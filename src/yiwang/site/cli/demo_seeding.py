"""``yiwang demo seed-cases N``: fill a standing demo site with so many cases, each with a whole sealed history."""

import argparse
import os
import sys

from yiwang.site.cli.attached import attached
from yiwang.site.database.problems import DatabaseProblem

from .standing import stand


def run(asked: argparse.Namespace) -> int:
    """Fill; 1 where there is no demo site. Broken off, the same command goes on where it was."""
    os.environ["YIWANG_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    try:
        with attached():
            return _fill(asked.count, asked.seed)
    except DatabaseProblem as problem:
        return _refuse(str(problem))


def _fill(count: int, seed: int) -> int:
    stand()
    from yiwang.foundations.people.public import demo_site_stands
    from yiwang.foundations.releases.public import NoRelease, world
    from yiwang.site.demo import year_fill

    try:
        held = world()
    except NoRelease as error:
        return _refuse(str(error))
    if not demo_site_stands():
        return _refuse("这个数据库里没有演示账号, 不是演示站, 没有装入任何办件。请先运行 yiwang demo。")
    done = year_fill(held, count, name=f"cases-{seed}", seed=seed, say=lambda n: _say(n, count))
    print(
        f"装入 {done.cases:,} 件, 用时 {done.seconds:.0f} 秒, 每秒 {done.per_second:,.0f} 件。全部标明演示。"
    )
    return 0


def _say(done: int, count: int) -> None:
    print(f"  {done:,} / {count:,}", file=sys.stderr, flush=True)


def _refuse(sentence: str) -> int:
    print(f"■ {sentence}", file=sys.stderr)
    return 1
