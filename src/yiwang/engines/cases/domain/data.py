"""The data of acts: what the person who acts must say, and the sections of a case's own data.

Sections of ``Case.data``:
    form             what the opener gave: the case's slice of the submission
    terms            limits, citations of law and flags of the subject (``domain.seeds.Terms``)
    intake, gather   how far the one-time notice has got (``domain.intake``)
    kept             what acts declared to keep
    counts           how often each act was done
    done             who (account) did the acts that somebody else's act must not follow by the same hand
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yiwang.kernel.counting import whole_number

from .machine import Act, Field


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _is_remarks(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_remark(item) for item in value)


def _is_remark(item: Any) -> bool:
    return isinstance(item, Mapping) and bool(str(item.get("what", "")).strip())


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_part(item) for item in value)


def _is_part(item: Any) -> bool:
    said = item if isinstance(item, Mapping) else {}
    named = all(isinstance(said.get(key), str) and said[key].strip() for key in ("title", "unit"))
    return named and (said.get("limit") in (None, "") or _is_count(said["limit"]))


def line_counted(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line as forms and packs write it, its limit as a number; what says none stays, to be refused by name."""
    limit = whole_number(str(line.get("limit", "")))
    return {**line, "limit": limit} if limit else dict(line)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, "请填文字。"),
    "long_text": (_is_text, "请填文字。"),
    "bool": (lambda value: isinstance(value, bool), "请选“是”或“否”。"),
    "int": (lambda value: isinstance(value, int) and not isinstance(value, bool), "请填整数。"),
    "date": (_is_date, "请填日期，例如 2026-03-01。"),
    "choice": (_is_text, "请从列出的选项中选一项。"),
    "list": (_is_texts, "请逐条填写，每条一句。"),
    "remarks": (_is_remarks, "请逐条写明哪份材料或哪一栏、缺什么、怎样补。"),
    "unit": (_is_text, "请选一个单位。"),
    "units": (_is_texts, "请选一个或几个单位。"),
    "case": (_is_text, "请填办件编号。"),
    "parts": (_is_parts, "请逐项写明诉求和牵头单位；时限填整数，或者不填。"),
    "record": (lambda value: isinstance(value, Mapping), "请填一组内容。"),
}
"""How each type of field is checked, and what to say when it does not fit."""


def data_problems(act: Act, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the data of an act, by field key; empty if nothing is."""
    known = {held.key for held in act.data}
    problems = {key: "这个动作不收这一栏，请去掉。" for key in data if key not in known}
    for held in act.data:
        problem = _problem(held, data.get(held.key))
        if problem:
            problems[held.key] = problem
    return problems


def _problem(held: Field, value: Any) -> str:
    if value in (None, "", []):
        return f"请填“{held.label}”。" if held.required else ""
    check, sentence = CHECKS[held.type]
    if not check(value):
        return sentence
    if held.type == "choice" and value not in held.options:
        return CHECKS["choice"][1]
    return ""


Named = Callable[[str], str]
"""What people call a unit, by its id."""


def said(act: Act, template: str, data: Mapping[str, Any], named: Named = str) -> str:
    """A public sentence with ``{field}`` replaced by what was said; unsaid fields leave nothing behind."""
    text = template
    for held in act.data:
        text = text.replace("{" + held.key + "}", _in_words(held, data.get(held.key), named))
    return text


def said_in_words(act: Act, data: Mapping[str, Any], named: Named = str) -> str:
    """All that was said with an act, in the order of its fields, for those at work on the case."""
    words = (_at_work(held, data.get(held.key), named) for held in act.data)
    return "；".join(word for word in words if word)


def _at_work(held: Field, value: Any, named: Named) -> str:
    if held.type == "record" and isinstance(value, Mapping):
        return "、".join(map(str, value))
    if held.type == "parts" and isinstance(value, list):
        return "；".join(_part_at_work(line, named) for line in value)
    return _in_words(held, value, named)


def _part_at_work(line: Mapping[str, Any], named: Named) -> str:
    limit = f"，时限定为 {line['limit']}" if line.get("limit") else ""
    return f"{line.get('title', '')}（{named(str(line.get('unit', '')))}{limit}）"


def _in_words(held: Field, value: Any, named: Named) -> str:
    if value in (None, "", []) or held.type == "record":
        return ""
    if held.type == "remarks":
        return "；".join(remark_in_words(item) for item in value)
    if held.type == "parts":
        return "；".join(str(line["title"]) for line in value)
    if held.type in ("unit", "units"):
        return "、".join(named(unit) for unit in ([value] if isinstance(value, str) else value))
    if held.type == "list":
        return "；".join(value)
    if held.type == "bool":
        return "是" if value else "否"
    return str(held.options.get(value, value))


def remark_in_words(remark: Mapping[str, Any]) -> str:
    """One remark as people read it: what it is about, what is missing, how to mend it."""
    about, what, mend = (str(remark.get(key, "")).strip() for key in ("about", "what", "mend"))
    return (f"{about}：" if about else "") + what + (f"（{mend}）" if mend else "")
