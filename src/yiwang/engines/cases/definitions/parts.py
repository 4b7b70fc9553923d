"""What acts are made of: who may, what must be said, limits, notices, clocks, units, links, parts and precedents."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from yiwang.loader import Mistake, Names, Part, Ref, Status

from ..domain.values import UnitPartName

FieldType = Literal[
    "text",
    "long_text",
    "bool",
    "int",
    "date",
    "choice",
    "list",
    "remarks",
    "record",
    "unit",
    "units",
    "case",
    "parts",
]
UnitName = Literal[UnitPartName, "any", "seen"]
SystemName = Literal["tree", "flow", "clock", "effect", "external", "learnt"]
LimitUnit = Literal["working_day", "day", "month", "year", "hour", "minute", "working_minute"]


class PerformerDefinition(Part):
    """Who may: exactly one of unit, step, party or system; ``may`` narrows staff to a permission of their roles.

    ``system: external`` lets another system's answer do it, where a pack's ``external_system`` says which and when;
    ``system: learnt`` lets what earlier cases teach do it, where a pack's ``learning_rules`` allow it (``alone``).
    """

    unit: UnitName | None = None
    step: str = ""
    party: str = ""
    system: SystemName | None = None
    may: str = ""

    @model_validator(mode="after")
    def _one_of_four(self) -> "PerformerDefinition":
        if sum(map(bool, (self.unit, self.step, self.party, self.system))) != 1:
            raise Mistake(
                "by 的每一项要在 unit、step、party、system 中恰好写一个。",
                "分成几项来写，任何一项满足即可办理。",
            )
        return self


class LimitDefinition(Part):
    """Where a limit is read: ``term`` of the subject, ``parameter``, or a ``value`` with unit, source and status."""

    term: str = ""
    parameter: Annotated[str, Ref("parameter")] | None = None
    value: int | None = Field(default=None, ge=0)
    unit: LimitUnit = "working_day"
    source: str = ""
    text_version: str = ""
    status: Status | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> "LimitDefinition":
        if sum((bool(self.term), self.parameter is not None, self.value is not None)) != 1:
            raise Mistake("时限要在 term、parameter、value 中恰好写一个。", "把其余的去掉，或另起一项。")
        if self.value is not None and not (self.source and self.status):
            raise Mistake("写明数值的时限没有 source 或 status。", "补上出处（法规与条款）和 status。")
        return self


class FieldDefinition(Part):
    """Something an act asks of the person who does it.

    ``reach`` narrows a ``unit`` or ``units`` to those of the own body (``own``), or also to bodies of places below the
    own one (``below``); without it every unit in use can be named. ``templates``: texts to begin with (套话), by their
    name; ``{number}`` and ``{title}`` are the case's.
    """

    label: str
    type: FieldType = "text"
    required: bool = False
    options: dict[str, str] = Field(default_factory=dict)
    help: str = ""
    reach: Literal["", "own", "below"] = ""
    templates: dict[str, str] = Field(default_factory=dict)


class EffectDefinition(Part):
    """An effect with its arguments."""

    id: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")


class NoticeDefinition(Part):
    """Somebody to tell, with the notice's template.

    ``party:<part>``, ``unit:<part>``, ``body:<part>``: those at work in the body itself that a unit belongs to, its
    heads; or ``duty:<part>``: those who are on duty for it, by name.
    """

    to: str = Field(pattern=r"^(party|unit|body|duty):[a-z_]+$")
    template: str
    may: str = ""


class OffHoursDefinition(Part):
    """At night and on days off the step's task goes to who is on duty for its unit (值班).

    Attributes:
        until: the alarm (a clock with ``alarm: true``) that rings when work has begun; the act it does gives back.
        notice: the notice by which everybody on duty is told at once; it may use ``step``.
    """

    until: str
    notice: str


class ClockMovesDefinition(Part):
    """What an act does to clocks; ``extend`` gives the clock the first limit that can be read, on top."""

    start: Names = ()
    pause: Names = ()
    resume: Names = ()
    meet: Names = ()
    void: Names = ()
    extend: dict[str, tuple[LimitDefinition, ...]] = Field(default_factory=dict)


class UnitMoveDefinition(Part):
    """A unit joins the case in a part, or leaves it (``end``).

    ``to``: ``field:<key>`` of a field of type ``unit`` or ``units``; ``part:<part>`` whoever plays that part;
    ``unit:<id>`` a unit of the pack; ``actor`` the hat's own. Empty with ``end``: whoever plays the part. ``main``,
    ``intake`` and ``arbiter`` are played by one unit at a time; an open task of a unit that leaves is the main unit's.
    """

    part: UnitPartName
    to: str = Field(default="", pattern=r"^(|actor|field:[a-z_0-9]+|part:[a-z]+|unit:[A-Za-z0-9._-]+)$")
    end: bool = False


class SplitDefinition(Part):
    """Opens a case below this one for each line of a field of type ``parts``; units of ``keeps`` take part in each.

    Attributes:
        limit: the limit of the subject (a ``term``) that a line may set shorter for its own case, in the same unit;
            never longer, since the whole was promised. Empty: no line has a limit of its own.
    """

    field: str
    type: Annotated[str, Ref("case_type")] | None = None
    keeps: tuple[UnitPartName, ...] = ("intake", "supervise")
    limit: str = ""


class LinkDefinition(Part):
    """Links the case to the one that a field of type ``case`` names; without ``field`` it ends links of the kind."""

    kind: Literal["merged_into", "related"]
    field: str = ""


class PrecedentDefinition(Part):
    """The act rules to which unit such cases belong: to the main one it leaves, for the reason in a field.

    ``category``: the entry of the case's form that says of which kind it is, where the subject does not.
    """

    reasoning: str
    category: str = ""
