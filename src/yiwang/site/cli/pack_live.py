"""``yiwang pack export`` and ``publish-due``: what was edited in the browser, into a folder, and into force."""

import argparse
import json
from pathlib import Path
from typing import Any

from .standing import stand


def add_live(verbs: Any) -> None:
    """Add the verbs that work on what is in force."""
    export = verbs.add_parser("export", help="write what is in force into a folder 把在用的内容写进文件夹")
    export.add_argument("folder", type=Path, metavar="DIR", help="the pack's folder 包的文件夹")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=_export)
    due = verbs.add_parser("publish-due", help="publish proposals whose day has come 发布到期的修改")
    due.add_argument("--json", action="store_true")
    due.set_defaults(run=_publish_due)


def _export(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from yiwang.foundations.proposals.public import NotEditable, sources_export, sources_in_force

    try:
        written, extra = sources_export(sources_in_force(), arguments.folder)
    except NotEditable as error:
        return _tell(arguments, False, [f"■ {error}"])
    lines = [f"已写 {path}" for path in written] or ["文件夹与在用的内容一致。"]
    lines += [f"▲ {path} 在用的版本里没有，请看是否还要。" for path in extra]
    return _tell(arguments, True, lines)


def _publish_due(arguments: argparse.Namespace) -> int:
    stand()
    from django.utils import timezone

    from yiwang.foundations.proposals.public import proposals_publish_due

    done = proposals_publish_due(timezone.now())
    lines = [
        f"已发布：{one.title}（第 {one.release} 次发布）" if one.release else
        f"■ 没有发布：{one.title}。{one.why}" for one in done
    ] or ["没有到期的修改。"]  # fmt: skip
    return _tell(arguments, all(one.release for one in done), lines)


def _tell(arguments: argparse.Namespace, ok: bool, lines: list[str]) -> int:
    if arguments.json:
        print(json.dumps({"ok": ok, "lines": lines}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines))
    return 0 if ok else 1
