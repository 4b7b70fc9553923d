"""What an author's definition looks like in Python: frozen, strict, with references that the loader joins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Part(BaseModel):
    """A piece of a definition: frozen, unknown fields refused. Use tuples, not lists, for its sequences."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, hide_input_in_errors=True)


class Definition(Part):
    """One thing a pack defines. Its ``id`` is the file's name, the mapping's key or the first column."""

    id: str


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
"""One id, or a list of ids."""

D_co = TypeVar("D_co", bound=Definition, covariant=True)


class KindOf(Protocol[D_co]):
    """As much of a ``Kind`` as a ``World`` needs to answer with the right type."""

    @property
    def name(self) -> str:
        """Its identifier."""

    @property
    def called(self) -> str:
        """What people call it."""

    @property
    def model(self) -> type[D_co]:
        """How its definitions look."""


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of another definition: ``Annotated[str, Ref("element")]``.

    The loader joins every marked text, however deep: in lists, mapping values, mapping keys and parts.
    Several kinds mean that the id may be of any of them.
    """

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the text itself, with the kinds it may name, for editors."""
        return {**handler(core_schema), "x-ref": list(self.kinds)}


class Mistake(ValueError):
    """An author's mistake, told by a validator: what is wrong and how to mend it, in Chinese."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class Status(StrEnum):
    """How well a value or a definition is grounded."""

    PUBLISHED = "published"
    COMPILED = "compiled"
    ASSUMED = "assumed"

    @property
    def word(self) -> str:
        """The status as people read it."""
        return {"published": "已公布", "compiled": "据资料整理", "assumed": "假定"}[self.value]

    @property
    def strength(self) -> int:
        """2 for published, 1 for compiled, 0 for assumed."""
        return {"published": 2, "compiled": 1, "assumed": 0}[self.value]

    @classmethod
    def weakest(cls, statuses: Iterable["Status"]) -> "Status":
        """The weakest of several; ``published`` if there are none."""
        return min(statuses, key=lambda s: s.strength, default=cls.PUBLISHED)


class Sourced(Part):
    """Where a limit, threshold, ratio or amount comes from. Subclass it and add the value's own field.

    Attributes:
        source: the text it stands in, with article.
        text_version: which version of that text, as it names itself.
        checked_on: the day somebody last compared it with the text.
        valid_from: first day on which it holds; None where it always did, or where a ``Dated`` gives the day.
        status: how well it is grounded.
    """

    source: str
    status: Status
    text_version: str = ""
    checked_on: date | None = None
    valid_from: date | None = None

    @property
    def is_unchecked(self) -> bool:
        """Whether it is called published though nobody says against which text it was compared, and when."""
        return self.status is Status.PUBLISHED and not (self.checked_on and self.text_version)


class SourcedValue(Sourced):
    """A sourced value as written (text) with its unit."""

    value: str
    unit: str = ""


class Dated(Part):
    """Values by the day from which each holds, all in one unit."""

    unit: str = ""
    values: dict[date, SourcedValue]

    def on(self, day: date) -> SourcedValue | None:
        """The value that holds on this day; None before the first."""
        days = [start for start in self.values if start <= day]
        return self.values[max(days)] if days else None


def plain(definition: BaseModel) -> dict[str, Any]:
    """A definition as plain JSON values, which its model can read back."""
    return definition.model_dump(mode="json", by_alias=True)
