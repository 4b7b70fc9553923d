"""The form of an item: from how it is written to fields on a page, and from what was sent back to how it is written.

Only what was sent under a known name changes; expressions, parties and codes are not for this form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.faces.elements.public import Widget, options_of

from .fields import ROOM, Groups, Sent, choice, faq_groups, faq_sent, put, put_sent, sent_value, text_line
from .words import CHANNELS, EXEMPTIONS, LIMIT_LABELS, NEEDS, STATUSES
from .written import Tree, line_mapping, plain


@dataclass(frozen=True)
class Section:
    """One part of the form: its key is the field of the definition that its errors belong to."""

    key: str
    title: str
    hint: str
    groups: tuple[tuple[str, tuple[Widget, ...]], ...]
    error: str = ""


@dataclass(frozen=True)
class Names:
    """What the form calls things: materials and parties by id."""

    materials: Mapping[str, str]
    parties: Mapping[str, str]


def item_sections(tree: Tree, names: Names, errors: Mapping[str, str]) -> list[Section]:
    """The whole form, with what is wrong beside its part."""
    made = (
        ("title", "名称与说明", "", _about(tree)),
        ("promised", "承诺时限", "向申请人承诺的时间，不得长于法定时限。", [("", _limit(tree, "promised"))]),
        ("statutory", "法定时限", "没有法定时限的，时限留空。", [("", _limit(tree, "statutory"))]),
        ("conditions", "受理条件", "用申请人看得懂的话，一行一条；要删去的清空。", _conditions(tree)),
        (
            "materials",
            "申请材料",
            "可以放宽、说明理由、删去，也可以从已有的材料里添一种。",
            _materials(tree, names),
        ),
        ("fees", "收费", "每项收费写明标准和依据；不收费就都留空。", _fees(tree)),
        ("receive", "在哪里收件", "", [("", (_places(tree, "receive", "可以收件的地方"),))]),
        ("handout", "在哪里取件", "", [("", (_places(tree, "handout", "可以取件的方式"),))]),
        ("onsite_visits", "到现场", "", _visits(tree)),
        ("faq", "常见问题", "问得最多的写在前面；要删去的把问题清空。不写某个人的电话。", faq_groups(tree)),
    )
    return [
        Section(key, title, hint, tuple((head, tuple(row)) for head, row in groups), errors.get(key, ""))
        for key, title, hint, groups in made
    ]


def _about(tree: Tree) -> Groups:
    return [("", (
        text_line("title", "事项名称", tree.get("title"), required=True),
        text_line("short", "简称", tree.get("short")),
        text_line("notes", "办事说明", tree.get("notes"), kind="long_text"),
    ))]  # fmt: skip


def _limit(tree: Tree, key: str) -> tuple[Widget, ...]:
    held = tree.get(key) or {}
    lines = [
        text_line(f"{key}.{name}", label, held.get(name), example="3个工作日" if name == "limit" else "")
        for name, label in LIMIT_LABELS.items()
    ]
    return (*lines, choice(f"{key}.status", "依据核对情况", held.get("status", "assumed"), STATUSES))


def _conditions(tree: Tree) -> Groups:
    held = [*tree.get("conditions", ()), *({} for _ in range(ROOM))]
    return [
        (f"第 {place} 条" + ("（系统会自动核对）" if line.get("check") else ""), (
            text_line(f"conditions.{place}.text", f"第 {place} 条条件", line.get("text")),
            text_line(f"conditions.{place}.refusal", f"第 {place} 条不符合时怎样告知", line.get("refusal")),
        ))
        for place, line in enumerate(held, 1)
    ]  # fmt: skip


def _materials(tree: Tree, names: Names) -> Groups:
    parties = {key: names.parties.get(key, key) for key in tree.get("parties", {})}
    rows: Groups = []
    for place, written in enumerate(tree.get("materials", ()), 1):
        line = line_mapping(written)
        called = names.materials.get(line["material"], line["material"])
        need = "optional" if line.get("required") == "false" else "required"
        rows.append((f"{called}（{parties.get(line['party'], line['party'])}）", (
            choice(f"materials.{place}.need", f"{called}：要不要交", need, NEEDS),
            choice(f"materials.{place}.exempt", f"{called}：能否后补", line.get("exempt", "none"), EXEMPTIONS),
            text_line(f"materials.{place}.why", f"{called}：为什么要", line.get("why")),
        )))  # fmt: skip
    added = Widget(
        "added.material", "添一种材料", "division", "", options_of(names.materials, ""), required=False
    )
    whose = Widget("added.party", "谁的材料", "division", "", options_of(parties, ""), required=False)
    return [*rows, ("添一种", (added, whose, text_line("added.why", "为什么要它", "")))]


FEE_LABELS = {
    "name": "收费名称",
    "standard": "收费标准",
    "amount": "在这里收的金额（如 80元）",
    "waiver": "减免",
}
BASIS_LABELS = {"law": "收费依据", "article": "条款", "text_version": "文本版本"}


def _fees(tree: Tree) -> Groups:
    held = [*tree.get("fees", ()), {}]
    return [
        (f"第 {place} 项收费", (
            *(text_line(f"fees.{place}.{name}", f"{label}（{place}）", fee.get(name))
              for name, label in FEE_LABELS.items()),
            *(text_line(f"fees.{place}.basis.{name}", f"{label}（{place}）", (fee.get("basis") or {}).get(name))
              for name, label in BASIS_LABELS.items()),
        ))
        for place, fee in enumerate(held, 1)
    ]  # fmt: skip


def _places(tree: Tree, key: str, label: str) -> Widget:
    value = ",".join(place["place"] for place in tree.get(key, ()))
    return Widget(key, label, "choices", value, options_of(CHANNELS, value), required=False)


def _visits(tree: Tree) -> Groups:
    return [("", (
        text_line("onsite_visits", "要到现场几次", tree.get("onsite_visits", "0"), kind="int"),
        text_line("onsite_reason", "为什么要到现场", tree.get("onsite_reason")),
    ))]  # fmt: skip


def item_wanted(tree: Tree, sent: Sent) -> Tree:
    """How the item is written after what was sent; what was not sent stays."""
    new: Tree = plain(tree)
    for key in ("title", "short", "notes", "onsite_visits", "onsite_reason"):
        put_sent(new, key, sent, key)
    if new.get("onsite_visits") == "0" and "onsite_visits" not in tree:
        del new["onsite_visits"]
    for key in ("promised", "statutory"):
        put(new, key, _limit_sent(new.get(key) or {}, key, sent))
    put(new, "conditions", [*_conditions_sent(new.get("conditions", []), sent)])
    put(new, "materials", [*_materials_sent(new.get("materials", []), sent)])
    put(new, "fees", [*_fees_sent(new.get("fees", []), sent)])
    for key in ("receive", "handout"):
        put(new, key, _places_sent(new.get(key, []), key, sent))
    put(new, "faq", [*faq_sent(new.get("faq", []), sent)])
    return new


def _limit_sent(held: Tree, key: str, sent: Sent) -> Tree:
    new = dict(held)
    for name in (*LIMIT_LABELS, "status"):
        put_sent(new, name, sent, f"{key}.{name}")
    return new if new.get("limit") or key == "promised" else {}


def _conditions_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    for place, line in enumerate([*held, *({} for _ in range(ROOM))], 1):
        new = dict(line)
        for name in ("text", "refusal"):
            put_sent(new, name, sent, f"conditions.{place}.{name}")
        if new.get("text"):
            yield new


def _materials_sent(held: list[Any], sent: Sent) -> Iterator[Any]:
    for place, written in enumerate(held, 1):
        line = line_mapping(written)
        new = _material_sent(line, f"materials.{place}", sent)
        if new is not None:
            yield written if new == line else new
    material, party = sent_value(sent, "added.material", ""), sent_value(sent, "added.party", "")
    if material and party:
        why = sent_value(sent, "added.why", "")
        yield {"party": party, "material": material, "why": why} if why else f"{party}.{material}"


def _material_sent(line: Tree, name: str, sent: Sent) -> Tree | None:
    """The line after what was sent; None where it is to go."""
    new, need = dict(line), sent_value(sent, f"{name}.need", "")
    if need == "drop":
        return None
    if need:
        put(new, "required", "false" if need == "optional" else "")
    exempt = sent_value(sent, f"{name}.exempt", "")
    if exempt and exempt != line.get("exempt", "none"):
        new["exempt"] = exempt
    put_sent(new, "why", sent, f"{name}.why")
    return new


def _fees_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    for place, fee in enumerate([*held, {}], 1):
        new, basis = dict(fee), dict(fee.get("basis") or {})
        for name in BASIS_LABELS:
            put_sent(basis, name, sent, f"fees.{place}.basis.{name}")
        for name in FEE_LABELS:
            put_sent(new, name, sent, f"fees.{place}.{name}")
        put(new, "basis", basis)
        if new.get("name"):
            yield new


def _places_sent(held: list[Any], key: str, sent: Sent) -> list[Any]:
    if f"{key}.sent" not in sent:
        return held
    chosen = [place for place in sent.getlist(key) if place in CHANNELS]
    kept = [place for place in held if place["place"] in chosen]
    known = {place["place"] for place in kept}
    return [*kept, *({"place": place} for place in chosen if place not in known)]
