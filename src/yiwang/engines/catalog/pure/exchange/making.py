"""A new item from a foreign record: what a guide needs; forms, parties and themes are people's work afterwards."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from yiwang.engines.catalog.definitions import MATERIAL, HandlingClass
from yiwang.loader import World

from .codes import EXEMPT_WORDS, HANDLING_BACK, OPTIONAL, SOURCES_BACK, limit_words
from .records import Record, body_of

LEVELS = {"2": "province", "3": "prefecture", "4": "county", "5": "town"}
"""行使层级 (A.2) → level of the deciding body."""
_EXEMPT_BACK = {word: key for key, word in EXEMPT_WORDS.items()}
_PERSON = "1"


def new_item(world: World, record: Record, source: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """Id, definition and new material types of an item; None if the record says too little to make one.

    A record must have a name, a code or mark, the type and level of the power, a legal basis, a promise (and a
    statutory limit, unless it is done at once), and a deciding body that the packs know.
    """
    name = id_of(record.get("task_handle_item") or record.get("task_code") or record.get("row_guid") or "")
    body = body_of(world, record.get("dept_code", "")) or body_of(world, record.get("dept_name", ""))
    limits = _limits(record, source)
    if not (name and body and limits and record.get("by_law") and record.get("task_type") in _TYPES):
        return None
    materials, lines = _materials(world, record)
    item = {
        "title": record["task_name"],
        "codes": _codes(record),
        "power_type": record["task_type"],
        "use_level": record.get("use_level", "4"),
        **_who(record),
        "legal_basis": [_law(law) for law in record["by_law"]],
        **limits,
        "conditions": [{"text": text} for text in record.get("accept_condition", ())],
        "materials": lines,
        "onsite_visits": record.get("limit_scene_num", "0"),
        "onsite_reason": record.get("limit_scene_explain", ""),
        **_where(record, body.function),
        "notes": f"由{source}导入，表单、当事人与主题尚待补写。",
        "status": "compiled",
    }
    return name, {key: value for key, value in item.items() if value not in ("", [], {})}, materials


def _who(record: Record) -> dict[str, Any]:
    """For whom it is, and the one party that a table knows."""
    kind = "person" if _PERSON in (record.get("server_type") or [_PERSON]) else "organisation"
    number = "citizen_id" if kind == "person" else "uscc"
    return {
        "service_objects": record.get("server_type") or [_PERSON],
        "parties": {"applicant": {"label": "申请人", "kind": kind}},
        "fields": ["applicant.name", f"applicant.{number}", "applicant.phone"],
    }


def _where(record: Record, function: str) -> dict[str, Any]:
    """How it runs: over the counter and online, decided at the level the table names."""
    level = LEVELS.get(record.get("use_level", ""), "county")
    return {
        "handling_class": _handling(record).value,
        "receive": [{"place": "online"}, {"place": "hall"}],
        "decide": {"body": function, "level": level},
        "handout": [{"place": "online"}, {"place": "hall"}],
        "jurisdiction": {"level": level},
        "case_type": "service_item",
    }


_TYPES = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20")


def _codes(record: Record) -> dict[str, str]:
    held = {"catalog_code": "catalog_code", "task_code": "task_code", "handle_item": "task_handle_item"}
    return {ours: record[theirs] for ours, theirs in held.items() if record.get(theirs)}


def _law(law: Mapping[str, str]) -> dict[str, str]:
    version = law.get("version") or "未核对"
    kept = {"law": law.get("law", ""), "article": law.get("article", ""), "text_version": version}
    return {key: value for key, value in kept.items() if value}


def _limits(record: Record, source: str) -> dict[str, Any]:
    """Both limits; nothing where one is missing that the item must have."""
    held = {
        ours: limit_words(str(record.get(f"{theirs}_day", "")), record.get(f"{theirs}_type", ""))
        for ours, theirs in (("statutory", "anticipate"), ("promised", "promise"))
    }
    if not held["promised"] or not (held["statutory"] or _handling(record) is HandlingClass.INSTANT):
        return {}
    return {
        name: {"limit": words, "source": source, "status": "compiled"}
        for name, words in held.items()
        if words
    }


def _handling(record: Record) -> HandlingClass:
    return HANDLING_BACK.get(record.get("project_type", ""), HandlingClass.COMMITTED)


def _materials(world: World, record: Record) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """New material types by id, and the item's lines; a type with the same name is used, not made again."""
    known = {material.label: name for name, material in world.all(MATERIAL).items()}
    made: dict[str, Any] = {}
    lines = []
    for line in record.get("material", ()):
        label = line.get("material_name", "").strip()
        if label:
            name = known.get(label) or f"m_{hashlib.sha256(label.encode()).hexdigest()[:10]}"
            if label not in known:
                made[name] = _material(label, line)
            lines.append(_line(name, line))
    return made, lines


def _material(label: str, line: Mapping[str, str]) -> dict[str, str]:
    held = {
        "label": label,
        "source_channel": SOURCES_BACK.get(line.get("source_type", ""), "self"),
        "issued_by": line.get("issued_by", ""),
    }
    return {key: value for key, value in held.items() if value}


def _line(name: str, line: Mapping[str, str]) -> dict[str, str]:
    held = {
        "party": "applicant",
        "material": name,
        "required": "false" if line.get("is_need") == OPTIONAL else "true",
        "exempt": _EXEMPT_BACK.get(line.get("exempt_method", ""), "none"),
        "originals": line.get("original", ""),
        "copies": line.get("copies", ""),
        "why": line.get("handle_case", ""),
    }
    return {key: value for key, value in held.items() if value}


def id_of(words: str) -> str:
    """An id that a code or a mark gives: small letters, digits and underscores, a letter first."""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    return plain if plain[:1].isalpha() else f"i_{plain}" if plain else ""
