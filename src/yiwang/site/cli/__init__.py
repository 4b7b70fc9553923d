"""The ``yiwang`` command: one module per noun, each with ``add(subparsers)``.

A noun's module is imported when it is called, and what it needs when its verb runs: asking for an identity
number or a deadline waits for neither Django nor a database.
Exit codes: 0 fine, 1 problems (told), 2 wrong usage.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from ..collecting import THRESHOLDS

NOUNS = (
    "ids", "clock", "pack", "theme", "items", "migrate", "serve", "worker", "demo", "reset", "db", "keys", "clients",
    "audit", "devices", "external", "cases", "detectors",
    "import", "hotline",
)  # fmt: skip
"""Every noun, in the order of the help."""

MODULES = {"import": "importing"}
"""Modules of nouns that cannot be called like them: they are words of Python."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the whole of ``yiwang``."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    gc.set_threshold(*THRESHOLDS)
    asked = _parser(words).parse_args(words)
    try:
        return _run(asked, words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """Only the noun called is imported; all of them for the help."""
    parser = argparse.ArgumentParser(
        "yiwang", description="一网: 一座城市的数字政府 / a city's digital government"
    )
    nouns = parser.add_subparsers(dest="noun", required=True, metavar="NOUN")
    called = [word for word in words[:1] if word in NOUNS]
    for name in called or NOUNS:
        importlib.import_module(f"yiwang.site.cli.{MODULES.get(name, name)}").add(nouns)
    return parser


def _run(asked: argparse.Namespace, words: list[str]) -> int:
    run: Callable[[argparse.Namespace], int] = asked.run
    if not _needs_database(words):
        return run(asked)
    from yiwang.site.cli.attached import attached
    from yiwang.site.database.problems import DatabaseProblem

    try:
        with attached():
            return run(asked)
    except DatabaseProblem as problem:
        print(f"■ {problem}", file=sys.stderr)
        return 1


def _needs_database(words: list[str]) -> bool:
    """Whether the embedded database must run; nouns that look after it themselves are not asked."""
    noun, rest = words[0], words[1:]
    if noun == "pack":
        return rest[:1] in (["apply"], ["export"], ["publish-due"]) or "--live" in rest
    return noun in {
        "migrate",
        "keys",
        "clients",
        "audit",
        "external",
        "cases",
        "detectors",
        "import",
        "hotline",
    }
