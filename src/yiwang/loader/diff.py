"""What changed between two worlds, said in words, and from which day it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from .definition import plain
from .kind import Kind
from .world import ASSET, World

Act = Literal["added", "removed", "changed"]
Path = tuple[str, ...]

_NAMES = ("id", "key", "item", "element", "material", "party", "name", "title")
"""Fields by which entries of a list are told apart, first match first."""


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        what: what happened to the definition or to a value in it.
        path: where in the definition; empty for the whole.
        since: the day from which it holds by the definition's own words; None: from the day it is applied.
        live: whether matters in hand follow it too, or only those opened later.
    """

    act: Act
    kind: str
    word: str
    id: str
    title: str
    path: Path = ()
    before: Any = None
    after: Any = None
    since: date | None = None
    live: bool = True

    def sentence(self) -> str:
        """The change as one sentence."""
        name = (
            f"{self.word}“{self.title or self.id}”（{self.id}）" if self.title else f"{self.word}“{self.id}”"
        )
        if not self.path:
            return f"{ {'added': '新增', 'removed': '删去', 'changed': '改了'}[self.act] }{name}。"
        return f"{self._since_words()}{name}的 {'.'.join(self.path)} {self._value_words()}。"

    def _since_words(self) -> str:
        if self.since:
            return f"自 {self.since} 起，"
        return "自应用之日起，" if self.live else "对应用以后新开的件，"

    def _value_words(self) -> str:
        if self.act == "added":
            return f"新增：{said(self.after)}"
        if self.act == "removed":
            return f"删去：{said(self.before)}"
        return f"由 {said(self.before)} 改为 {said(self.after)}"

    def as_json(self) -> dict[str, Any]:
        """The change as plain values, its sentence included."""
        since = self.since.isoformat() if self.since else None
        return {**asdict(self), "path": list(self.path), "since": since, "sentence": self.sentence()}


def diff(before: World, after: World, kinds: Sequence[Kind[Any]]) -> list[Change]:
    """Every difference between two worlds, kind by kind; files that are no definitions come last."""
    changes = [change for kind in kinds for change in _kind_changes(before, after, kind)]
    return [*changes, *_asset_changes(before, after)]


def _kind_changes(before: World, after: World, kind: Kind[Any]) -> Iterator[Change]:
    old, new = before.all(kind), after.all(kind)
    old_hashes, new_hashes = before.manifest().get(kind.name, {}), after.manifest().get(kind.name, {})
    for id_ in [*old, *(id_ for id_ in new if id_ not in old)]:
        definition = new.get(id_) or old[id_]
        act: Act = "added" if id_ in new else "removed"
        name = Change(act, kind.name, kind.called, id_, _title(definition), live=kind.live)
        if kind.laid_over and not (id_ in new and id_ in old):
            yield from _inside(name, (), _row(old.get(id_), id_), _row(new.get(id_), id_))
        elif id_ not in new or id_ not in old:
            yield name
        elif old_hashes[id_] != new_hashes[id_]:
            yield from _inside(name, (), plain(old[id_]), plain(new[id_]))


def _row(definition: Any, id_: str) -> dict[str, Any]:
    """What a row says; without what only names the place it is laid over."""
    if definition is None:
        return {}
    where = {id_, *id_.split("/")}
    said_there = plain(definition).items()
    return {key: held for key, held in said_there if held not in where and not _empty(held)}


def _asset_changes(before: World, after: World) -> Iterator[Change]:
    for path in sorted({*before.assets, *after.assets}):
        old, new = before.assets.get(path), after.assets.get(path)
        if old is None or new is None:
            yield Change("removed" if new is None else "added", ASSET, "文件", path, "")
        elif old.digest != new.digest:
            yield Change("changed", ASSET, "文件", path, "")


def _title(definition: Any) -> str:
    return str(getattr(definition, "title", "") or getattr(definition, "name", "") or "")


def _inside(name: Change, path: Path, old: Any, new: Any) -> Iterator[Change]:
    """Differences of two plain values, as deep as their shapes agree."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _between(name, path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _between(name, path, _named(old), _named(new))
    elif _empty(old) or _empty(new):
        yield _change(name, "added" if _empty(old) else "removed", path, old, new)
    else:
        yield _change(name, "changed", path, old, new)


def _between(name: Change, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    if "value" in new and "source" in new and old.get("value") != new.get("value"):
        yield _change(
            name, "changed", path, old["value"], new["value"], _day(new.get("valid_from")) or _in(path)
        )
        old, new = {**old, "value": None}, {**new, "value": None}
    for key in [*old, *(key for key in new if key not in old)]:
        yield from _inside(name, (*path, key), old.get(key), new.get(key))


def _change(name: Change, act: Act, path: Path, old: Any, new: Any, since: date | None = None) -> Change:
    return replace(name, act=act, path=path, before=old, after=new, since=since or _in(path))


def _named(items: Sequence[Any]) -> dict[str, Any]:
    """A list as a mapping, its entries called by what tells them apart."""
    named: dict[str, Any] = {}
    for number, item in enumerate(items, 1):
        label = _label(item, number)
        named[label if label not in named else f"{label} 第 {number} 项"] = item
    return named


def _label(item: Any, number: int) -> str:
    if isinstance(item, dict):
        return next((str(item[name]) for name in _NAMES if item.get(name)), f"第 {number} 项")
    return str(item)


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _in(path: Path) -> date | None:
    """The day that a path names, as the key of a dated value."""
    days = [day for step in path if (day := _day(step))]
    return days[-1] if days else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def said(value: Any) -> str:
    """A plain value as people read it."""
    if _empty(value):
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "；".join(f"{key}: {said(held)}" for key, held in value.items() if not _empty(held))
    return "、".join(map(said, value)) if isinstance(value, list) else f"“{value}”"
