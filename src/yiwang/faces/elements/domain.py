"""One field on a page: a plain value that templates show, and how its answer comes back from a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

Shape = Literal["line", "text", "choice", "choices", "bool", "date", "select", "remarks", "parts", "several"]


@dataclass(frozen=True)
class Control:
    """How a value type is asked for: the template's shape, keyboard and autofill of phones."""

    shape: Shape = "line"
    inputmode: str = "text"
    input_type: str = "text"
    width: Literal["", "input-short"] = ""


CONTROLS: dict[str, Control] = {
    "text": Control(),
    "long_text": Control("text"),
    "citizen_id": Control(),
    "identity": Control(),
    "uscc": Control(),
    "phone": Control(inputmode="tel", input_type="tel"),
    "email": Control(inputmode="email", input_type="email"),
    "date": Control("date", input_type="date", width="input-short"),
    "int": Control(inputmode="numeric", width="input-short"),
    "decimal": Control(inputmode="decimal", width="input-short"),
    "money": Control(inputmode="decimal", width="input-short"),
    "bool": Control("bool"),
    "choice": Control("choice"),
    "choices": Control("choices"),
    "address": Control("text"),
    "division": Control("select"),
    "account": Control(inputmode="numeric"),
    "list": Control("text"),
    "remarks": Control("remarks"),
    "record": Control("text"),
    "unit": Control("select"),
    "units": Control("several"),
    "case": Control(width="input-short"),
    "parts": Control("parts"),
}
"""The control of every value type of elements and of the data of acts."""

MANY = 7
"""From this many options on, a list to choose from is easier than cards."""

SLOTS = 5
"""How many of a very long list can be chosen at once: each in a list of its own."""

SHORT = 7
"""Options of up to so many characters stand side by side."""


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool = False
    group: str = ""


@dataclass(frozen=True)
class Widget:
    """One field as a page shows it.

    Attributes:
        name: name under which the form sends it back.
        kind: value type, a key of ``CONTROLS``.
        value: what stands in it, as text; for several choices joined by commas.
        error: a sentence beside the field; empty if nothing is wrong.
        lines: of a form of several lines: what stands in each; empty ones too, for more.
        limited: each line may set a limit of its own.
        known: where a known value comes from, in words; then it is shown and not asked for.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    hint: str = ""
    example: str = ""
    unit: str = ""
    error: str = ""
    autocomplete: str = ""
    max_length: int | None = None
    known: str = ""
    why: str = ""
    lines: tuple[Mapping[str, str], ...] = ()
    limited: bool = False

    @property
    def id(self) -> str:
        """The field's id in the page; error summaries link to it."""
        return "f-" + "".join(letter if letter.isalnum() else "-" for letter in self.name)

    @property
    def control(self) -> Control:
        """How it is asked for."""
        return CONTROLS[self.kind]

    @property
    def shape(self) -> str:
        """The template's shape; a long list of options becomes a select."""
        shape = self.control.shape
        return "select" if shape == "choice" and len(self.options) >= MANY else shape

    @property
    def compact(self) -> bool:
        """Whether the options are so short that they stand side by side."""
        return all(len(option.label) <= SHORT for option in self.options)

    @property
    def slots(self) -> tuple[tuple[Option, ...], ...]:
        """The options once for each thing that can be chosen, with the one chosen there."""
        chosen = [option.value for option in self.options if option.chosen]
        places = (*chosen, *[""] * SLOTS)[:SLOTS]
        return tuple(tuple(replace(o, chosen=o.value == place) for o in self.options) for place in places)

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for those who hear the page."""
        return " ".join(
            f"{self.id}-{part}" for part, there in (("hint", self.hint), ("error", self.error)) if there
        )


def options_of(options: Mapping[str, str], value: str) -> tuple[Option, ...]:
    """The options of a choice, with those chosen marked; ``value`` may hold several, joined by commas."""
    chosen = set(value.split(",")) if value else set()
    return tuple(Option(code, label, code in chosen) for code, label in options.items())


class Posted(Protocol):
    """What Django's ``request.POST`` offers: every value sent under one name."""

    def getlist(self, key: str) -> Sequence[str]:
        """All values of a name."""
        ...


def posted_value(posted: Posted, name: str, kind: str) -> str:
    """The answer a form sent for one field, as text; several choices are joined by commas."""
    values = [value.strip() for value in posted.getlist(name)]
    if CONTROLS[kind].shape in ("choices", "several"):
        return ",".join(value for value in values if value)
    return values[-1] if values else ""
