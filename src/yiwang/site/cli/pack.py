"""``yiwang pack``: make, check, test, build, compare and apply packs.

Only ``apply`` and ``diff --live`` need settings and a database. Exit codes: 0 fine, 1 problems, 2 usage.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from yiwang.kernel.problems import Problem
from yiwang.loader import Kind, Loaded, World, load
from yiwang.site.cli.pack_live import add_live
from yiwang.site.cli.worlds import built_world, live_world

_REPOSITORY = Path(__file__).resolve().parents[4]


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``pack`` with its verbs."""
    noun = subparsers.add_parser("pack", help="packs: new, check, test, build, diff, apply 城市包")
    verbs = noun.add_subparsers(dest="verb", required=True)
    _add_new(verbs)
    check = _verb(verbs, "check", _check, "find everything wrong 检查，一次说全")
    check.add_argument("--origin", action="store_true", help="where each line comes from 每一处来自哪个包")
    check.add_argument("--fix", action="store_true", help="mend what needs no guessing 改掉不用猜的毛病")
    test = _verb(verbs, "test", _test, "check, then run its scenarios 检查并运行情景")
    test.add_argument("--only", default="", metavar="ID", help="one scenario file only 只跑一个")
    build = _verb(verbs, "build", _build, "one file with everything 打成一个文件")
    build.add_argument("-o", "--output", type=Path, help="default: <id>-<version>.zip")
    _add_diff(verbs)
    apply = _verb(verbs, "apply", _apply, "make it the current release 应用为当前版本（用数据库）")
    apply.add_argument("--again", action="store_true", help="also if it already is 已是当前版本也再应用一遍")
    apply.add_argument("--over-edits", action="store_true", help="undo edits of the browser 以文件夹为准")
    add_live(verbs)
    _add_schemas(verbs)


def _verb(verbs: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text)
    parser.add_argument("pack", type=Path, metavar="DIR", help="the pack's folder 包的文件夹")
    parser.add_argument("--json", action="store_true", help="machine-readable 给程序读")
    parser.set_defaults(run=run)
    return parser


def _add_new(verbs: Any) -> None:
    new = _verb(verbs, "new", _new, "a small pack that checks clean 新建")
    new.add_argument("--title", default="示例市", help="the city's name 城市名")
    new.add_argument("--extends", default=None, help="pack below; china if there is one 扩展哪个包")
    new.add_argument("--division", default="990100000000", help="12-digit code of the root 区划代码")


def _add_diff(verbs: Any) -> None:
    diff = verbs.add_parser("diff", help="what changes, from which day 比较，说清自哪天起变什么")
    diff.add_argument("packs", type=Path, nargs="+", metavar="DIR", help="A B，或 --live 时只写一个")
    diff.add_argument("--live", action="store_true", help="compare with what is applied 与在用版本比较")
    diff.add_argument("--json", action="store_true")
    diff.set_defaults(run=_diff)


def _add_schemas(verbs: Any) -> None:
    schemas = verbs.add_parser("schemas", help="write JSON Schemas for editors 生成编辑器用的模式")
    schemas.add_argument("folder", type=Path, nargs="?", default=_REPOSITORY / "schemas")
    schemas.add_argument("--check", action="store_true", help="only compare 只比较，不写")
    schemas.set_defaults(run=_schemas)


def _kinds() -> Sequence[Kind[Any]]:
    from yiwang.site.kinds import KINDS

    return KINDS


def pack_search() -> list[Path]:
    """Where packs that others extend are looked for: ``packs`` here, and ``packs`` of this installation."""
    return [Path("packs"), _REPOSITORY / "packs"]


def _load(folder: Path) -> Loaded:
    return load(folder, _kinds(), search=pack_search())


def _say(problems: Sequence[Problem]) -> None:
    for problem in problems:
        sign = "■" if problem.severity == "error" else "▲"
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        print(f"{sign} {place}\n  {problem.what}\n  {problem.mend}  [{problem.code}]", file=sys.stderr)


def _out(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def _sound(folder: Path, as_json: bool) -> Loaded | None:
    """The pack if it checks clean; otherwise says what is wrong."""
    loaded = _load(folder)
    if loaded.world is not None:
        return loaded
    if as_json:
        _out({"ok": False, "problems": [problem.as_json() for problem in loaded.problems]})
    else:
        _say(loaded.problems)
    return None


def _found(name: str) -> Path | None:
    """The folder of a pack among those that others extend; None if it is not there."""
    return next((at / name for at in pack_search() if (at / name / "pack.yaml").is_file()), None)


def _new(arguments: argparse.Namespace) -> int:
    from yiwang.loader.skeleton import DivisionUnfit, FolderName, FolderNotEmpty, new_pack

    extends = arguments.extends
    if extends is None:
        extends = "china" if _found("china") else ""
    template = _found("_template") if extends else None
    words = {"title": arguments.title, "extends": extends, "division": arguments.division}
    try:
        files = new_pack(arguments.pack, template=template, **words)
    except (DivisionUnfit, FolderName, FolderNotEmpty) as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        _out({"ok": True, "files": [str(path) for path in files]})
    else:
        print("\n".join(f"已写 {path}" for path in files))
        print(f"下一步：yiwang pack check {arguments.pack}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    started = perf_counter()
    loaded = _load(arguments.pack)
    fixed: list[Problem] = []
    if arguments.fix:
        from yiwang.loader.fix import fix

        while mended := fix(loaded.problems):
            fixed += mended
            loaded = _load(arguments.pack)
    seconds = perf_counter() - started
    tell = _check_json if arguments.json else _check_words
    tell(loaded, fixed, seconds, arguments.origin)
    return 0 if loaded.world is not None else 1


def _counts(loaded: Loaded) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, _ in loaded.entries:
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _check_json(loaded: Loaded, fixed: Sequence[Problem], seconds: float, origin: bool) -> None:
    result: dict[str, Any] = {
        "ok": loaded.world is not None,
        "problems": [problem.as_json() for problem in loaded.problems],
        "fixed": [problem.as_json() for problem in fixed],
        "definitions": _counts(loaded),
        "seconds": round(seconds, 3),
    }
    if origin:
        result["origins"] = _origins(loaded)
    _out(result)


def _origins(loaded: Loaded) -> list[dict[str, Any]]:
    from yiwang.loader.places import line_origins

    return [
        {"kind": kind, "id": id_, "field": field, "pack": at.pack, "file": at.file, "line": at.line}
        for (kind, id_), entry in loaded.entries.items()
        for field, at in line_origins(entry)
    ]


def _check_words(loaded: Loaded, fixed: Sequence[Problem], seconds: float, origin: bool) -> None:
    for problem in fixed:
        print(f"已改 {problem.file}：{problem.what}")
    _say(loaded.problems)
    if origin:
        for held in _origins(loaded):
            place = f"{held['pack']}/{held['file']}:{held['line']}"
            print(f"{held['kind']} {held['id']} · {held['field']} ← {place}")
    counts = "、".join(f"{kind} {count}" for kind, count in sorted(_counts(loaded).items()))
    print(f"{len(loaded.problems)} 个问题 · {len(loaded.entries)} 个定义（{counts}）· {seconds:.1f} 秒")


def _test(arguments: argparse.Namespace) -> int:
    from yiwang.loader import run_scenarios
    from yiwang.site.scenarios import SCENARIO, run_scenario

    loaded = _sound(arguments.pack, arguments.json)
    if loaded is None or loaded.world is None:
        return 1
    ran = run_scenarios(loaded.world, loaded.entries, SCENARIO, run_scenario, arguments.only)
    failed = [one for one in ran if not one.holds]
    if arguments.json:
        told = [
            {"id": one.id, "name": one.name, "problems": [p.as_json() for p in one.problems]} for one in ran
        ]
        _out({"ok": not failed, "scenarios": told})
    else:
        for one in ran:
            print(f"{'●' if one.holds else '■'} {one.id}：{one.name}")
            _say(one.problems)
        print(f"{len(ran)} 个情景，{len(failed)} 个不符。")
    return 1 if failed else 0


def _build(arguments: argparse.Namespace) -> int:
    from yiwang.loader.build import build, release_head

    loaded = _sound(arguments.pack, arguments.json)
    if loaded is None or loaded.world is None:
        return 1
    pack = loaded.world.pack
    output: Path = arguments.output or Path(f"{pack.id}-{pack.version}.zip")
    output.write_bytes(build(loaded.world))
    digest = release_head(loaded.world)["digest"]
    if arguments.json:
        _out({"ok": True, "file": str(output), "digest": digest})
    else:
        print(f"已写 {output}（{output.stat().st_size / 1024:.0f} KB，哈希 {digest[:12]}）")
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from yiwang.loader.diff import diff

    if len(arguments.packs) != (1 if arguments.live else 2):
        print("写两个包：yiwang pack diff A B；或者 yiwang pack diff --live A。", file=sys.stderr)
        return 2
    after = _sound(arguments.packs[-1], arguments.json)
    before = live_world() if arguments.live else _world(_sound(arguments.packs[0], arguments.json))
    if after is None or after.world is None or before is None:
        return 1
    changes = diff(before, after.world, _kinds())
    if arguments.json:
        _out({"ok": True, "changes": [change.as_json() for change in changes]})
    else:
        print("\n".join(change.sentence() for change in changes) or "没有不同。")
    return 0


def _world(loaded: Loaded | None) -> World | None:
    return loaded.world if loaded else None


def _apply(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from yiwang.foundations.releases.public import EditsUndone, release_apply, release_current

    kinds = _kinds()
    file = arguments.pack.is_file()
    world = built_world(arguments.pack, kinds) if file else _world(_sound(arguments.pack, arguments.json))
    if world is None:
        return 1
    before = release_current()
    try:
        release = release_apply(world, again=arguments.again, over_edits=arguments.over_edits)
    except EditsUndone as undone:
        return _undone(undone, arguments.json)
    fresh = before is None or before.pk != release.pk
    if arguments.json:
        _out({"ok": True, "release": release.pk, "new": fresh, "digest": release.digest})
    else:
        done = "已应用" if fresh else "已是当前版本"
        print(f"{done}：{release.title} {release.version}（第 {release.pk} 次发布）")
    return 0


def _undone(undone: Any, as_json: bool) -> int:
    if as_json:
        _out({"ok": False, "undone": [change.as_json() for change in undone.undone]})
    else:
        print(f"■ {undone}", file=sys.stderr)
    return 1


def _schemas(arguments: argparse.Namespace) -> int:
    from yiwang.loader.schemas import schemas

    wanted = {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas(_kinds()).items()
    }
    held = {path.name: path.read_text(encoding="utf-8") for path in arguments.folder.glob("*.json")}
    stale = sorted(name for name in {*wanted, *held} if wanted.get(name) != held.get(name))
    if arguments.check:
        print("\n".join(f"{name} 与定义不符，请运行 make snap。" for name in stale) or "模式都是新的。")
        return 1 if stale else 0
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        path = arguments.folder / name
        path.write_text(wanted[name], encoding="utf-8") if name in wanted else path.unlink()
    print(f"已写 {len(wanted)} 个模式，其中 {len(stale)} 个有变。")
    return 0
