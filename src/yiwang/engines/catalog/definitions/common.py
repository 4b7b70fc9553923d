"""Pieces that several definitions of the catalogue share: names, limits, legal grounds, questions."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from yiwang.engines.catalog.domain.values import Unreadable, read_value
from yiwang.kernel.worktime import Limit, Unit
from yiwang.loader import Mistake, Part, Ref, Sourced

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A key that expressions can speak of: small letters, digits, underscores."""

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

PartyKind = Literal["person", "organisation", "either", "thing"]
"""``thing`` is what a deal is about, e.g. a flat: it has fields and materials, but nobody signs for it."""

Cardinality = Literal["one", "many"]

PARTY_ELEMENT = re.compile(r"^(?P<party>[a-z][a-z0-9_]*)\.(?P<name>[a-z][a-z0-9_]*)(?P<optional>\?)?$")


REFERENCE = re.compile(r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
IN_BRACES = re.compile(r"\{([^{}]*)\}")


def references_in(written: str) -> list[str]:
    """The ``party.element`` or ``answers.question`` that a face text speaks of; none in a plain text."""
    return [written] if REFERENCE.match(written) else IN_BRACES.findall(written)


class ValueType(StrEnum):
    """What a data element or an answer holds, and so which widget asks for it and what it must pass."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CITIZEN_ID = "citizen_id"
    IDENTITY = "identity"
    USCC = "uscc"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    INT = "int"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOL = "bool"
    CHOICE = "choice"
    CHOICES = "choices"
    ADDRESS = "address"
    DIVISION = "division"
    ACCOUNT = "account"


class LegalBasis(Part):
    """One article that an item, a condition or an effect rests on.

    Attributes:
        law: name of the law or regulation.
        article: article, as it is cited.
        text_version: which version of the text was read, or ``未核对`` where it was not.
        checked_on: the day somebody last compared the citation with the text.
        url: where the text can be read.
    """

    law: Sentence
    article: str = ""
    text_version: Sentence
    checked_on: str = ""
    url: str = ""


class TimeLimit(Sourced):
    """A statutory or promised limit.

    Attributes:
        limit: value and unit in words, e.g. ``3个工作日``.
        working_days: what it counts for in sums of working days; required unless it is in working days.
    """

    limit: Sentence
    working_days: Annotated[Decimal, Field(ge=0)] | None = None

    def parsed(self) -> Limit:
        """The limit as value and unit.

        Raises:
            ValueError: the words are no limit.
        """
        return Limit.parse(self.limit)

    def in_working_days(self) -> Decimal:
        """What the limit counts for in a sum of working days (design §4)."""
        if self.working_days is not None:
            return self.working_days
        limit = self.parsed()
        return Decimal(limit.value) if limit.unit is Unit.WORKING_DAY else Decimal(0)


class Elsewhere(Part):
    """Who decides on an item that this city only receives (代收): a partner's body, never one of ours.

    Attributes:
        partner: the partner with whom it was agreed; its ``entrusts`` names the item.
        body: who decides there, as applicants and receipts call it.
    """

    partner: Annotated[str, Ref("partner")]
    body: Sentence


class Question(Part):
    """A situational question: what the applicant decides or knows, and that switches items and materials.

    Attributes:
        id: key under the root ``answers``.
        fills: ``party.element`` whose value the answer is; then the form does not ask for it again.
        when: condition under which it is asked at all; empty for always.
    """

    id: Name
    ask: Sentence
    type: ValueType = ValueType.BOOL
    options: dict[str, str] = Field(default_factory=dict)
    unit: str = ""
    hint: str = ""
    when: str = ""
    fills: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def read(self, value: Any) -> Any:
        """An answer by its type, one of the options, within the bounds.

        Raises:
            Unreadable: it is none.
        """
        found, low, high = read_value(value, self.type, self.options), self.minimum, self.maximum
        if (low is not None and found < low) or (high is not None and found > high):
            bounds = f"{'' if low is None else low} 至 {'' if high is None else high}"
            raise Unreadable(f"{found} 不在 {bounds} 之间。")
        return found


def line_of(written: Any, name: str) -> Any:
    """A field or material line as mapping: ``shop.area`` stands for required, ``shop.area?`` for optional.

    Raises:
        Mistake: a text that is neither.
    """
    if not isinstance(written, str):
        return written
    found = PARTY_ELEMENT.match(written)
    if not found:
        raise Mistake(
            f"“{written}”不是“当事人.{name}”的写法。", "写成 shop.shop_name 的样子，可不填的在末尾加 ?。"
        )
    line = {"party": found["party"], name: found["name"]}
    return {**line, "required": "false"} if found["optional"] else line


def line_schema(written: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a line: the mapping, or the short text for it."""
    return {"anyOf": [{"type": "string", "pattern": PARTY_ELEMENT.pattern}, written]}
