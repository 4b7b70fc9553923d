"""What a pack's ``demo/topics`` hold: the labelled stand-in for data topics, until the exchange provides them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from yiwang.engines.catalog.pure import ELEMENT
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, World

from .domain.fields import FieldRefused, field_value


class TopicRecord(Part):
    """What a topic holds about one demo party, found by its identity number.

    Attributes:
        about: party of a theme that the record is about, where that is not the party with the number
            itself: what a person's own firm-to-be already has, e.g. the health certificates of its staff.
        row: which one of them, where that party has many, e.g. a member of the same household.
    """

    id_number: str
    about: str = ""
    row: int | None = None
    values: dict[Annotated[str, Ref("element")], str] = Field(default_factory=dict)
    materials: tuple[Annotated[str, Ref("material")], ...] = ()
    valid_until: date | None = None


class DemoTopic(Definition):
    """数据主题（演示）: what a department would share about parties, with its ground.

    Attributes:
        unit: id or name of the unit that holds the data.
        ground: why it may be used: law, agreement.
        consent: whether the party must agree first.
        records: demo people and firms only.
    """

    title: str
    unit: str
    ground: str
    consent: bool = True
    records: tuple[TopicRecord, ...] = ()


def _check(topic: DemoTopic, world: World) -> Iterator[Complaint]:
    seen: set[tuple[str, str, int | None]] = set()
    for place, record in enumerate(topic.records):
        if (record.id_number, record.about, record.row) in seen:
            what = f"主题“{topic.title}”里有两条号码相同的记录。"
            yield Complaint(what, "合并成一条。", "demo_topic.twice", ("records", place, "id_number"))
        seen.add((record.id_number, record.about, record.row))
        yield from _check_values(record, world, ("records", place, "values"))


def _check_values(record: TopicRecord, world: World, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    """What a form could not take from a person it cannot take from a topic either."""
    for name, value in record.values.items():
        try:
            field_value(world.get(ELEMENT, name), value, date.max)
        except FieldRefused as refused:
            yield Complaint(str(refused), "按数据元的类型改写。", "demo_topic.value", (*path, name))


DEMO_TOPIC = Kind(
    "demo_topic", "demo/topics/*.yaml", DemoTopic, check=_check, order=60, word="数据主题（演示）", live=True
)
"""数据主题（演示）."""
