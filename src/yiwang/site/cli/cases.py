"""``yiwang cases``: running cases to a newer release, closed ones to the archive and out of it (新版本、归档、删除)."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from .recounted import recounted_json, recounted_text
from .standing import stand

if TYPE_CHECKING:
    from yiwang.engines.cases.public import MatterPlan, MigrationReport


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``cases`` with its verbs."""
    noun = subparsers.add_parser(
        "cases", help="cases: to a newer release, to the archive 办件改按新版本、归档"
    )
    verbs = noun.add_subparsers(dest="verb", required=True)
    move = verbs.add_parser("migrate", help="tell what would move; --apply does it 先试算，再迁移")
    move.add_argument("type", metavar="TYPE", help="id of the case type 办件类型")
    move.add_argument("--apply", action="store_true", help="write it 真的迁移")
    move.add_argument(
        "--batch", type=int, default=100, metavar="N", help="matters looked up at once 每批件数"
    )
    move.add_argument("--most", type=int, default=None, metavar="N", help="at most so many 最多件数")
    move.add_argument("--json", action="store_true")
    move.set_defaults(run=_migrate)
    again = verbs.add_parser(
        "recount", help="running clocks by the calendar in force 在办期限按现行日历重算：先试算，再写入"
    )
    again.add_argument("--apply", action="store_true", help="write it 真的写入")
    again.add_argument("--json", action="store_true")
    again.set_defaults(run=_recount)
    archive = verbs.add_parser("archive", help="archive what is due, now 立即归档到期的")
    archive.add_argument("--json", action="store_true")
    archive.set_defaults(run=_archive)
    forget = verbs.add_parser(
        "forget", help="erase what is past its years as the pack says 删除到期的文件和内容"
    )
    forget.add_argument("--json", action="store_true")
    forget.set_defaults(run=_forget)
    against = verbs.add_parser("against", help="what stands against erasing a case 一件办件现在能不能删除")
    against.add_argument("number", metavar="NUMBER", help="the case's number 办件编号")
    against.add_argument("ground", metavar="GROUND", help="id of the ground 删除依据")
    against.set_defaults(run=_against)


def _migrate(arguments: argparse.Namespace) -> int:
    """0 if every case maps (or moved), 1 if some cannot, 2 for an unknown type."""
    stand()
    from django.utils import timezone

    from yiwang.engines.cases.public import cases_migrate

    asked = {"apply": arguments.apply, "batch": max(1, arguments.batch), "most": arguments.most}
    try:
        report = cases_migrate(arguments.type, now=timezone.now(), **asked)
    except LookupError as error:
        print(f"■ {error}", file=sys.stderr)
        return 2
    print(json.dumps(_as_json(report), ensure_ascii=False, indent=2) if arguments.json else _as_text(report))
    return 1 if report.held_back else 0


def _recount(arguments: argparse.Namespace) -> int:
    """0 if every clock could be counted, 1 if some could not. A release with another calendar does it by itself."""
    stand()
    from django.utils import timezone

    from yiwang.engines.cases.public import clocks_recount

    done = clocks_recount(now=timezone.now(), apply=arguments.apply)
    print(recounted_json(done) if arguments.json else recounted_text(done))
    return 1 if done.failed else 0


def _archive(arguments: argparse.Namespace) -> int:
    """0 if everything that was due is archived, 1 if some could not be."""
    stand()
    from django.utils import timezone

    from yiwang.engines.cases.public import cases_archive_due

    done = cases_archive_due(timezone.now())
    if arguments.json:
        print(json.dumps({"matters": done.matters, "failed": [str(root) for root in done.failed]}))
    else:
        print(f"已归档 {done.matters} 件，没有归档成的 {len(done.failed)} 件（原因见日志）。")
    return 1 if done.failed else 0


def _forget(arguments: argparse.Namespace) -> int:
    """0 if everything that was due is erased, 1 if some could not be."""
    stand()
    from django.utils import timezone

    from yiwang.engines.cases.public import cases_forget_due

    done = cases_forget_due(timezone.now())
    if arguments.json:
        told = {"matters": done.matters, "files": done.files, "looks": done.looks}
        print(json.dumps({**told, "failed": [str(root) for root in done.failed]}))
    else:
        print(f"已依保管期限删除 {done.matters} 件的内容、{done.files} 份文件、{done.looks} 条查看记录，"
              f"没有删成的 {len(done.failed)} 件（原因见日志）。")  # fmt: skip
    return 1 if done.failed else 0


def _against(arguments: argparse.Namespace) -> int:
    """0 if nothing stands against it, 1 with what does; erasing itself is done by two people at the desk."""
    stand()
    from django.utils import timezone

    from yiwang.engines.cases.public import CaseNotFound, CaseRefused, case_named, matter_obstacles
    from yiwang.kernel.actor import system_actor

    try:
        case = case_named(arguments.number)
        lines = matter_obstacles(system_actor("command"), case.id, arguments.ground, timezone.now())
    except (CaseNotFound, CaseRefused) as error:
        print(f"■ {error}", file=sys.stderr)
        return 2
    print(
        "\n".join(f"■ {line}" for line in lines)
        or "● 没有不能删除的情形；请由两个人在工作台“档案”里提出和确认。"
    )
    return 1 if lines else 0


def _as_json(report: "MigrationReport") -> dict[str, Any]:
    return {
        "revision": report.revision,
        "applied": report.applied,
        "moved": [_matter(held) for held in report.moved],
        "held_back": [_matter(held) for held in report.held_back],
        "passed": report.passed,
    }


def _matter(held: "MatterPlan") -> dict[str, Any]:
    cases = [
        {
            "number": case.number,
            "type": case.type,
            "maps": [vars(line) for line in case.lines],
            "cannot": list(case.cannot),
        }
        for case in held.cases
    ]
    return {"cases": cases, "follows": [list(one) for one in held.follows]}


def _as_text(report: "MigrationReport") -> str:
    done = "已迁移" if report.applied else "可以迁移（试算，没有改动）"
    lines = [line for held in (*report.moved, *report.held_back) for line in _told(held)]
    lines.append(
        f"第 {report.revision} 版：{done} {len(report.moved)} 件，不能迁移 {len(report.held_back)} 件。"
    )
    if not report.applied and report.moved:
        lines.append("看过没有问题，加 --apply 再运行一次。")
    return "\n".join(lines)


def _told(held: "MatterPlan") -> list[str]:
    words = {"state": "状态", "step": "环节", "clock": "时钟"}
    told = []
    for case in held.cases:
        told.append(f"{'●' if held.decision else '■'} {case.number} {case.type}")
        told += [
            f"  {words[one.what]} {_renamed(one.old, one.new)} {one.note}".rstrip() for one in case.lines
        ]
        told += [f"  ■ {why}" for why in case.cannot]
    return told + [f"  随之：{number} {act}" for number, act in held.follows]


def _renamed(old: str, new: str) -> str:
    return old if old == new else f"{old} → {new}"
