"""The form of an item: from how it is written to fields on a page, and from what was sent back to how it is written.

Only what was sent under a known name changes; expressions, parties and codes are not for this form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from yiwang.faces.elements.public import Widget, options_of

from .words import CHANNELS, EXEMPTIONS, LIMIT_LABELS, NEEDS, STATUSES
from .written import Tree, line_mapping, plain

LENGTH = 1000
ROOM = 2
"""How many empty lines stand at the end of a list, to be filled in."""


class Sent(Protocol):
    """What Django's ``request.POST`` offers."""

    def get(self, key: str, default: Any = ...) -> Any: ...  # noqa: D102

    def getlist(self, key: str) -> list[str]: ...  # noqa: D102

    def __contains__(self, key: object) -> bool: ...


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
        ("faq", "常见问题", "问得最多的写在前面；要删去的把问题清空。不写某个人的电话。", _faq(tree)),
    )
    return [
        Section(key, title, hint, tuple((head, tuple(row)) for head, row in groups), errors.get(key, ""))
        for key, title, hint, groups in made
    ]


def _line(
    name: str, label: str, value: Any, *, kind: str = "text", required: bool = False, **more: Any
) -> Widget:
    return Widget(name, label, kind, str(value or ""), required=required, max_length=LENGTH, **more)


def _choice(name: str, label: str, value: str, options: Mapping[str, str]) -> Widget:
    return Widget(name, label, "choice", value, options_of(options, value))


Groups = list[tuple[str, tuple[Widget, ...]]]


def _about(tree: Tree) -> Groups:
    return [("", (
        _line("title", "事项名称", tree.get("title"), required=True),
        _line("short", "简称", tree.get("short")),
        _line("notes", "办事说明", tree.get("notes"), kind="long_text"),
    ))]  # fmt: skip


def _limit(tree: Tree, key: str) -> tuple[Widget, ...]:
    held = tree.get(key) or {}
    lines = [
        _line(f"{key}.{name}", label, held.get(name), example="3个工作日" if name == "limit" else "")
        for name, label in LIMIT_LABELS.items()
    ]
    return (*lines, _choice(f"{key}.status", "依据核对情况", held.get("status", "assumed"), STATUSES))


def _conditions(tree: Tree) -> Groups:
    held = [*tree.get("conditions", ()), *({} for _ in range(ROOM))]
    return [
        (f"第 {place} 条" + ("（系统会自动核对）" if line.get("check") else ""), (
            _line(f"conditions.{place}.text", f"第 {place} 条条件", line.get("text")),
            _line(f"conditions.{place}.refusal", f"第 {place} 条不符合时怎样告知", line.get("refusal")),
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
            _choice(f"materials.{place}.need", f"{called}：要不要交", need, NEEDS),
            _choice(f"materials.{place}.exempt", f"{called}：能否后补", line.get("exempt", "none"), EXEMPTIONS),
            _line(f"materials.{place}.why", f"{called}：为什么要", line.get("why")),
        )))  # fmt: skip
    added = Widget(
        "added.material", "添一种材料", "division", "", options_of(names.materials, ""), required=False
    )
    whose = Widget("added.party", "谁的材料", "division", "", options_of(parties, ""), required=False)
    return [*rows, ("添一种", (added, whose, _line("added.why", "为什么要它", "")))]


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
            *(_line(f"fees.{place}.{name}", f"{label}（{place}）", fee.get(name))
              for name, label in FEE_LABELS.items()),
            *(_line(f"fees.{place}.basis.{name}", f"{label}（{place}）", (fee.get("basis") or {}).get(name))
              for name, label in BASIS_LABELS.items()),
        ))
        for place, fee in enumerate(held, 1)
    ]  # fmt: skip


def _places(tree: Tree, key: str, label: str) -> Widget:
    value = ",".join(place["place"] for place in tree.get(key, ()))
    return Widget(key, label, "choices", value, options_of(CHANNELS, value), required=False)


def _visits(tree: Tree) -> Groups:
    return [("", (
        _line("onsite_visits", "要到现场几次", tree.get("onsite_visits", "0"), kind="int"),
        _line("onsite_reason", "为什么要到现场", tree.get("onsite_reason")),
    ))]  # fmt: skip


FAQ_LABELS = {"ask": "问题", "answer": "回答", "source": "依据或来源"}


def _faq(tree: Tree) -> Groups:
    held = [*tree.get("faq", ()), *({} for _ in range(ROOM))]
    return [
        (f"第 {place} 个问题", (
            *(_line(f"faq.{place}.{name}", f"{label}（{place}）", one.get(name),
                    kind="long_text" if name == "answer" else "text")
              for name, label in FAQ_LABELS.items()),
            _choice(f"faq.{place}.status", f"核对情况（{place}）", one.get("status", "assumed"), STATUSES),
        ))
        for place, one in enumerate(held, 1)
    ]  # fmt: skip


def item_wanted(tree: Tree, sent: Sent) -> Tree:
    """How the item is written after what was sent; what was not sent stays."""
    new: Tree = plain(tree)
    for key in ("title", "short", "notes", "onsite_visits", "onsite_reason"):
        _put(new, key, _value(sent, key, new.get(key, "")))
    if new.get("onsite_visits") == "0" and "onsite_visits" not in tree:
        del new["onsite_visits"]
    for key in ("promised", "statutory"):
        _put(new, key, _limit_sent(new.get(key) or {}, key, sent))
    _put(new, "conditions", [*_conditions_sent(new.get("conditions", []), sent)])
    _put(new, "materials", [*_materials_sent(new.get("materials", []), sent)])
    _put(new, "fees", [*_fees_sent(new.get("fees", []), sent)])
    for key in ("receive", "handout"):
        _put(new, key, _places_sent(new.get(key, []), key, sent))
    _put(new, "faq", [*_faq_sent(new.get("faq", []), sent)])
    return new


def _put(tree: Tree, key: str, value: Any) -> None:
    """Write a value, or leave the field out where there is nothing to write."""
    if value:
        tree[key] = value
    else:
        tree.pop(key, None)


def _value(sent: Sent, name: str, before: str) -> str:
    if name not in sent:
        return before
    return str(sent.get(name)).replace("\r\n", "\n").replace("\r", "\n").strip()[:LENGTH]


def _limit_sent(held: Tree, key: str, sent: Sent) -> Tree:
    new = dict(held)
    for name in (*LIMIT_LABELS, "status"):
        _put(new, name, _value(sent, f"{key}.{name}", new.get(name, "")))
    return new if new.get("limit") or key == "promised" else {}


def _conditions_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    for place, line in enumerate([*held, *({} for _ in range(ROOM))], 1):
        new = dict(line)
        for name in ("text", "refusal"):
            _put(new, name, _value(sent, f"conditions.{place}.{name}", new.get(name, "")))
        if new.get("text"):
            yield new


def _materials_sent(held: list[Any], sent: Sent) -> Iterator[Any]:
    for place, written in enumerate(held, 1):
        line = line_mapping(written)
        new = _material_sent(line, f"materials.{place}", sent)
        if new is not None:
            yield written if new == line else new
    material, party = _value(sent, "added.material", ""), _value(sent, "added.party", "")
    if material and party:
        why = _value(sent, "added.why", "")
        yield {"party": party, "material": material, "why": why} if why else f"{party}.{material}"


def _material_sent(line: Tree, name: str, sent: Sent) -> Tree | None:
    """The line after what was sent; None where it is to go."""
    new, need = dict(line), _value(sent, f"{name}.need", "")
    if need == "drop":
        return None
    if need:
        _put(new, "required", "false" if need == "optional" else "")
    exempt = _value(sent, f"{name}.exempt", "")
    if exempt and exempt != line.get("exempt", "none"):
        new["exempt"] = exempt
    _put(new, "why", _value(sent, f"{name}.why", new.get("why", "")))
    return new


def _fees_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    for place, fee in enumerate([*held, {}], 1):
        new, basis = dict(fee), dict(fee.get("basis") or {})
        for name in BASIS_LABELS:
            _put(basis, name, _value(sent, f"fees.{place}.basis.{name}", basis.get(name, "")))
        for name in FEE_LABELS:
            _put(new, name, _value(sent, f"fees.{place}.{name}", new.get(name, "")))
        _put(new, "basis", basis)
        if new.get("name"):
            yield new


def _faq_sent(held: list[Any], sent: Sent) -> Iterator[Tree]:
    for place, one in enumerate([*held, *({} for _ in range(ROOM))], 1):
        new = dict(one)
        for name in (*FAQ_LABELS, "status"):
            _put(new, name, _value(sent, f"faq.{place}.{name}", new.get(name, "")))
        if new.get("ask"):
            yield new


def _places_sent(held: list[Any], key: str, sent: Sent) -> list[Any]:
    if f"{key}.sent" not in sent:
        return held
    chosen = [place for place in sent.getlist(key) if place in CHANNELS]
    kept = [place for place in held if place["place"] in chosen]
    known = {place["place"] for place in kept}
    return [*kept, *({"place": place} for place in chosen if place not in known)]
