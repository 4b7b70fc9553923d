"""What an applicant sees, as a structure that can be compared; and how a change of it is said."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from yiwang.engines.catalog.pure import Compiled

from .keys import key_text

Shown = Mapping[str, Any]

_STATES = {"asked": "要交", "held": "免交", "produced": "由本次办理产生", "generated": "由系统生成"}


def structure(compiled: Compiled) -> dict[str, Any]:
    """Everything shown that is not a value: items, questions, fields, materials, days, fees, conditions not met."""
    days = compiled.savings.days
    return {
        "title": compiled.ready.theme.title,
        "items": {m.key: m.item.title for m in compiled.members},
        "limits": {m.key: compiled.promised(m).limit for m in compiled.members},
        "decides": {key: decided.body for key, decided in compiled.decided.items()},
        "fees": {m.key: [f"{f.name}（{f.standard}）" for f in m.item.fees] for m in compiled.members
        if m.item.fees},
        "questions": {q.id: q.ask for q in compiled.questions},
        "fields": {_field_key(f): [f.element.label, f.required, f.state] for f in compiled.fields},
        "materials": {_material_key(m): [m.material.label, m.state, m.deferred] for m in compiled.materials},
        "signers": [key_text(party, row, "sign") for party, row in compiled.signers],
        "refusals": [r.ready.condition.refusal or r.ready.condition.text for r in compiled.refusals],
        "days": _plain(days.after),
    }  # fmt: skip


def digest(salt: str, content: Any) -> str:
    """SHA-256 of a salt and a canonical JSON. The salt keeps short secrets from being guessed from the hash."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def changes(before: Shown, after: Shown) -> list[str]:
    """What is different now, one Chinese sentence each; [] if nothing is, or nothing was shown before."""
    return [*_changes(before, after)] if before else []


def _changes(before: Shown, after: Shown) -> Iterator[str]:
    yield from _listed(before["items"], after["items"], "增加办理“{}”。", "不再办理“{}”。")
    yield from _listed(before["questions"], after["questions"], "增加一个问题：{}", "不再问：{}")
    yield from _fields(before["fields"], after["fields"])
    yield from _materials(before["materials"], after["materials"])
    yield from _limits(before, after)
    yield from _deciding(before, after)
    if before["days"] != after["days"]:
        yield f"预计用时由 {before['days']} 个工作日变为 {after['days']} 个工作日。"
    yield from (f"现在不符合条件：{text}" for text in after["refusals"] if text not in before["refusals"])
    yield from (f"已符合条件：{text}" for text in before["refusals"] if text not in after["refusals"])
    if before["signers"] != after["signers"]:
        yield "需要签名的人有变化。"


def _listed(before: Shown, after: Shown, came: str, went: str) -> Iterator[str]:
    yield from (came.format(word) for key, word in after.items() if key not in before)
    yield from (went.format(word) for key, word in before.items() if key not in after)


def _fields(before: Shown, after: Shown) -> Iterator[str]:
    asked = {key: held for key, held in after.items() if held[2] == "asked"}
    came = [held[0] for key, held in asked.items() if before.get(key, [0, 0, ""])[2] != "asked"]
    went = [held[0] for key, held in before.items() if held[2] == "asked" and key not in asked]
    if came:
        yield f"增加要填的：{'、'.join(dict.fromkeys(came))}。"
    if went:
        yield f"不用再填的：{'、'.join(dict.fromkeys(went))}。"
    for key, held in after.items():
        if key in before and held[2] == before[key][2] == "asked" and held[1] != before[key][1]:
            yield f"“{held[0]}”改为{'必填' if held[1] else '选填'}。"


def _materials(before: Shown, after: Shown) -> Iterator[str]:
    for key, held in after.items():
        if key not in before:
            yield f"增加材料“{held[0]}”（{_STATES[held[1]]}）。"
        elif before[key][1:] != held[1:]:
            yield f"材料“{held[0]}”改为{_STATES[held[1]]}{'，可以先承诺' if held[2] else ''}。"
    yield from (f"不再要交“{held[0]}”。" for key, held in before.items() if key not in after)


def _limits(before: Shown, after: Shown) -> Iterator[str]:
    for name, word in (("limits", "承诺时限"), ("fees", "收费")):
        for key, held in after[name].items():
            if key in before["items"] and before[name].get(key) != held:
                words = held if isinstance(held, str) else "、".join(held)
                yield f"“{after['items'][key]}”的{word}改为 {words}。"


def _deciding(before: Shown, after: Shown) -> Iterator[str]:
    for key, body in after["decides"].items():
        if before.get("decides", {}).get(key, body) != body:
            yield f"“{after['items'][key]}”改由{body}决定。"


def _field_key(field: Any) -> str:
    return key_text(field.party, field.row, field.element.id)


def _material_key(material: Any) -> str:
    return key_text(material.party, material.row, material.material.id)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
