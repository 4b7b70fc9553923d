"""``yiwang demo seed-cases N``: fill a standing demo site with so many cases, each with a whole sealed history.

Many cases are filled in parts, each by a process and under a name of its own. The parts are the same however many
processes there are, so that a filling that was broken off goes on on any machine.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from yiwang.site.cli.attached import attached
from yiwang.site.database.problems import DatabaseProblem

from .standing import stand

PART = 100_000
"""Cases of one part."""


def run(asked: argparse.Namespace) -> int:
    """Fill; 1 where there is no demo site. Broken off, the same command goes on where it was."""
    os.environ["YIWANG_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    try:
        with attached():
            return _fill(asked)
    except DatabaseProblem as problem:
        return _refuse(str(problem))


def _fill(asked: argparse.Namespace) -> int:
    if sentence := _why_not():
        return _refuse(sentence)
    began, parts = monotonic(), parts_of(asked.count)
    if len(parts) > 1 and asked.part is None:
        if not _in_processes(parts, asked.seed, asked.processes or os.cpu_count() or 1):
            return _refuse("有一份没有装完，上面说了原因；再运行一次接着装。")
        print(_said(asked.count, monotonic() - began))
    else:
        _one(asked.count, asked.seed, asked.part)
    return 0


def _why_not() -> str:
    """Why nothing may be filled here; "" if it may."""
    stand()
    from yiwang.foundations.people.public import demo_site_stands
    from yiwang.foundations.releases.public import NoRelease, world

    try:
        world()
    except NoRelease as error:
        return str(error)
    if not demo_site_stands():
        return "这个数据库里没有演示账号, 不是演示站, 没有装入任何办件。请先运行 yiwang demo。"
    return ""


def parts_of(count: int) -> list[int]:
    """How many cases each part has; the same parts for more cases, and others behind them."""
    whole, rest = divmod(count, PART)
    return [PART] * whole + ([rest] if rest or not whole else [])


def _in_processes(parts: Sequence[int], seed: int, processes: int) -> bool:
    """Fill every part in a process of its own, so many side by side; whether all of them ended well."""

    def fill(part: int) -> int:
        words = ["demo", "seed-cases", str(parts[part]), "--seed", str(seed), "--part", str(part)]
        return subprocess.run([sys.executable, "-m", "yiwang.site.cli", *words], check=False).returncode  # noqa: S603

    with ThreadPoolExecutor(processes) as side_by_side:
        return not any(side_by_side.map(fill, range(len(parts))))


def _one(count: int, seed: int, part: int | None) -> None:
    from yiwang.foundations.releases.public import world
    from yiwang.site.demo import year_fill

    name, told = f"cases-{seed}", "" if part is None else f"第 {part + 1} 份 "
    if part:
        name, seed = f"{name}.{part}", seed * 1000 + part

    def say(done: int) -> None:
        print(f"  {told}{done:,} / {count:,}", file=sys.stderr, flush=True)

    done = year_fill(world(), count, name=name, seed=seed, say=say)
    print(f"{told}{_said(done.cases, done.seconds)}", flush=True)


def _said(cases: int, seconds: float) -> str:
    rate = cases / seconds if seconds else 0.0
    return f"装入 {cases:,} 件, 用时 {seconds:.0f} 秒, 每秒 {rate:,.0f} 件。全部标明演示。"


def _refuse(sentence: str) -> int:
    print(f"■ {sentence}", file=sys.stderr)
    return 1
