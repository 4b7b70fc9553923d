"""How items, themes and demo applicants are written in the chain of packs, and in which file a change of them goes.

An item of the city's own pack is changed where it stands. One from a pack below is *adapted* where that is
allowed (limits, visits, places, relaxed materials), and otherwise written anew as a whole in the city's pack:
then later changes of the pack below no longer reach it, which the reviewers are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.engines.catalog.pure import ADAPTABLE
from yiwang.loader.editing import rewritten
from yiwang.loader.extend import file_stem
from yiwang.loader.parse import parse
from yiwang.loader.sources import Place, Sources
from yiwang.loader.table_editing import table_rewritten
from yiwang.loader.tables import parse_table

OVERLAY_COLUMNS = ("item", "limit", "address", "window", "hours", "phone", "seal", "source", "status")
PERSONA_FILE = re.compile(r"personas/[a-z0-9_-]+\.yaml")
Tree = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """An item as it is written.

    Attributes:
        tree: the definition with all adaptations laid over it, as written values.
        below: the same without what the uppermost pack lays over it.
        base_text: the text of the file that defines it as a whole; ``base_pack`` the pack it is in.
        own: the place of its file in the uppermost pack, whether it exists or not; and its text.
    """

    id: str
    tree: Tree
    below: Tree
    base_pack: str
    base_text: str
    own: Place
    own_text: str

    @property
    def is_own(self) -> bool:
        """Whether the uppermost pack defines it as a whole."""
        return self.base_pack == self.own[0]


def plain(tree: Any) -> Any:
    """A parsed tree as mappings and lists of one's own."""
    if isinstance(tree, dict):
        return {key: plain(held) for key, held in tree.items()}
    return [plain(held) for held in tree] if isinstance(tree, list) else tree


def item_written(sources: Sources, item_id: str) -> Written | None:
    """How an item is written; None if no pack of the chain writes it."""
    return _written(sources, "items/", item_id)


def theme_written(sources: Sources, theme_id: str) -> Written | None:
    """How a theme is written; None if no pack of the chain writes it. Themes are not adapted, only written anew."""
    return _written(sources, "themes/", theme_id)


def persona_written(sources: Sources, persona_id: str) -> Written | None:
    """How a demo applicant is written; None if no pack of the chain writes it. Written anew like a theme."""
    return _written(sources, "personas/", persona_id)


def persona_codes(sources: Sources) -> set[str]:
    """The codes of the demo applicants of all themes that any pack of the chain has a file of."""
    return {file_stem(path) for _, path in sources.files if PERSONA_FILE.fullmatch(path)}


def personas_written(sources: Sources, theme_id: str) -> dict[str, Written]:
    """The demo applicants of a theme as they are written, by id; those that are dropped are none of them."""
    found = (persona_written(sources, key) for key in sorted(persona_codes(sources)))
    return {one.id: one for one in found if one and one.tree.get("theme") == theme_id}


def _written(sources: Sources, folder: str, id_: str) -> Written | None:
    found = list(_texts(sources, folder, id_))
    if not found:
        return None
    tree, below, base = Tree(), Tree(), ("", "")
    for place, text in found:
        below = tree
        said = plain(parse(text).tree or {})
        if said.get("drop") == "true":
            tree, base = Tree(), (place[0], text)
        elif "adapt" in said:
            tree = adapted(tree, said["adapt"])
        else:
            tree, base = said, (place[0], text)
    own_path = next((path for (pack, path), _ in found if pack == sources.pack), found[0][0][1])
    own_text = sources.text(sources.pack, own_path)
    return Written(id_, tree, below if own_text else tree, *base, (sources.pack, own_path), own_text)


def _texts(sources: Sources, folder: str, id_: str) -> Iterator[tuple[Place, str]]:
    """The files that write a definition, the lowest pack first."""
    for pack in reversed(sources.chain):
        for held, path in sorted(sources.files):
            if held == pack and path.startswith(folder) and path.endswith(f"/{id_}.yaml"):
                yield (pack, path), sources.text(pack, path)


def adapted(tree: Tree, changes: Mapping[str, Any]) -> Tree:
    """A definition as written, with an adaptation laid over it."""
    new = {**tree, **{key: value for key, value in changes.items() if key not in ("materials", "exceptions")}}
    if "exceptions" in changes:
        new["jurisdiction"] = {**tree.get("jurisdiction", {}), "exceptions": changes["exceptions"]}
    relaxed = {(line["party"], line["material"]): line for line in changes.get("materials", ())}
    if relaxed:
        new["materials"] = [
            line for held in tree.get("materials", ()) for line in relaxed_line(held, relaxed)
        ]
    return new


def item_text(written: Written, wanted: Tree) -> str | None:
    """The text of the item's file in the uppermost pack that makes it what is wanted; None for no file.

    Raises:
        CannotRewrite: its text cannot be changed in place.
    """
    if written.is_own:
        return rewritten(written.own_text, wanted)
    changes = adaptation(written.below, wanted)
    if changes is None:
        return rewritten(written.base_text, wanted)
    return rewritten(written.own_text, {"adapt": changes}) if changes else None


def whole_text(written: Written, wanted: Tree) -> str:
    """The text of a theme's or a demo applicant's file in the uppermost pack that makes it what is wanted.

    Raises:
        CannotRewrite: its text cannot be changed in place.
    """
    return rewritten(written.own_text or written.base_text, wanted)


def dropped_text(sources: Sources, written: Written) -> str | None:
    """The text of its file in the uppermost pack by which a definition is no more; None for no file."""
    path = written.own[1]
    return "drop: true\n" if any((pack, path) in sources.files for pack in sources.chain[1:]) else None


def is_rewritten_whole(written: Written, wanted: Tree) -> bool:
    """Whether the city's pack would from now on define an item that it only adapted or took over."""
    return not written.is_own and adaptation(written.below, wanted) is None


def relaxed_line(held: Any, relaxed: Mapping[tuple[str, str], Any]) -> list[Any]:
    """A line of materials with what an adaptation does to it: nothing, another exemption, or gone."""
    how = relaxed.get(_key(held))
    if how is None:
        return [held]
    return [] if how.get("drop") == "true" else [{**line_mapping(held), "exempt": how.get("exempt", "none")}]


def line_mapping(line: Any) -> Tree:
    """A line of materials as a mapping, also where it is written short."""
    if isinstance(line, dict):
        return dict(line)
    party, material = _key(line)
    return {"party": party, "material": material, **({"required": "false"} if line.endswith("?") else {})}


def adaptation(below: Tree, wanted: Tree) -> Tree | None:
    """The adaptation that makes one definition another; None where more is changed than may be adapted."""
    exceptions = wanted.get("jurisdiction", {}).get("exceptions")
    if exceptions != below.get("jurisdiction", {}).get("exceptions"):
        below = adapted(below, {"exceptions": exceptions})
        return _with_exceptions(adaptation(below, wanted), exceptions)
    changed = [key for key in {**below, **wanted} if below.get(key) != wanted.get(key)]
    materials = relaxation(below.get("materials", []), wanted.get("materials", []))
    if any(key not in (*ADAPTABLE, "materials") or key not in wanted for key in changed) or materials is None:
        return None
    changes = {key: wanted[key] for key in wanted if key in changed and key != "materials"}
    return {**changes, "materials": materials} if materials else changes


def _with_exceptions(changes: Tree | None, exceptions: Any) -> Tree | None:
    return None if changes is None else {**changes, "exceptions": exceptions}


def relaxation(before: list[Any], after: list[Any]) -> list[Tree] | None:
    """Which lines are relaxed, and how; None where anything else is changed."""
    kept = {_key(line): line for line in after}
    lines: list[Tree] = []
    for line in before:
        new = kept.pop(_key(line), None)
        if new == line:
            continue
        how = {"drop": "true"} if new is None else _exempt_only(line, new)
        if how is None:
            return None
        party, material = _key(line)
        lines.append({"party": party, "material": material, **how})
    return None if kept else lines


def _key(line: Any) -> tuple[str, str]:
    if isinstance(line, str):
        party, _, material = line.rstrip("?").partition(".")
        return party, material
    return line.get("party", ""), line.get("material", "")


def _exempt_only(before: Any, after: Any) -> Tree | None:
    """The new exemption, if nothing else differs."""
    old, new = line_mapping(before), line_mapping(after)
    old.pop("exempt", "")
    exempt = new.pop("exempt", "none")
    return {"exempt": exempt} if new == old else None


def overlay_row(sources: Sources, body: str, item_id: str) -> dict[str, str]:
    """A body's row for an item as written in the uppermost pack that has one; empty if there is none."""
    for pack in sources.chain:
        table = parse_table(sources.text(pack, overlay_path(body)) or "item\n").tree
        if isinstance(table, dict) and item_id in table:
            return {key: str(cell) for key, cell in table[item_id].items() if key != "item"}
    return {}


def overlay_path(body: str) -> str:
    """Where a body's rows stand in a pack."""
    return f"overlays/{body}.csv"


def overlay_text(sources: Sources, body: str, item_id: str, row: Mapping[str, str]) -> str:
    """The text of a body's table in the uppermost pack with that row in it.

    Raises:
        CannotRewrite: the table cannot be changed in place.
    """
    wanted = {key: cell for key, cell in row.items() if cell}
    return table_rewritten(sources.text(sources.pack, overlay_path(body)), item_id, wanted, OVERLAY_COLUMNS)
