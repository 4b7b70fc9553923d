"""JSON Schemas of what authors write, for editors: one per kind, generated from the models."""

from collections.abc import Sequence
from typing import Any

from .kind import Adaptation, Kind
from .packfile import PackFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(kinds: Sequence[Kind[Any]]) -> dict[str, dict[str, Any]]:
    """``{name: schema}`` of every kind's file, and of ``pack.yaml`` under ``pack``."""
    return {"pack": _titled("pack.yaml", PackFile.model_json_schema(by_alias=True))} | {
        kind.name: _of_kind(kind) for kind in kinds
    }


def _of_kind(kind: Kind[Any]) -> dict[str, Any]:
    """The schema of a file: of one definition, or of a mapping id → definition."""
    schema = kind.model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})
    _without_place(schema, kind)
    if kind.adapt is not None:
        schema = _or_adapt(schema, kind.adapt, parts)
    if kind.many:
        body = {"anyOf": [schema, {"type": "string"}]} if kind.value_field else schema
        schema = {"type": "object", "additionalProperties": body}
    schema |= {"$defs": parts} if parts else {}
    return _titled("、".join(kind.places), schema, kind.called)


def _without_place(schema: dict[str, Any], kind: Kind[Any]) -> None:
    """Fields that the file's place gives are not written."""
    placed = {"id", kind.stem_field if kind.many else "", kind.folder_field} - {""}
    for name in placed & schema.get("properties", {}).keys():
        del schema["properties"][name]
    required = [name for name in schema.get("required", []) if name not in placed]
    schema.pop("required", None)
    schema |= {"required": required} if required else {}


def _or_adapt(
    schema: dict[str, Any], adaptation: Adaptation[Any, Any], parts: dict[str, Any]
) -> dict[str, Any]:
    changes = adaptation.model.model_json_schema(by_alias=True)
    parts |= changes.pop("$defs", {})
    adapt = {
        "type": "object",
        "properties": {"adapt": changes},
        "required": ["adapt"],
        "additionalProperties": False,
    }
    return {"anyOf": [schema, adapt]}


def _titled(where: str, schema: dict[str, Any], word: str = "包") -> dict[str, Any]:
    return {"$schema": _DIALECT, **schema, "title": f"{word}：{where}"}
