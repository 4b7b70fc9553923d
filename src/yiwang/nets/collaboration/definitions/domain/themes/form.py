"""The form of a theme: from how it is written to fields on a page. Conditions are chosen; their expression is shown.

Names of fields are paths: ``questions.area.ask``, ``members.hygiene_licence.when.is``; what is new stands under
``new_party``, ``new_question``, ``new_member``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yiwang.faces.elements.public import Widget, options_of
from yiwang.nets.collaboration.definitions.domain.conditions import templates
from yiwang.nets.collaboration.definitions.domain.fields import Groups, choice, faq_groups, text_line
from yiwang.nets.collaboration.definitions.domain.item_form import Section
from yiwang.nets.collaboration.definitions.domain.words import STATUSES
from yiwang.nets.collaboration.definitions.domain.written import Tree

from .asking import condition_widgets, select
from .members import member_groups
from .words import CARDINALITIES, FLAGS, KEEP, KINDS, LEVELS, SUBJECTS, TYPES, YES_NO, Around


def theme_sections(tree: Tree, around: Around, errors: Mapping[str, str]) -> list[Section]:
    """The whole form; ``errors`` by path stand beside the field, or the part, that they belong to."""
    made = (
        ("title", "名称与说明", "", [("", _about(tree))]),
        ("lead", "牵头单位", "谁牵头，谁维护这件事。", [("", _lead(tree, around))]),
        ("parties", "谁来办、为谁办", "表单和材料都记在这些人和单位名下。", _parties(tree)),
        ("questions", "先问申请人什么", "回答决定要办哪几项。只问后面用得着的。", _questions(tree, around)),
        (
            "members",
            "要办哪几项",
            "每一项什么时候要办、等谁办好、表上的人是谁。",
            member_groups(tree, around),
        ),
        ("typical", "典型人物", "对外举例、算预填的省了多少，用他的资料。", [("", _typical(tree, around))]),
        ("faq", "常见问题", "问得最多的写在前面；要删去的把问题清空。不写某个人的电话。", faq_groups(tree)),
        ("ends_on", "停办", "到期以后不再受理新的；已经提交的照原来的办完。", [("", _ending(tree, around))]),
    )
    sections = [
        Section(key, title, hint, tuple((h, tuple(w)) for h, w in rows)) for key, title, hint, rows in made
    ]
    return [_with_errors(section, errors) for section in sections]


def _about(tree: Tree) -> tuple[Widget, ...]:
    return (
        text_line("title", "名称", tree.get("title"), required=True),
        text_line("summary", "一句话说明", tree.get("summary"), kind="long_text"),
        choice("subject", "给谁办", tree.get("subject", ""), SUBJECTS),
        text_line("life_stage", "属于哪个阶段", tree.get("life_stage"), example="开办准入"),
        text_line("search", "人们会怎样找它", "、".join(tree.get("search", ())), hint="几个词，用顿号隔开"),
        text_line("gather_until", "多久汇齐各单位的补正意见", tree.get("gather_until"), example="1个工作日"),
        text_line("notes", "来源与说明", tree.get("notes"), kind="long_text"),
        choice("status", "核对情况", tree.get("status", "assumed"), STATUSES),
    )


def _lead(tree: Tree, around: Around) -> tuple[Widget, ...]:
    held = tree.get("lead") or {}
    return (
        select("lead.body", "牵头部门", held.get("body", ""), around.functions, required=True),
        choice("lead.level", "哪一级", held.get("level", ""), LEVELS),
    )


def _parties(tree: Tree) -> Groups:
    counted = {one["id"]: one.get("ask", "") for one in tree.get("questions", ()) if one.get("type") == "int"}
    rows: Groups = [
        (party.get("label", key), _party(f"parties.{key}", party, tree, counted))
        for key, party in tree.get("parties", {}).items()
    ]
    return [*rows, ("添一个", (
        text_line("new_party.label", "怎样称呼", ""), choice("new_party.kind", "是什么", "person", KINDS),
    ))]  # fmt: skip


def _party(name: str, party: Tree, tree: Tree, counted: Mapping[str, str]) -> tuple[Widget, ...]:
    key = name.partition(".")[2]
    flags = [flag for flag in ("from_identity", "never_contact") if party.get(flag) == "true"]
    flags += ["signs"] if key in tree.get("signers", ()) else []
    called = party.get("label", key)
    return (
        text_line(f"{name}.label", f"“{called}”怎样称呼", party.get("label"), required=True),
        choice(f"{name}.kind", f"“{called}”是什么", party.get("kind", ""), KINDS),
        choice(f"{name}.cardinality", f"“{called}”有几个", party.get("cardinality", "one"), CARDINALITIES),
        select(f"{name}.rows", f"“{called}”几个由哪一问定", party.get("rows", ""), counted),
        Widget(f"{name}.flags", f"“{called}”还要说明的", "choices", ",".join(flags),
               options_of(FLAGS, ",".join(flags)), required=False),
        text_line(f"{name}.signs_when", f"“{called}”什么情况下才签名（算式）", party.get("signs_when")),
        choice(f"{name}.keep", f"“{called}”留不留", "keep", KEEP),
    )  # fmt: skip


def _questions(tree: Tree, around: Around) -> Groups:
    asked = tree.get("questions", [])
    rows: Groups = [
        (one.get("ask", one["id"]), tuple(_question(place, one, tree, around)))
        for place, one in enumerate(asked, 1)
    ]
    return [*rows, ("添一问", (
        text_line("new_question.ask", "问什么", ""), choice("new_question.type", "怎样回答", "bool", TYPES),
    ))]  # fmt: skip


def _question(place: int, one: Tree, tree: Tree, around: Around) -> Iterator[Widget]:
    name, ask, kind = f"questions.{one['id']}", one.get("ask", ""), one.get("type", "bool")
    yield text_line(f"{name}.ask", f"第 {place} 问", ask, required=True)
    yield text_line(f"{name}.hint", f"提示（{place}）", one.get("hint"))
    yield choice(
        f"{name}.type", f"怎样回答（{place}）", kind, TYPES | ({} if kind in TYPES else {kind: kind})
    )
    if kind in ("choice", "choices"):
        labels = "\n".join((one.get("options") or {}).values())
        yield text_line(
            f"{name}.options", f"有哪些可选（{place}）", labels, kind="long_text", hint="一行一个"
        )
    if kind in ("int", "decimal"):
        yield text_line(f"{name}.unit", f"单位（{place}）", one.get("unit"))
        yield text_line(f"{name}.minimum", f"最小（{place}）", one.get("minimum"), kind="decimal")
        yield text_line(f"{name}.maximum", f"最大（{place}）", one.get("maximum"), kind="decimal")
    yield _reference(f"{name}.reference", place, one, tree)
    yield select(
        f"{name}.fills", f"回答同时填进哪一栏（{place}）", one.get("fills", ""), _fillable(tree, around)
    )
    earlier = templates(tree.get("questions", [])[: place - 1], around.bounds)
    yield from condition_widgets(f"{name}.when", f"什么时候才问（{place}）", one.get("when", ""), earlier)
    yield text_line(f"{name}.place", f"排在第几（{place}）", str(place), kind="int")
    yield choice(f"{name}.keep", f"这一问留不留（{place}）", "keep", KEEP)


def _reference(name: str, place: int, one: Tree, tree: Tree) -> Widget:
    value, label = tree.get("reference_answers", {}).get(one["id"], ""), f"算账时按哪个回答（{place}）"
    kind, hint = one.get("type", "bool"), "目录上的份数、天数按通常的回答算"
    options = YES_NO if kind == "bool" else one.get("options") or {} if kind == "choice" else {}
    if options:
        return select(name, label, value, options, hint=hint)
    return text_line(name, label, value, hint=hint)


def _fillable(tree: Tree, around: Around) -> dict[str, str]:
    """Fields that the theme's items ask for, by the theme's own parties."""
    told: dict[str, str] = {}
    for member in tree.get("members", ()):
        item = around.items.get(member.get("item", ""))
        for line in item.fields if item else ():
            party = str(member.get("bind", {}).get(line.party, "")).partition(".")[0]
            label = tree.get("parties", {}).get(party, {}).get("label")
            if label:
                told[f"{party}.{line.element}"] = (
                    f"{label} · {around.elements.get(line.element, line.element)}"
                )
    return told


def _typical(tree: Tree, around: Around) -> tuple[Widget, ...]:
    return (select("typical", "典型人物", tree.get("typical", ""), around.personas),)


def _ending(tree: Tree, around: Around) -> tuple[Widget, ...]:
    return (
        Widget("ends_on", "最后一天", "date", tree.get("ends_on", ""), required=False, hint="不填就一直办"),
        text_line("ends_why", "为什么停办（申请人会看到）", tree.get("ends_why")),
        select("instead", "以后改办哪一件", tree.get("instead", ""), around.others),
    )


def _with_errors(section: Section, errors: Mapping[str, str]) -> Section:
    """The section with each error at its field; at its own head where no field is of that path."""
    for path, said in errors.items():
        if path == section.key or path.startswith(f"{section.key}.") or path in _names(section):
            section = _with_error(section, path, said)
    return section


def _names(section: Section) -> list[str]:
    return [widget.name for _, widgets in section.groups for widget in widgets]


def _with_error(section: Section, path: str, said: str) -> Section:
    name = next((one for one in _names(section) if one == path or one.startswith(f"{path}.")), "")
    if not name or (path == section.key and name != path):
        return replace(section, error=section.error + said)
    groups = tuple(
        (head, tuple(replace(w, error=w.error + said) if w.name == name else w for w in widgets))
        for head, widgets in section.groups
    )
    return replace(section, groups=groups)
