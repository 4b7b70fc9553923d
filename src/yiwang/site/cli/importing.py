"""``yiwang import``: an old system's cases and accounts, tried first, then imported; daily differences (数据迁入)."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .standing import stand

if TYPE_CHECKING:
    from yiwang.engines.imports.public import AccountsTried, ImportMapping, Reject, Table, Trial
    from yiwang.kernel.actor import Actor

Arguments = argparse.Namespace
SHOWN = 20
"""So many reasons are printed; the list has them all."""

KNOWLEDGE = {True: "已提出，由另一个人审核同意以后才生效。", False: "没有改动。"}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``import`` with its verbs."""
    noun = subparsers.add_parser("import", help="import: data of an old system 数据迁入")
    verbs = noun.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="mappings of the pack 有哪些映射")
    listing.set_defaults(run=_list)
    check = verbs.add_parser("check", help="judge every row, write nothing 逐行试算，不写入")
    run = verbs.add_parser("run", help="import; again goes on where it was 导入，可以重复运行")
    differences = verbs.add_parser("differences", help="an extract of today beside what is here 每日差异")
    for verb in (check, run, differences):
        verb.add_argument("mapping", metavar="MAPPING", help="id of the mapping 映射")
        verb.add_argument(
            "file", metavar="FILE", nargs="?", type=Path, help="CSV or workbook 文件；数据库来源不写"
        )
        verb.add_argument("--json", action="store_true")
    for verb in (check, run):
        verb.add_argument(
            "--by", required=True, metavar="NAME", help="sign-in name of who imports 经办人登录名"
        )
        verb.add_argument("--files", type=Path, metavar="FOLDER", help="folder of the attachments 附件文件夹")
        verb.add_argument(
            "--rejects", type=Path, metavar="OUT", help="list of rejects, .csv or .xlsx 未导入清单"
        )
        verb.add_argument("--report", type=Path, metavar="OUT", help="account as JSON 核对表")
        verb.set_defaults(run=_guarded(_take), apply=verb is run)
    run.add_argument("--leave-rejects", action="store_true", help="import the others 其余的照样导入")
    run.add_argument("--tell", action="store_true", help="tell those the mapping names 通知映射里写的人")
    run.add_argument("--links", type=Path, metavar="OUT", help="invitations of new accounts 新账号的邀请链接")
    differences.add_argument("--out", type=Path, metavar="OUT", help="the list as CSV 差异清单")
    differences.set_defaults(run=_guarded(_differences))


def _guarded(run: Callable[[Arguments], int]) -> Callable[[Arguments], int]:
    """The command, with what cannot be read or done told as a sentence. 2: nothing was tried."""

    def guarded(arguments: Arguments) -> int:
        stand()
        from yiwang.engines.imports.public import ImportRefusedHere, NoSuchMapping, SourceUnreadable
        from yiwang.foundations.people.public import AccountRulesMissing
        from yiwang.kernel.tables import TableUnreadable

        told = (
            ImportRefusedHere,
            NoSuchMapping,
            SourceUnreadable,
            AccountRulesMissing,
            TableUnreadable,
            FileNotFoundError,
        )
        try:
            return run(arguments)
        except told as error:
            print(f"■ {error}", file=sys.stderr)
            return 2

    return guarded


def _list(arguments: Arguments) -> int:
    stand()
    from yiwang.engines.imports.public import mappings

    for one in mappings():
        holds = "办件" if one.cases else "账号" if one.accounts else "口径"
        print(f"{one.id}：{one.title}（{holds}，来自“{one.system}”，{one.source.kind}）")
    return 0


def _take(arguments: Arguments) -> int:
    """0 if every row came in (or could), 1 if some are left out, 2 if nothing was tried."""
    from django.utils import timezone

    from yiwang.engines.imports.public import (
        MAY_APPOINT,
        MAY_IMPORT,
        MAY_WRITE,
        importer,
        mapping_get,
        source_read,
    )

    now = timezone.now()
    mapping = mapping_get(arguments.mapping)
    word = MAY_IMPORT if mapping.cases else MAY_APPOINT if mapping.accounts else MAY_WRITE
    actor = importer(arguments.by, word, now)
    table = source_read(mapping, arguments.file)
    take = _cases if mapping.cases else _accounts if mapping.accounts else _knowledge
    return take(arguments, actor, mapping, table, now)


def _cases(
    arguments: Arguments, actor: "Actor", mapping: "ImportMapping", table: "Table", now: datetime
) -> int:
    from yiwang.engines.imports.public import RejectsFirst, import_check, import_run

    try:
        if arguments.apply:
            ran = import_run(
                actor, mapping, table, now=now, files=arguments.files, leave_rejects=arguments.leave_rejects,
                tell=arguments.tell, say=_said,
            )  # fmt: skip
            return _told(arguments, ran.trial, ran.run.report, f"已导入，编号 {ran.run.id}。")
        trial = import_check(actor, mapping, table, now=now, files=arguments.files)
        return _told(arguments, trial, trial.account().as_json(), "试算完成，没有改动。")
    except RejectsFirst as error:
        return _told(arguments, error.trial, error.trial.account().as_json(), f"■ {error}")


def _told(arguments: Arguments, trial: "Trial", report: dict[str, Any], sentence: str) -> int:
    return _listed(arguments, trial.rejects, report, sentence, trial.warnings)


def _listed(
    arguments: Arguments, rejects: "list[Reject]", report: dict[str, Any], sentence: str,
    warnings: "Sequence[Reject]" = (),
) -> int:  # fmt: skip
    """Tell what became of the rows, and write the files asked for; 1 if some are left out."""
    from yiwang.engines.imports.public import report_text

    whole, told = json.dumps(report, ensure_ascii=False, indent=2), [*rejects, *warnings]
    if arguments.report:
        arguments.report.write_text(whole, encoding="utf-8")
    _reject_list(arguments, told)
    print(whole if arguments.json else f"{report_text(report)}\n{sentence}")
    for one in [] if arguments.json else told[:SHOWN]:
        print(f"第 {one.line} 行 {one.number}：{one.reason}", file=sys.stderr)
    return 1 if rejects else 0


def _reject_list(arguments: Arguments, rejects: "list[Reject]") -> None:
    from yiwang.engines.imports.public import rejects_csv, rejects_xlsx

    out: Path | None = arguments.rejects
    if out and out.suffix == ".xlsx":
        out.write_bytes(rejects_xlsx(rejects))
    elif out:
        out.write_text(rejects_csv(rejects), encoding="utf-8", newline="")


def _accounts(
    arguments: Arguments, actor: "Actor", mapping: "ImportMapping", table: "Table", now: datetime
) -> int:
    from yiwang.engines.imports.public import accounts_import

    tried = accounts_import(actor, mapping, table, now=now, apply=arguments.apply)
    _reject_list(arguments, list(tried.rejects))
    for one in tried.rejects:
        print(f"第 {one.line} 行：{one.reason}", file=sys.stderr)
    print(_of_accounts(tried, arguments.apply))
    if arguments.apply and tried.outcome.made:
        _links(arguments, tried)
    return 1 if tried.rejects else 0


def _of_accounts(tried: "AccountsTried", applied: bool) -> str:
    if tried.rejects:
        return f"共 {tried.rows} 行，有要改的，一行也没有导入。"
    made, held = len(tried.outcome.made), tried.outcome
    done = "已导入" if applied else "试算完成，没有改动"
    told = f"新账号 {made} 个，安排岗位 {held.appointed} 项，已是这样的 {held.unchanged} 项"
    return f"{done}：共 {tried.rows} 行，{told}。"


def _knowledge(
    arguments: Arguments, actor: "Actor", mapping: "ImportMapping", table: "Table", now: datetime
) -> int:
    from yiwang.engines.imports.public import knowledge_import

    tried = knowledge_import(actor, mapping, table, now=now, apply=arguments.apply)
    done = bool(arguments.apply and not tried.rejects)
    report = tried.account.as_json()
    return _listed(arguments, list(tried.rejects), report, KNOWLEDGE[done])


def _links(arguments: Arguments, tried: "AccountsTried") -> None:
    """The invitations, each shown this once; only their owner may read the file."""
    from django.urls import reverse

    from yiwang.kernel.spreadsheets import csv_text

    rows = [
        (username, name, reverse("people:invitation", args=[word]))
        for username, (name, word) in tried.outcome.made.items()
    ]
    text = csv_text(("登录名", "姓名", "邀请链接（前面加本站网址）"), rows)
    if arguments.links is None:
        print(text)
        return
    arguments.links.touch(mode=0o600)
    arguments.links.write_text(text, encoding="utf-8", newline="")


def _differences(arguments: Arguments) -> int:
    """0 if nothing differs, 1 if something does or a row cannot be read."""
    from yiwang.engines.imports.public import differences_csv, import_differences, mapping_get, source_read

    mapping = mapping_get(arguments.mapping)
    if mapping.cases is None:
        print("■ 差异只比较办件；账号和口径有没有变，再试算一次就知道。", file=sys.stderr)
        return 2
    found, unread = import_differences(mapping, source_read(mapping, arguments.file))
    text = differences_csv(found)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8", newline="")
    else:
        print(_as_json(found, unread) if arguments.json else text)
    print(f"差异 {len(found)} 处，读不了的 {len(unread)} 处。", file=sys.stderr)
    return 1 if found or unread else 0


def _as_json(found: list[Any], unread: list[Any]) -> str:
    told = {"differences": [vars(one) for one in found], "unread": [vars(one) for one in unread]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _said(done: int, whole: int) -> None:
    print(f"已写 {done} / {whole}", file=sys.stderr)
