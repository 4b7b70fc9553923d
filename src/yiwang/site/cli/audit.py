"""``yiwang audit``: verify the sealed logs, seal now, publish roots, give receipts (核验、封存、公布、凭据)."""

import argparse
import dataclasses
import json
import sys

from .standing import stand


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``audit`` with its verbs."""
    noun = subparsers.add_parser("audit", help="audit: verify the sealed logs, seal 核验封存日志")
    verbs = noun.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="name every row that was altered 逐条核验，指出被改动的记录")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)
    seal = verbs.add_parser("seal", help="seal what is not sealed yet 立即封存")
    seal.set_defaults(run=_seal)
    roots = verbs.add_parser("roots", help="publish the seals of whole days, signed 公布每天的封存（签名）")
    roots.add_argument("--json", action="store_true")
    roots.set_defaults(run=_roots)
    receipt = verbs.add_parser("receipt", help="a row's receipt, for tools/verify_receipt.py 一条记录的凭据")
    receipt.add_argument("log", metavar="LOG", help="cases, audit …")
    receipt.add_argument("subject", metavar="SUBJECT", help="whose chain; a case's number for cases 办件编号")
    receipt.add_argument("seq", type=int, metavar="SEQ")
    receipt.set_defaults(run=_receipt)


def _verify(arguments: argparse.Namespace) -> int:
    """0 if all is whole (lawful erasures are told, and are no breach), 1 if anything was altered."""
    stand()
    from yiwang.foundations.audit.public import stamp_findings, verify_all

    findings = sorted([*verify_all(), *stamp_findings()])
    breaches = [finding for finding in findings if finding.is_breach]
    if arguments.json:
        rows = [dataclasses.asdict(finding) for finding in findings]
        print(json.dumps({"whole": not breaches, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.log} {finding.subject} 第 {finding.seq} 条：{finding.what}")
        print("\n".join(_stamps()))
        print(
            f"核验完毕：发现 {len(breaches)} 处异常。" if breaches else "核验完毕：记录完整，没有发现改动。"
        )
    return 1 if breaches else 0


def _stamps() -> list[str]:
    """How the published days stand with the authority of time, in a line or two."""
    from yiwang.foundations.audit.public import stamps_from, stamps_known, stamps_trusted

    try:
        days = stamps_known()
    except ValueError:
        return ["时间戳：有读不出的时间戳文件，见上。"]
    authority, held = stamps_from(), [day for day in days if day.stamp]
    if authority is None and not held:
        return ["时间戳：没有设时间戳机构（YIWANG_TSA_URL），公布的日子不盖时间戳。"]
    lines = [f"时间戳：公布 {len(days)} 天，已盖 {len(held)} 天，等着盖 {len(days) - len(held)} 天。"]
    if not stamps_trusted():
        lines.append(
            "时间戳：没有写所信任的机构证书（YIWANG_TSA_CERTIFICATES），只核对了签名本身，没有核对是谁签的。"
        )
    if authority and authority.is_demo:
        lines.append(f"时间戳：{authority.name}。")
    return lines


def _seal(_: argparse.Namespace) -> int:
    stand()
    from yiwang.foundations.audit.public import seal_now

    made = seal_now()
    print(f"第 {made.id} 次封存，{made.count} 条记录。" if made else "没有待封存的记录。")
    return 0


def _roots(arguments: argparse.Namespace) -> int:
    """0 if every whole day is published and is what it was, 1 if one differs."""
    stand()
    from django.utils import timezone

    from yiwang.foundations.audit.public import RootsDiffer, roots_publish, stamps_ask
    from yiwang.foundations.calendars.public import calendar_current

    try:
        days = roots_publish(timezone.now(), calendar_current().tzinfo)
    except RootsDiffer as error:
        print(f"■ {error}", file=sys.stderr)
        return 1
    stamps_ask()
    if arguments.json:
        rows = [
            {"day": str(one.day), "file": str(one.path), "seals": one.seals, "fresh": one.fresh}
            for one in days
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for one in [] if arguments.json else [one for one in days if one.fresh]:
        print(f"{one.day}：{one.seals} 次封存，已写 {one.path}")
    if not arguments.json and not any(one.fresh for one in days):
        print("没有要公布的日子；已经公布的都和数据库一致。")
    return 0


def _receipt(arguments: argparse.Namespace) -> int:
    """0 with the receipt as JSON, 1 if there is no such row or it waits for its seal."""
    stand()
    from yiwang.engines.cases.public import CaseNotFound, case_named
    from yiwang.foundations.audit.public import NotSealedYetError, receipt_for

    try:
        subject = arguments.subject
        if arguments.log == "cases":
            subject = str(case_named(subject).root_id)
        made = receipt_for(arguments.log, subject, arguments.seq)
    except (CaseNotFound, NotSealedYetError, KeyError) as error:
        print(f"■ {error}", file=sys.stderr)
        return 1
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0
