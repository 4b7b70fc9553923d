"""One record per item and deciding body, its elements named as the national exchange tables name them."""

from collections.abc import Iterator
from typing import Any

from yiwang.engines.catalog.definitions import ITEM, MATERIAL, Item, MaterialLine
from yiwang.foundations.organisations.pure import Body
from yiwang.loader import World

from ..places import places
from .codes import EXEMPT_WORDS, HANDLING, NECESSARY, OPTIONAL, SOURCES, channels_of, limit_of

Record = dict[str, Any]
"""Element name → text, list of texts, or list of records; what is not known is left out."""

LINES = {
    "by_law": ("law", "article", "version", "url"),
    "fee": ("name", "standard", "basis", "waiver"),
    "material": (
        "material_name", "is_need", "source_type", "issued_by", "original", "copies", "exempt_method", "handle_case",
    ),
}  # fmt: skip
"""Elements that are tables of their own, with their columns."""


def body_of(world: World, code_or_name: str) -> Body | None:
    """The body with this id, credit code, or name; None if the packs know none."""
    wanted = code_or_name.strip()
    bodies = places(world).tree.bodies.values()
    return next((b for b in bodies if wanted and wanted in (b.id, b.uscc, b.name, b.short)), None)


def item_records(world: World, body: str = "") -> Iterator[Record]:
    """The items of a world as records.

    Args:
        world: packs laid over one another.
        body: id of a body: only what it decides, with what it lays over; empty for every item once, without a body.
    """
    held = places(world).tree.bodies.get(body)
    for name, item in sorted(world.all(ITEM).items()):
        if held is None:
            yield record_of(world, name, item)
        elif item.decide.body == held.function:
            yield {**record_of(world, name, item), **_of_body(world, held, name)}


def record_of(world: World, name: str, item: Item) -> Record:
    """One item, as far as it is the same for every body."""
    statutory, promised = limit_of(item.statutory), limit_of(item.promised)
    record = {
        "row_guid": name,
        "task_name": item.title,
        **item.codes.model_dump(),
        "task_type": item.power_type,
        "use_level": item.use_level,
        "server_type": sorted(item.service_objects),
        "project_type": HANDLING[item.handling_class],
        "anticipate_day": statutory[0],
        "anticipate_type": statutory[1],
        "promise_day": promised[0],
        "promise_type": promised[1],
        "accept_condition": [condition.text for condition in item.conditions],
        "handle_type": channels_of(item),
        "limit_scene_num": str(item.onsite_visits),
        "limit_scene_explain": item.onsite_reason,
        "result_name": item.result.name if item.result else "",
        "is_fee": "1" if item.fees else "0",
        **_tables(world, item),
    }
    record["task_handle_item"] = record.pop("handle_item")
    return {key: value for key, value in record.items() if value not in ("", [])}


def _tables(world: World, item: Item) -> Record:
    laws = item.legal_basis
    return {
        "by_law": [
            {"law": b.law, "article": b.article, "version": b.text_version, "url": b.url} for b in laws
        ],
        "fee": [
            {
                "name": f.name,
                "standard": f.standard,
                "basis": f"{f.basis.law}{f.basis.article}",
                "waiver": f.waiver,
            }
            for f in item.fees
        ],
        "material": [_material(world, line) for line in item.materials],
    }


def _material(world: World, line: MaterialLine) -> Record:
    material = world.get(MATERIAL, line.material)
    return {
        "material_name": material.label,
        "is_need": OPTIONAL if line.when or not line.required else NECESSARY,
        "source_type": SOURCES[material.source_channel],
        "issued_by": material.issued_by,
        "original": str(line.originals),
        "copies": str(line.copies),
        "exempt_method": EXEMPT_WORDS[line.exempt],
        "handle_case": line.why,
    }


def _of_body(world: World, body: Body, item: str) -> Record:
    """Whose item it is, and what this body says of it itself."""
    terms = places(world).terms(body, item)
    promised = limit_of(terms.limit)
    said = {
        "dept_code": body.uscc,
        "dept_name": body.name,
        "promise_day": promised[0],
        "promise_type": promised[1],
        "transact_addr": terms.address,
        "window": terms.window,
        "transact_time": terms.hours,
        "link_way": terms.phone,
    }
    return {key: value for key, value in said.items() if value}
