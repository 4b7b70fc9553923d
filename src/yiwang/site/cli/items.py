"""``yiwang items``: the catalogue in and out, as the national tables name it. No settings, no database.

Exit codes: 0 fine, 1 problems or differences left to people, 2 usage.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yiwang.site.cli.theme import Wrong, tell, world_at

if TYPE_CHECKING:
    from yiwang.engines.catalog.pure import Difference, FileChange


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``items`` with its verbs."""
    noun = subparsers.add_parser(
        "items", help="items in and out (GB/T 39046, Excel) 事项清单的导出、比较、导入"
    )
    verbs = noun.add_subparsers(dest="verb", required=True)
    export = _verb(verbs, "export", _export, "write the items to .xlsx or .json 导出")
    export.add_argument(
        "--body", default="", help="what this body decides, with its own data 只导出一个单位的"
    )
    _verb(verbs, "diff", _diff, "say where a file and the pack disagree 比较")
    importing = _verb(verbs, "import", _import, "take over what may be taken over 导入")
    importing.add_argument(
        "--write", action="store_true", help="write the pack's files; else only say 写进包里"
    )


def _verb(verbs: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text)
    parser.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .json")
    parser.add_argument(
        "--pack", type=Path, required=True, metavar="DIR", help="folder or id 包的文件夹或标识"
    )
    parser.add_argument("--json", action="store_true", help="machine-readable 给程序读")
    parser.set_defaults(run=run)
    return parser


def _export(arguments: argparse.Namespace) -> int:
    from yiwang.engines.catalog.pure import (
        UnreadableSheetError,
        body_of,
        item_records,
        sheet_written,
    )

    try:
        world = world_at(arguments.pack)
        body = body_of(world, arguments.body)
        if arguments.body and body is None:
            raise Wrong(
                {"where": "--body", "what": f"没有单位“{arguments.body}”。请写单位的标识、名称或信用代码。"}
            )
        records = list(item_records(world, body.id if body else ""))
        sheet_written(records, arguments.file)
    except Wrong as wrong:
        return tell(wrong.problems, as_json=arguments.json)
    except UnreadableSheetError as error:
        return tell([{"where": str(arguments.file), "what": str(error)}], as_json=arguments.json)
    print(
        json.dumps({"items": len(records)})
        if arguments.json
        else f"已写 {len(records)} 个事项到 {arguments.file}"
    )
    return 0


def _found(arguments: argparse.Namespace) -> tuple[Any, list["Difference"]]:
    """The pack and every difference.

    Raises:
        Wrong: the pack or the file cannot be used.
    """
    from yiwang.engines.catalog.pure import UnreadableSheetError, item_differences, sheet_read

    try:
        records = sheet_read(arguments.file)
    except UnreadableSheetError as error:
        raise Wrong({"where": str(arguments.file), "what": str(error)}) from None
    world = world_at(arguments.pack)
    return world, item_differences(world, records)


def _diff(arguments: argparse.Namespace) -> int:
    try:
        _, found = _found(arguments)
    except Wrong as wrong:
        return tell(wrong.problems, as_json=arguments.json)
    if arguments.json:
        print(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1))
    else:
        _say(found)
        print(f"{len(found)} 处不同。")
    return 1 if found else 0


def _import(arguments: argparse.Namespace) -> int:
    from yiwang.engines.catalog.pure import item_changes
    from yiwang.site.cli.theme import pack_folder

    try:
        world, found = _found(arguments)
    except Wrong as wrong:
        return tell(wrong.problems, as_json=arguments.json)
    folder = pack_folder(arguments.pack)
    changes, left = item_changes(world, folder, found, f"导入的清单 {arguments.file.name}")
    if arguments.write:
        _write(folder, changes)
    _report(arguments, changes, left)
    return 1 if left else 0


def _write(folder: Path, changes: "list[FileChange]") -> None:
    for change in changes:
        target = folder / change.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(change.text, encoding="utf-8")


def _report(arguments: argparse.Namespace, changes: "list[FileChange]", left: "list[Difference]") -> None:
    if arguments.json:
        told = [{"file": c.path, "said": [one.as_json() for one in c.said]} for c in changes]
        rest = [one.as_json() for one in left]
        print(
            json.dumps(
                {"changes": told, "left": rest, "written": arguments.write}, ensure_ascii=False, indent=1
            )
        )
        return
    for change in changes:
        print(f"{'已改' if arguments.write else '会改'} {change.path}")
        _say(change.said)
    if left:
        print("下面的要由人处理：")
        _say(left)
    after = "写进去以后请运行 yiwang pack check。" if arguments.write else "加 --write 才写进包里。"
    print(f"{len(changes)} 个文件，{len(left)} 处要由人处理。{after}")


def _say(found: "list[Difference] | tuple[Difference, ...]") -> None:
    for one in found:
        print(f"  {one.sentence()}", file=sys.stdout)
