"""``yiwang theme``: compile a theme for one applicant, and what themes spare. No settings, no database.

Exit codes: 0 fine, 1 problems in the pack, the answers or the facts, 2 usage.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yiwang.engines.catalog.pure import Catalogue, Compiled
    from yiwang.loader import World

_EAST_EIGHT = timezone(timedelta(hours=8))
_MEASURES = {"materials": "材料", "fields": "填写项", "days": "工作日", "visits": "到现场"}


class Wrong(Exception):
    """Something given cannot be used; carries what ``--json`` prints."""

    def __init__(self, *problems: Mapping[str, Any]) -> None:
        super().__init__("；".join(str(problem.get("what", "")) for problem in problems))
        self.problems = problems


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``theme`` with its verbs."""
    noun = subparsers.add_parser("theme", help="themes: compile, savings 一件事：编排、节省")
    verbs = noun.add_subparsers(dest="verb", required=True)
    _add_compile(verbs)
    savings = _verb(verbs, "savings", _savings, "what every theme spares 每个主题省了多少")
    savings.add_argument("--day", type=date.fromisoformat, help="default: today 默认今天")


def _add_compile(verbs: Any) -> None:
    verb = _verb(verbs, "compile", _compile, "one guide, form, set of materials, schedule 编排一件事")
    verb.add_argument("theme", help="id of a theme or of an item 主题或事项的标识")
    verb.add_argument("--answers", type=Path, metavar="FILE", help="{question: value} 回答")
    verb.add_argument("--facts", type=Path, metavar="FILE", help="[{party, element|material, …}] 已有的信息")
    verb.add_argument("--persona", default="", help="a persona of the pack instead 用包里的人物")
    verb.add_argument("--place", default="", metavar="CODE", help="division it is about 在哪里办：区划代码")
    verb.add_argument("--day", type=date.fromisoformat, help="default: today 默认今天")


def _verb(verbs: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text)
    parser.add_argument(
        "--pack", type=Path, required=True, metavar="DIR", help="folder or id 包的文件夹或标识"
    )
    parser.add_argument("--json", action="store_true", help="machine-readable 给程序读")
    parser.set_defaults(run=run)
    return parser


def _compile(arguments: argparse.Namespace) -> int:
    try:
        compiled = _compiled(arguments, world_at(arguments.pack))
    except Wrong as wrong:
        return tell(wrong.problems, as_json=arguments.json)
    if arguments.json:
        print(json.dumps(compiled.as_json(), ensure_ascii=False, indent=1))
    else:
        _print(compiled)
    return 1 if compiled.problems else 0


def _compiled(arguments: argparse.Namespace, world: "World") -> "Compiled":
    from yiwang.engines.catalog.pure import (
        Catalogue,
        FactError,
        compile_item,
        compile_theme,
        facts_from_json,
        persona_facts,
    )

    catalogue = Catalogue.of(world)
    name, day = arguments.theme, arguments.day or _today()
    run = compile_theme if name in catalogue.themes else compile_item
    if run is compile_item and name not in catalogue.items:
        raise Wrong(_unknown(name, catalogue))
    persona = _persona(arguments, catalogue)
    given = _read(arguments.answers, "--answers", dict)
    answers = {**(persona.answers if persona else {}), **given}
    try:
        facts = facts_from_json(_read(arguments.facts, "--facts", list))
    except FactError as error:
        raise Wrong({"where": str(arguments.facts), "what": str(error)}) from None
    held = (*(persona_facts(persona) if persona else ()), *facts)
    ready = (catalogue.item if run is compile_item else catalogue.theme)(name)
    typed, rows = ready.at(_place(arguments.place, world)), dict(persona.rows) if persona else None
    return run(catalogue, name, answers, held, day, typed=typed, rows=rows)


def _place(code: str, world: "World") -> str:
    """The 12-digit code of a place, which may be written without its closing zeros."""
    whole = code.ljust(12, "0") if code else ""
    if whole and whole not in world.all("division"):
        raise Wrong({"where": "--place", "what": f"没有区划“{code}”。写 divisions.csv 里的代码。"})
    return whole


def _persona(arguments: argparse.Namespace, catalogue: "Catalogue") -> Any:
    if not arguments.persona:
        return None
    if arguments.persona not in catalogue.personas:
        known = "、".join(catalogue.personas)
        raise Wrong({"where": "--persona", "what": f"没有人物“{arguments.persona}”。可用的有：{known}。"})
    return catalogue.personas[arguments.persona]


def _unknown(name: str, catalogue: "Catalogue") -> dict[str, str]:
    known = "、".join(catalogue.themes)
    return {"where": "theme", "what": f"没有标识为“{name}”的主题或事项。主题有：{known}。"}


def _read(path: Path | None, option: str, wanted: type) -> Any:
    if path is None:
        return wanted()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise Wrong({"where": option, "what": f"读不到文件 {path}。"}) from None
    except ValueError as error:
        raise Wrong({"where": str(path), "what": f"不是 JSON：{error}。"}) from None
    if not isinstance(found, wanted):
        shape = "{问题: 回答}" if wanted is dict else "[事实, …]"
        raise Wrong({"where": str(path), "what": f"应写成 {shape}。"})
    return found


def pack_folder(pack: Path) -> Path:
    """The folder of a pack that is named by its folder or its id."""
    from yiwang.site.cli.pack import pack_search

    places = [pack, *(folder / pack for folder in pack_search() if len(pack.parts) == 1)]
    return next((place for place in places if (place / "pack.yaml").is_file()), pack)


def world_at(pack: Path) -> "World":
    """The definitions of a pack that is named by its folder or its id.

    Raises:
        Wrong: the pack has problems.
    """
    from yiwang.loader import load
    from yiwang.site.cli.pack import pack_search
    from yiwang.site.kinds import KINDS

    loaded = load(pack_folder(pack), KINDS, search=pack_search())
    if loaded.world is None:
        raise Wrong(*(problem.as_json() for problem in loaded.problems))
    return loaded.world


def _today() -> date:
    return datetime.now(UTC).astimezone(_EAST_EIGHT).date()


def tell(problems: Iterable[Mapping[str, Any]], *, as_json: bool) -> int:
    """Tell problems on the error stream, or as JSON; the exit code for problems."""
    if as_json:
        print(json.dumps({"ok": False, "problems": list(problems)}, ensure_ascii=False, indent=1))
    for problem in () if as_json else problems:
        place = problem.get("where") or f"{problem.get('file')}:{problem.get('line')}"
        print(f"■ {place}\n  {problem['what']} {problem.get('mend', '')}", file=sys.stderr)
    return 1


def _print(compiled: "Compiled") -> None:
    told = compiled.as_json()
    print(f"{told['title']}（{told['day']}）")
    for step in told["schedule"]["items"]:
        print(f"  第 {step['from_day']} 至 {step['to_day']} 个工作日  {step['title']}：{step['why']}")
    for row in told["guide"]["items"]:
        _print_place(row)
    print("要交的材料")
    for material in told["materials"]:
        sign = "□" if material["state"] == "asked" else "✓"
        print(f"  {sign} {material['label']}：{material['why']}")
    print(f"要填 {sum(f['state'] == 'asked' for f in told['form']['fields'])} 项，", end="")
    print(f"已预填 {sum(f['state'] == 'prefilled' for f in told['form']['fields'])} 项")
    _print_open(told)
    _print_measures(told["savings"])


def _print_place(row: Mapping[str, Any]) -> None:
    """Who decides on one item, and where it is handed in by name."""
    places = "、".join(spot["name"] for spot in row["receive"] if "name" in spot)
    print(f"  {row['title']}：{row['decides']}" + (f"；可在{places}递交" if places else ""))


def _print_open(told: Mapping[str, Any]) -> None:
    for question in told["questions"]:
        if question["state"] == "open":
            print(f"还没有回答：{question['ask']}（{question['id']}）")
    for condition in told["conditions"]:
        if condition["state"] == "unmet":
            print(f"■ 不符合条件：{condition['why']}")
    for problem in told["problems"]:
        print(f"■ {problem['where']}：{problem['what']}", file=sys.stderr)


def _print_measures(measures: Mapping[str, Any]) -> None:
    for name, word in _MEASURES.items():
        measure = measures[name]
        if measure["before"] is not None:
            line = (
                f"  {word}：原来 {measure['before']}，合并后 {measure['after']}，还要您办 {measure['asked']}"
            )
            print(line + (f"，其中可后补 {measure['deferred']}" if measure.get("deferred") else ""))


def _savings(arguments: argparse.Namespace) -> int:
    from yiwang.engines.catalog.pure import Catalogue, savings

    try:
        world = world_at(arguments.pack)
    except Wrong as wrong:
        return tell(wrong.problems, as_json=arguments.json)
    told = savings(Catalogue.of(world), arguments.day or _today())
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print_savings(told)
    return 0


def _print_savings(told: Mapping[str, Any]) -> None:
    for theme in told["themes"]:
        print(f"{theme['title']}（状态：{theme['statuses']['weakest']}）")
        _print_measures(theme["catalogue"])
    for key, word in (("city", "已公布的主题"), ("model", "模型（未公布的主题）")):
        print(f"{word}：{told[key]['themes']} 个")
        if told[key]["themes"]:
            _print_measures(told[key]["equal"])
    _print_warnings(told["warnings"])
    for held in told["reference"].values():
        print(f"参照：{held['title']} {held['value']}{held['unit']}（{held['source']}）")


def _print_warnings(warnings: Iterable[Mapping[str, Any]]) -> None:
    for line in warnings:
        print(
            f"▲ {line['title']}：分开办的{_MEASURES[line['measure']]}有 {line['before']}，"
            f"超过公布平均 {line['usual']} 的 {line['ratio']} 倍，请核对各事项的清单有没有多列。"
        )
