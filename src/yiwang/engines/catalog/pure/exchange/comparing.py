"""Where foreign records and our items disagree, said in words, and where each disagreement may be taken over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yiwang.engines.catalog.definitions import ITEM, Item
from yiwang.foundations.organisations.pure import Body
from yiwang.loader import World

from .codes import limit_words
from .records import LINES, Record, body_of, item_records
from .sheets import SHEETS, WORDS

LIMITS = {"anticipate_day": "anticipate_type", "promise_day": "promise_type"}
"""A limit is a number and its unit; they are compared as one."""
OF_BODY = ("promise_day", "transact_addr", "window", "transact_time", "link_way")
"""What a deciding body says itself, in its overlay."""
OF_ITEM = (
    "task_name",
    "anticipate_day",
    "promise_day",
    "accept_condition",
    "limit_scene_num",
    "limit_scene_explain",
)
"""What may be taken over into an item of the pack."""
MATCHED_BY = ("row_guid", "task_handle_item", "task_code", "catalog_code", "task_name")
"""How a record finds its item, surest first."""
_SILENT = ("row_guid", "dept_code", "dept_name", "is_fee", *LIMITS.values())


class Goes(StrEnum):
    """Where a difference may be taken over."""

    OVERLAY = "overlay"
    ITEM = "item"
    NEW = "new"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Difference:
    """One disagreement.

    Attributes:
        item: our item's id; for a new one the record's own mark, or empty.
        element: element as the national tables name it.
        ours, theirs: as people read them.
        body: id of the deciding body the record speaks for; empty for the item itself.
        record: the foreign record, where a new item is to be made of it.
    """

    item: str
    title: str
    element: str
    ours: str
    theirs: str
    goes: Goes
    body: str = ""
    why: str = ""
    record: Mapping[str, Any] | None = None

    def sentence(self) -> str:
        """The difference as one sentence."""
        if self.goes is Goes.NEW:
            return f"新事项“{self.title}”：包里没有。"
        whose = f"（{self.body}）" if self.body else ""
        told = f"“{self.title}”{whose}的{WORDS.get(self.element) or SHEETS[self.element]}"
        return f"{told}：包里是“{self.ours or '空'}”，表里是“{self.theirs or '空'}”。{self.why}"

    def as_json(self) -> dict[str, Any]:
        """The difference as plain values, its sentence included."""
        held = {name: str(getattr(self, name)) for name in _SAID}
        return {**held, "goes": self.goes.value, "sentence": self.sentence()}


_SAID = ("item", "title", "element", "ours", "theirs", "body", "why")
_LEFT = "这一项要由人核对：在包里或网页上修改。"


def item_differences(world: World, records: Sequence[Record]) -> list[Difference]:
    """Every disagreement between records and the items of a world; what a record does not say is none."""
    finder = _Finder(world)
    return [found for record in records for found in _of_record(finder, record)]


class _Finder:
    """Finds the item a record speaks of."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ours: dict[str, dict[str, Record]] = {}
        plain = self.for_body("")
        self._by = {key: _unique(plain, key) for key in MATCHED_BY}

    def for_body(self, body: str) -> dict[str, Record]:
        """Our records, made once per body."""
        if body not in self.ours:
            self.ours[body] = {record["row_guid"]: record for record in item_records(self.world, body)}
        return self.ours[body]

    def item_of(self, record: Record) -> str:
        """The id of our item; empty if there is none or more than one."""
        return next(
            (found for key in MATCHED_BY if (found := self._by[key].get(record.get(key, ""), ""))), ""
        )


def _unique(records: Mapping[str, Record], key: str) -> dict[str, str]:
    """Value → item, for values that stand in one item only."""
    held: dict[str, list[str]] = {}
    for name, record in records.items():
        held.setdefault(record.get(key, ""), []).append(name)
    return {value: names[0] for value, names in held.items() if value and len(names) == 1}


def _of_record(finder: _Finder, record: Record) -> Iterator[Difference]:
    name, title = finder.item_of(record), record.get("task_name", "")
    if not name:
        yield Difference(record.get("row_guid", ""), title, "task_name", "", title, Goes.NEW, record=record)
        return
    item: Item = finder.world.get(ITEM, name)
    said = record.get("dept_code") or record.get("dept_name") or ""
    body = body_of(finder.world, said) or body_of(finder.world, record.get("dept_name", ""))
    if said and (body is None or body.function != item.decide.body):
        why = "包里没有这个单位，或者它不办这个事项。请核对单位名称或编码。"
        yield Difference(name, item.title, "dept_name", item.decide.body, said, Goes.NOWHERE, why=why)
        return
    yield from _compared(finder, name, record, body)


def _compared(finder: _Finder, name: str, record: Record, body: Body | None) -> Iterator[Difference]:
    body_id = body.id if body else ""
    ours = finder.for_body(body_id)[name]
    for element in record:
        if element in _SILENT or (element not in WORDS and element not in LINES):
            continue
        columns = _columns(record, element)
        mine, theirs = read(ours, element, columns), read(record, element, columns)
        if mine != theirs:
            goes = _goes(element, body_id)
            why = _LEFT if goes is Goes.NOWHERE else ""
            for_body = body_id if goes is Goes.OVERLAY else ""
            yield Difference(name, ours["task_name"], element, mine, theirs, goes, for_body, why)


def _goes(element: str, body: str) -> Goes:
    if body and element in OF_BODY:
        return Goes.OVERLAY
    return Goes.ITEM if element in OF_ITEM else Goes.NOWHERE


def read(record: Record, element: str, columns: Sequence[str] = ()) -> str:
    """An element as people read it: a limit with its unit, lists line by line, tables by these columns."""
    if element in LIMITS:
        number, unit = record.get(element, ""), record.get(LIMITS[element], "")
        return limit_words(str(number), str(unit)) or f"{number}{unit}"
    value = record.get(element, "")
    if element in LINES:
        return "；".join(sorted(_line(line, columns) for line in value or ()))
    return "\n".join(value) if isinstance(value, list) else str(value)


def _columns(record: Record, element: str) -> list[str]:
    """The columns that a foreign table says anything in: its silence about one is no difference."""
    lines = record.get(element, ()) if element in LINES else ()
    return [column for column in LINES.get(element, ()) if not lines or any(column in line for line in lines)]


def _line(line: Mapping[str, str], columns: Sequence[str]) -> str:
    return " ".join(line[column] for column in columns if line.get(column))
