"""``yiwang external``: files to and from other systems, and reconciliation now (外部系统)."""

import argparse
import sys
from pathlib import Path

from .standing import stand


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``external`` with its verbs."""
    noun = subparsers.add_parser("external", help="external: files to and from other systems 与外部系统交换")
    verbs = noun.add_subparsers(dest="verb", required=True)
    out = verbs.add_parser("export", help="write what waits for a system as CSV 导出待送的")
    out.add_argument("system", metavar="SYSTEM")
    out.add_argument("folder", type=Path, metavar="FOLDER")
    out.set_defaults(run=_export)
    back = verbs.add_parser("import", help="take a CSV that came back 收回执")
    back.add_argument("system", metavar="SYSTEM")
    back.add_argument("file", type=Path, metavar="FILE")
    back.set_defaults(run=_import)
    asked = verbs.add_parser("reconcile", help="ask about what was not answered, now 立即核对")
    asked.set_defaults(run=_reconcile)
    key = verbs.add_parser("key", help="print the public key of what partners are told 告知合作方的验签公钥")
    key.set_defaults(run=_public_key)


def _export(arguments: argparse.Namespace) -> int:
    """0 if written (or nothing waits), 1 if there is no such system or folder."""
    stand()
    from django.utils import timezone

    from yiwang.engines.externals.public import ExternalRefused, sheet_put

    try:
        sheet = sheet_put(arguments.system, arguments.folder, now=timezone.now())
    except (ExternalRefused, OSError) as error:
        return _told(error)
    print(f"已写 {arguments.folder / sheet.name}，{sheet.steps} 件。" if sheet.steps else "没有待送的。")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    """0 if every line was taken, 1 if lines or the file were not; the rejected lines lie beside the file."""
    stand()
    from django.utils import timezone

    from yiwang.engines.externals.public import ExternalRefused, sheet_get

    try:
        taken = sheet_get(arguments.system, arguments.file, now=timezone.now())
    except (ExternalRefused, OSError) as error:
        return _told(error)
    for one in taken.rejects:
        print(f"第 {one.line} 行 {one.number}：{one.sentence}")
    print(f"已收 {taken.taken} 行，没有接收 {len(taken.rejects)} 行。")
    return 1 if taken.rejects else 0


def _reconcile(_: argparse.Namespace) -> int:
    stand()
    from django.utils import timezone

    from yiwang.engines.externals.public import system_reconcile, systems

    for system in systems().values():
        run = system_reconcile(system, timezone.now())
        print(f"{system.title}：查询 {run.asked} 件，没有回音 {run.unknown} 件。")
    return 0


def _public_key(_: argparse.Namespace) -> int:
    stand()
    from yiwang.engines.externals.public import PURPOSE
    from yiwang.foundations.keys.public import site_public_key

    print(site_public_key(PURPOSE))
    return 0


def _told(error: Exception) -> int:
    print(f"■ {error}", file=sys.stderr)
    return 1
