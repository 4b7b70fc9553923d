"""``yiwang clock``: working time at the command line. Needs no settings and no database.

Only the pack's calendars are read, so that a pack which is still being written elsewhere can be asked too.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .pack import pack_search

if TYPE_CHECKING:
    from yiwang.kernel.problems import Problem
    from yiwang.kernel.worktime import Due, Limit, WorkCalendar
    from yiwang.loader import Loaded, PackInfo, World


@dataclass(frozen=True)
class Found:
    """The calendar asked for: its name as ``pack/id``, or the problems that stand in its way."""

    calendar: "WorkCalendar | None"
    name: str = ""
    problems: tuple["Problem", ...] = ()


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the noun ``clock`` to the command line."""
    noun = subparsers.add_parser("clock", help="时限与工作日 / limits and working days")
    verbs = noun.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    due = verbs.add_parser("due", help="算到期时间 / when a limit falls due")
    due.add_argument("--start", required=True, type=_instant, help="收到的时间 / e.g. 2026-09-30T16:50")
    due.add_argument("--limit", required=True, type=_limit, help='时限 / "7 working days", "7个工作日"')
    due.add_argument(
        "--calendar",
        metavar="PACK",
        help="包的文件夹或标识 / pack whose calendar holds (default: the root pack)",
    )
    due.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    due.set_defaults(run=run_due)


def run_due(args: argparse.Namespace) -> int:
    """Print when the limit falls due; 1 if the calendar or the dates do not allow an answer."""
    from yiwang.kernel.worktime import CalendarError, due

    found = _calendar(args.calendar)
    if found.calendar is None:
        return _refused([problem.sentence() for problem in found.problems], args.json)
    start = args.start if args.start.tzinfo else args.start.replace(tzinfo=found.calendar.tzinfo)
    try:
        result = due(start, args.limit, found.calendar)
    except CalendarError as error:
        return _refused([str(error)], args.json)
    _tell(_answer(start, args.limit, result, found.name), args.json)
    return 0


def _answer(start: datetime, limit: "Limit", due: "Due", calendar: str) -> dict[str, Any]:
    return {
        "start": start.isoformat(),
        "limit": limit.english,
        "due": due.at.isoformat(),
        "day": (due.at - timedelta(microseconds=1)).date().isoformat(),
        "provisional": due.provisional,
        "calendar": calendar,
    }


def _tell(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    print(f"到期 {answer['due']}（{answer['limit']}，日历 {answer['calendar']}）")
    if answer["provisional"]:
        print("▲ 涉及尚未公布节假日的年份，只按周末推算，公布后可能变动。")


def _refused(sentences: list[str], as_json: bool) -> int:
    if as_json:
        print(json.dumps({"problems": sentences}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(sentences), file=sys.stderr)
    return 1


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时间，请写成 2026-09-30T16:50。") from None


def _limit(text: str) -> "Limit":
    from yiwang.kernel.worktime import Limit, LimitError

    try:
        return Limit.parse(text)
    except LimitError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _calendar(asked: str | None) -> Found:
    """The default calendar of a pack; without a pack, of the first one that extends nothing and has one."""
    from yiwang.kernel.worktime import published_calendar

    if asked is not None:
        return _of_pack(_folder(asked))
    for folder in _root_packs():
        return _of_pack(folder)
    return Found(published_calendar(), "built-in")


def _folder(asked: str) -> Path:
    """A folder as given, or the pack of this id where packs are looked for."""
    places = [Path(asked), *(place / asked for place in pack_search())]
    return next((place for place in places if (place / "pack.yaml").is_file()), Path(asked))


def _root_packs() -> Iterator[Path]:
    from yiwang.loader.packfile import chain_of

    for place in pack_search():
        for folder in sorted(path.parent for path in place.glob("*/calendars")):
            chain, problems = chain_of(folder, ())
            if not problems and len(chain) == 1:
                yield folder


def _of_pack(folder: Path) -> Found:
    from yiwang.foundations.calendars.pure import CALENDAR, calendar_of
    from yiwang.loader import load
    from yiwang.loader.packfile import chain_of, pack_info

    chain, broken = chain_of(folder, pack_search())
    if broken:
        return Found(None, problems=tuple(broken))
    loaded = load(folder, (CALENDAR,), search=pack_search())
    ours = tuple(told for told in loaded.problems if told.severity == "error" and _is_ours(told))
    if ours:
        return Found(None, problems=ours)
    world = _world(pack_info(chain), loaded)
    held = world.all(CALENDAR)
    name = next((key for key, one in held.items() if one.is_default), next(iter(held), "weekends"))
    return Found(calendar_of(world), f"{world.pack.id}/{name}")


def _is_ours(problem: "Problem") -> bool:
    """Whether it concerns calendars: everything else has no kind in this run, by intent."""
    return problem.code != "read.unknown_place" and "calendars" in Path(problem.file).parts


def _world(pack: "PackInfo", loaded: "Loaded") -> "World":
    from yiwang.loader import World
    from yiwang.loader.shape import shape

    shaped = {key: shape(entry)[0] for (_, key), entry in loaded.entries.items()}
    return World(pack, {"calendar": {key: held for key, held in shaped.items() if held is not None}})
