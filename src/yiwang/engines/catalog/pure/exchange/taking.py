"""Differences that may be taken over, as changes of files of one pack. Nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from yiwang.engines.catalog.definitions import ITEM
from yiwang.loader import World
from yiwang.loader.editing import rewritten
from yiwang.loader.parse import parse
from yiwang.loader.table_editing import table_rewritten

from .comparing import Difference, Goes
from .making import new_item

COLUMNS = ("item", "limit", "address", "window", "hours", "phone", "source", "status")
CELLS = {
    "promise_day": "limit",
    "transact_addr": "address",
    "window": "window",
    "transact_time": "hours",
    "link_way": "phone",
}
"""Element → column of an overlay."""
STATUS = "compiled"
"""What comes from a table is compiled: somebody still has to confirm it."""
ADAPTABLE = {
    "promise_day": "promised",
    "limit_scene_num": "onsite_visits",
    "limit_scene_explain": "onsite_reason",
}
"""Element → field that an extending pack may adapt in an item of the pack below."""


@dataclass(frozen=True)
class FileChange:
    """A file of the pack as it would be.

    Attributes:
        path: within the pack.
        said: the differences it takes over.
    """

    path: str
    text: str
    said: tuple[Difference, ...]


def item_changes(
    world: World, folder: Path, found: Sequence[Difference], source: str
) -> tuple[list[FileChange], list[Difference]]:
    """Changes of the pack's files, and what stays to be done by people.

    Args:
        world: the pack with those below it.
        folder: the pack's folder; only files below it are changed.
        found: differences, as ``item_differences`` gives them.
        source: where the records come from, written as the source of what is taken over.
    """
    held: dict[str, FileChange] = {}
    left = [one for one in found if not _taken(_Taking(world, folder, source, held), one)]
    return list(held.values()), left


@dataclass(frozen=True)
class _Taking:
    world: World
    folder: Path
    source: str
    held: dict[str, FileChange]

    def text(self, path: str) -> str:
        """The file as changed so far, else as it lies there."""
        if path in self.held:
            return self.held[path].text
        lying = self.folder / path
        return lying.read_text(encoding="utf-8") if lying.is_file() else ""

    def put(self, path: str, text: str, one: Difference) -> bool:
        said = self.held[path].said if path in self.held else ()
        self.held[path] = FileChange(path, text, (*said, one))
        return True


def _taken(taking: _Taking, one: Difference) -> bool:
    if one.goes is Goes.OVERLAY:
        return _overlay(taking, one)
    if one.goes is Goes.ITEM:
        return _item(taking, one)
    return one.goes is Goes.NEW and _new(taking, one)


def _overlay(taking: _Taking, one: Difference) -> bool:
    path = f"overlays/{one.body}.csv"
    text = taking.text(path)
    tree = parse_rows(text)
    row = {**tree.get(one.item, {}), CELLS[one.element]: one.theirs}
    row |= (
        {"source": taking.source, "status": STATUS}
        if CELLS[one.element] == "limit" or "source" not in row
        else {}
    )
    return taking.put(path, table_rewritten(text, one.item, row, COLUMNS), one)


def parse_rows(text: str) -> dict[str, dict[str, str]]:
    """Rows of a table by their first cell, without it; empty cells left out."""
    from csv import DictReader
    from io import StringIO

    rows = DictReader(StringIO(text.removeprefix("\ufeff")))
    first = (rows.fieldnames or [""])[0]
    return {row.pop(first): {k: v for k, v in row.items() if k and v} for row in rows}


def _item(taking: _Taking, one: Difference) -> bool:
    origin = taking.world.origin(ITEM, one.item)
    if origin.pack == taking.world.pack.id:
        path, tree = origin.file, _tree(taking.text(origin.file))
        _set(tree, one, taking.source)
        return taking.put(path, rewritten(taking.text(path), tree), one)
    if one.element not in ADAPTABLE:
        return False
    path = f"items/{taking.world.get(ITEM, one.item).field}/{one.item}.yaml"
    tree = _tree(taking.text(path))
    _set(tree.setdefault("adapt", {}), one, taking.source)
    return taking.put(path, rewritten(taking.text(path), tree), one)


def _tree(text: str) -> dict[str, Any]:
    """The file as plain mappings and lists, so that changing it changes nothing else."""
    return _plain(parse(text).tree) if text.strip() else {}


def _plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    return [_plain(value) for value in tree] if isinstance(tree, list) else tree


def _set(tree: dict[str, Any], one: Difference, source: str) -> None:
    """Write one element into an item or its adaptation."""
    if one.element in ("promise_day", "anticipate_day"):
        name = "promised" if one.element == "promise_day" else "statutory"
        tree[name] = {"limit": one.theirs, "source": source, "status": STATUS}
    elif one.element == "accept_condition":
        tree["conditions"] = _conditions(tree.get("conditions", []), one.theirs)
    else:
        tree[{"task_name": "title"}.get(one.element) or ADAPTABLE[one.element]] = one.theirs


def _conditions(held: Sequence[Mapping[str, Any]], theirs: str) -> list[Any]:
    """Conditions in their words; one that stays the same keeps its expression."""
    known = {condition["text"]: condition for condition in held}
    return [known.get(text, {"text": text}) for text in theirs.splitlines() if text]


def _new(taking: _Taking, one: Difference) -> bool:
    made = new_item(taking.world, dict(one.record or {}), taking.source)
    if made is None:
        return False
    name, item, materials = made
    path = "materials/imported.yaml"
    missing = {key: value for key, value in materials.items() if key not in _tree(taking.text(path))}
    if missing:
        taking.put(path, rewritten(taking.text(path), {**_tree(taking.text(path)), **missing}), one)
    return taking.put(f"items/imported/{name}.yaml", rewritten("", item), replace(one, item=name))
