"""Writes docs/reference/commands.md from the commands themselves: ``python -m tools.commands`` (part of ``make snap``).

It reads the parsers, not their printed help, whose layout differs between versions of Python.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from yiwang.site import cli

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"
HEAD = """# Commands

Every command of `yiwang`, written by `make snap` from the commands themselves. Exit codes: 0 fine, 1 problems
(told), 2 wrong usage. Without a script installed: `python -m yiwang.site.cli`. `pack` (but for `apply` and
`diff --live`), `theme`, `ids` and `clock` need no settings and no database.
"""


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(_sections("yiwang", cli._parser([])))


def _sections(words: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in nested:
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, below in action.choices.items():
            yield from _section(f"{words} {name}", below, helps.get(name, ""))


def _section(words: str, parser: argparse.ArgumentParser, said: str) -> Iterator[str]:
    depth = "#" * len(words.split())
    yield f"\n{depth} `{words}`\n\n{said}\n"
    rows = [_row(action) for action in parser._actions if _is_told(action)]
    if rows:
        yield "\n| | |\n|---|---|\n" + "".join(rows)
    yield from _sections(words, parser)


def _is_told(action: argparse.Action) -> bool:
    return not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)


def _row(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    if not action.option_strings:
        name = f"{action.metavar or action.dest}{' …' if action.nargs in ('+', '*') else ''}"
    else:
        name = ", ".join(action.option_strings) + value
    asked = "; required" if action.option_strings and action.required else ""
    return f"| `{name}` | {_escaped(action.help or '')}{asked} |\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("%%", "%")


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
