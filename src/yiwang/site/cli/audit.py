"""``yiwang audit``: verify the sealed logs, seal now (核验与封存)."""

import argparse
import dataclasses
import json


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``audit`` with its verbs."""
    noun = subparsers.add_parser("audit", help="audit: verify the sealed logs, seal 核验封存日志")
    verbs = noun.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="name every row that was altered 逐条核验，指出被改动的记录")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)
    seal = verbs.add_parser("seal", help="seal what is not sealed yet 立即封存")
    seal.set_defaults(run=_seal)


def _verify(arguments: argparse.Namespace) -> int:
    """0 if all is whole (lawful erasures are told, and are no breach), 1 if anything was altered."""
    _setup()
    from yiwang.foundations.audit.public import verify_all

    findings = verify_all()
    breaches = [finding for finding in findings if finding.is_breach]
    if arguments.json:
        rows = [dataclasses.asdict(finding) for finding in findings]
        print(json.dumps({"whole": not breaches, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.log} {finding.subject} 第 {finding.seq} 条：{finding.what}")
        print(
            f"核验完毕：发现 {len(breaches)} 处异常。" if breaches else "核验完毕：记录完整，没有发现改动。"
        )
    return 1 if breaches else 0


def _seal(_: argparse.Namespace) -> int:
    _setup()
    from yiwang.foundations.audit.public import seal_now

    made = seal_now()
    print(f"第 {made.id} 次封存，{made.count} 条记录。" if made else "没有待封存的记录。")
    return 0


def _setup() -> None:
    import django

    django.setup()
