"""``yiwang ids``: what numbers are, and whether they can be true. Needs no settings and no database."""

import argparse
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

_EAST_EIGHT = timezone(timedelta(hours=8))


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the noun ``ids`` to the command line."""
    noun = subparsers.add_parser("ids", help="证件与代码 / identity numbers and codes")
    verbs = noun.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    check = verbs.add_parser("check", help="核对号码 / say what numbers are and whether they are valid")
    check.add_argument("values", nargs="+", metavar="VALUE", help="号码 / a number as typed")
    check.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    check.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Print what each number is; 1 if one of them is not valid."""
    from yiwang.kernel.ids import identify

    today = datetime.now(UTC).astimezone(_EAST_EIGHT).date()
    found = [checked for value in args.values for checked in identify(value, today)]
    if args.json:
        print(json.dumps([checked.as_json() for checked in found], ensure_ascii=False, indent=2))
    else:
        for checked in found:
            print(f"{'✓' if checked.valid else '✗'} {checked.value}  {_word(checked.kind)}  {checked.why}")
    return 0 if all(checked.valid for checked in found) else 1


def _word(kind: str) -> str:
    from yiwang.kernel.ids import KINDS

    return KINDS[kind].word if kind in KINDS else "未知号码"
