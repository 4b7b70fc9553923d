"""A unit's own slice of a submission, as its case page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yiwang.engines.applications.public import HandedField, later_files, slice_fields


@dataclass(frozen=True)
class SlicePage:
    """The slice: fields by party, and materials with how each is met."""

    groups: tuple[dict[str, Any], ...]
    materials: tuple[dict[str, Any], ...]


def slice_page(data: Mapping[str, Any]) -> SlicePage | None:
    """The slice of a case, with what was supplied later; None for a case without one (the root of a theme)."""
    form = data.get("form") or {}
    fields = slice_fields(form)
    if not fields and not form.get("materials"):
        return None
    places = list(dict.fromkeys((field.party, field.row) for field in fields))
    groups = tuple(_group(fields, party, row) for party, row in places)
    handed = [_material(held) for held in form.get("materials", [])]
    return SlicePage(groups, (*handed, *(_supplied(*one) for one in later_files(data).items())))


def _group(fields: list[HandedField], party: str, row: int | None) -> dict[str, Any]:
    rows = [field for field in fields if (field.party, field.row) == (party, row)]
    label = rows[0].party_label or party
    return {"label": label if row is None else f"{label}（{row}）", "rows": rows}


def _material(held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": held["label"],
        "how": _how(held),
        "file_id": held.get("file"),
        "party_label": held.get("party_label", ""),
    }


def _supplied(file: str, label: str) -> dict[str, Any]:
    return {"label": label, "how": _("补正时交来"), "file_id": file, "party_label": _("申请人")}


def _how(held: Mapping[str, Any]) -> str:
    words = {
        "held": _("电子证照或共享数据，免交"),
        "produced": _("由同一件事的前一个结果产生"),
        "generated": _("由系统生成"),
        "file": _("申请人上传"),
        "commitment": _("告知承诺"),
        "tolerance": _("容缺后补"),
    }
    return words.get(held["met"], _("没有交"))
