"""Acts as forms: their fields as widgets, and what was sent back as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseAct
from yiwang.engines.cases.pure import line_counted
from yiwang.faces.elements.public import Widget, options_of, posted_value

REMARKS = 5
"""Lines a form of remarks or of parts offers; an empty line is none."""

LINES = {"remarks": ("about", "what", "mend"), "parts": ("title", "unit", "text", "limit")}
"""What a line of such a form asks, by type."""

NAMING_UNITS = ("unit", "units", "parts")
_JOINED = {"list": "\n", "units": ","}


@dataclass(frozen=True)
class ActForm:
    """An act as the case page shows it."""

    id: str
    label: str
    url: str
    widgets: tuple[Widget, ...]
    allowed: bool
    why: str
    primary: bool
    danger: bool
    source: str
    open: bool = False
    templates: tuple[tuple[str, str], ...] = ()


def act_forms(
    acts: list[CaseAct],
    url_of: Callable[[str], str],
    tried: str = "",
    sent: Mapping[str, Any] | None = None,
    wrong: Mapping[str, str] | None = None,
    units: Callable[[Any], Mapping[str, str]] = lambda held: {},
) -> list[ActForm]:
    """The forms of a case's acts.

    Args:
        acts: what the actor may do.
        url_of: address to which the form of an act is sent, from the act's id.
        tried: the act just tried; it stays open.
        sent: what was sent for it.
        wrong: what is wrong with it, by field.
        units: the units that a field may name, with their names.
    """
    return [
        _form(url_of, act, sent or {}, wrong or {}, units)
        if act.id == tried
        else _form(url_of, act, {}, {}, units, is_open=False)
        for act in acts
    ]


def _form(
    url_of: Callable[[str], str],
    act: CaseAct,
    sent: Mapping[str, Any],
    wrong: Mapping[str, str],
    units: Callable[[Any], Mapping[str, str]],
    is_open: bool = True,
) -> ActForm:
    widgets = tuple(
        _widget(act.id, held, sent.get(held.key), wrong.get(held.key, ""), units) for held in act.data
    )
    return ActForm(
        act.id,
        act.label,
        url_of(act.id),
        widgets,
        act.available,
        act.why_not,
        act.tone == "primary",
        act.tone == "danger",
        act.source,
        is_open,
        tuple((f"{act.id}.{held.key}.{name}", name) for held in act.data for name in held.templates),
    )


def templated(acts: list[CaseAct], named: str, words: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The act a template is for, and what its form begins with; nothing if there is no such template.

    Args:
        acts: what the actor may do.
        named: ``act.field.name`` of the template.
        words: what stands for ``{number}`` and ``{title}``.
    """
    act_id, _, rest = named.partition(".")
    key, _, name = rest.partition(".")
    fields = (held for act in acts if act.id == act_id and act.available for held in act.data)
    text = next((held.templates.get(name, "") for held in fields if held.key == key), "")
    for word, said in words.items():
        text = text.replace("{" + word + "}", said)
    return (act_id, {key: text}) if text else ("", {})


def _widget(act: str, held: Any, sent: Any, error: str, units: Callable[[Any], Mapping[str, str]]) -> Widget:
    value = (
        _JOINED[held.type].join(sent) if isinstance(sent, list) and held.type in _JOINED else str(sent or "")
    )
    hint = _("一行一条") if held.type == "list" else ""
    lines = _filled(sent) if held.type in LINES else ()
    options = units(held) if held.type in NAMING_UNITS else held.options
    return Widget(
        f"{act}.{held.key}",
        held.label,
        held.type,
        value,
        options=options_of(options, value),
        required=held.required,
        hint=held.help or hint,
        error=error,
        lines=lines,
        limited=held.limited,
    )


def _filled(sent: Any) -> tuple[dict[str, str], ...]:
    """The lines of a form as they were sent, and empty ones up to as many as there may be."""
    said = [{key: str(value) for key, value in line.items()} for line in sent or ()]
    return (*said, *({} for _more in range(REMARKS - len(said))))


def sent_data(act: CaseAct, posted: QueryDict) -> dict[str, Any]:
    """What a form sent for an act, as its fields take it; empty fields are left out."""
    read = {held.key: _sent(held, f"{act.id}.{held.key}", posted) for held in act.data}
    return {key: value for key, value in read.items() if value not in (None, "", [])}


def _sent(held: Any, name: str, posted: QueryDict) -> Any:
    if held.type in LINES:
        return [_counted(line) for line in _lines(name, posted, LINES[held.type])]
    text = posted_value(posted, name, held.type)
    if held.type == "list":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if held.type == "units":
        return list(dict.fromkeys(unit for unit in text.split(",") if unit))
    if held.type == "bool":
        return {"true": True, "false": False}.get(text)
    if held.type == "int":
        return int(text) if text.isdecimal() else text
    return text


def _counted(line: Mapping[str, str]) -> dict[str, Any]:
    """A line with its limit as a number; where none was written it has none."""
    return line_counted({key: value for key, value in line.items() if key != "limit" or value})


def _lines(name: str, posted: QueryDict, keys: tuple[str, ...]) -> list[dict[str, str]]:
    lines = [
        {key: posted.get(f"{name}.{at}.{key}", "").strip() for key in keys} for at in range(1, REMARKS + 1)
    ]
    return [line for line in lines if any(line.values())]
