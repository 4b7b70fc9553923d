"""What an author writes about scenarios: who comes with what on which day, and what must come out."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from yiwang.engines.cases.pure import ActData, UnitPartName
from yiwang.engines.catalog.pure import PersonaFact
from yiwang.kernel.worktime import Limit
from yiwang.loader import Complaint, Definition, Part, Ref, World


def _limit(written: str) -> str:
    """A limit as people write it: 10个工作日. Raises LimitError, whose sentence says how to write it."""
    return Limit.parse(written).chinese


class Given(Part):
    """What is given: a persona and changes to it, or answers and facts of their own.

    Attributes:
        answers: answers, over the persona's.
        unanswered: questions of the persona left open.
        facts: facts, besides the persona's.
        forget: ``party.element`` or ``party.material`` whose facts of the persona do not count.
        typed: ``party.element`` or ``party[2].element`` → what is typed; the persona's own is not typed.
        without: optional members the applicant leaves out.
    """

    persona: Annotated[str, Ref("persona")] | None = None
    day: date = date(2026, 11, 23)
    answers: dict[str, str] = Field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    facts: tuple[PersonaFact, ...] = ()
    forget: tuple[str, ...] = ()
    typed: dict[str, str] = Field(default_factory=dict)
    rows: dict[str, int] = Field(default_factory=dict)
    without: tuple[str, ...] = ()


class Step(Part):
    """One act in the life of the cases.

    Attributes:
        at: when, on the pack's clock.
        cases: on which members (``theme`` for the root), one after the other; empty only lets time pass.
        act: the act of the case type.
        by: ``applicant``, ``effect`` (what answers from outside, e.g. a payment that came in), or a role of the
            case's unit; several roles joined by ``+``. In a scenario of a case type, ``role@part`` is somebody of the
            unit that plays this part at the opening (``mediator@territorial``), or of a unit that an act named
            (``unit: unit-water`` in its data is ``officer@water``); without a part it is the main unit. Cases that
            an act split off are called ``part-1``, ``part-2`` …
        data: what the act asks for.
    """

    at: datetime
    cases: tuple[str, ...] = ()
    act: str = ""
    by: str = "applicant"
    data: ActData = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _one_case(cls, written: Any) -> Any:
        """``case: a`` is short for ``cases: [a]``."""
        if isinstance(written, dict) and "case" in written:
            return {**{k: v for k, v in written.items() if k != "case"}, "cases": [written["case"]]}
        return written


class Flow(Part):
    """The compiled theme is submitted (or a case of a case type opened) at an instant; the steps are done in order.

    Attributes:
        commits: materials (``party.type``) for which the applicant commits in writing.
        units: of a case type: the parts that units play, each a unit of its own; ``main`` is there in any case.
        flags, limits: of a case type: what the subject says to it; limits as ``10个工作日``.
    """

    submitted: datetime
    commits: tuple[str, ...] = ()
    units: tuple[UnitPartName, ...] = ()
    flags: dict[str, bool] = Field(default_factory=dict)
    limits: dict[str, Annotated[str, AfterValidator(_limit)]] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()


class Counts(Part):
    """Expected numbers of one measure; what is not written is not compared."""

    before: float | None = None
    after: float | None = None
    asked: float | None = None
    deferred: float | None = None


class Measures(Part):
    """Expected arithmetic."""

    materials: Counts = Counts()
    fields: Counts = Counts()
    days: Counts = Counts()
    visits: Counts = Counts()


class Expected(Part):
    """What must come out; what is not written is not compared.

    Attributes:
        items: exactly these items belong, in the theme's order.
        left_out: exactly these do not.
        asked, held, produced, generated, deferred:
            exactly these materials, as ``party.type`` or ``party[2].type``.
        asks: these fields are among those asked; asks_not: these are not.
        prefilled: these fields are among those prefilled.
        schedule: item → ``从第几日-到第几日`` as ``0-1``.
        open: exactly these questions are open.
        undecided: exactly these lines wait for an answer or a field.
        refused: exactly these items have a condition that is not met.
        problems: exactly these places of answers or facts cannot be read.
        skipped: exactly these members take no days.
        signers: how many sign.
        results: exactly these results, by licence type (or name where there is none).
        says: words that must stand somewhere in the explanation.
        states, due: member (or ``theme``) → state, day of its deadline, after the flow.
        refused_steps: exactly these steps of the flow are refused, counted from 1.
        clocks: clock of a case type's case → how it stands after the flow.
        main: the part at the opening whose unit is the main one after the flow.
    """

    items: tuple[str, ...] | None = None
    left_out: tuple[str, ...] | None = None
    asked: tuple[str, ...] | None = None
    held: tuple[str, ...] | None = None
    produced: tuple[str, ...] | None = None
    generated: tuple[str, ...] | None = None
    deferred: tuple[str, ...] | None = None
    asks: tuple[str, ...] = ()
    asks_not: tuple[str, ...] = ()
    prefilled: tuple[str, ...] = ()
    counts: Measures = Measures()
    schedule: dict[str, str] = Field(default_factory=dict)
    open: tuple[str, ...] | None = None
    undecided: tuple[str, ...] | None = None
    refused: tuple[str, ...] | None = None
    problems: tuple[str, ...] | None = None
    skipped: tuple[str, ...] | None = None
    signers: int | None = None
    results: tuple[str, ...] | None = None
    says: tuple[str, ...] = ()
    states: dict[str, str] = Field(default_factory=dict)
    due: dict[str, date] = Field(default_factory=dict)
    refused_steps: tuple[int, ...] = ()
    clocks: dict[str, Literal["running", "paused", "met", "breached", "void"]] = Field(default_factory=dict)
    main: UnitPartName | None = None


class Scenario(Part):
    """One sentence, what is given, and what is expected."""

    name: str = Field(min_length=4)
    given: Given = Given()
    flow: Flow | None = None
    expect: Expected


class ScenarioFile(Definition):
    """Scenarios of one theme, of one item, or of one case type (whose cases are called ``case`` in them)."""

    theme: Annotated[str, Ref("theme")] | None = None
    item: Annotated[str, Ref("item")] | None = None
    case_type: Annotated[str, Ref("case_type")] | None = None
    scenarios: tuple[Scenario, ...] = Field(min_length=1)


def check_scenarios(file: ScenarioFile, world: World) -> Iterator[Complaint]:
    """A file is about one theme, item or case type; its personas are of that theme; its sentences differ."""
    if sum(one is not None for one in (file.theme, file.item, file.case_type)) != 1:
        yield Complaint(
            "情景要写 theme、item 或 case_type，且只写一种。", "保留其中一个。", "scenario.target"
        )
    names: set[str] = set()
    for place, scenario in enumerate(file.scenarios):
        path = ("scenarios", place)
        if scenario.name in names:
            yield Complaint(f"情景“{scenario.name}”写了两遍。", "改写其中一句。", "scenario.twice", path)
        names.add(scenario.name)
        if file.case_type and scenario.flow is None:
            what = f"情景“{scenario.name}”是办件类型的，却没有写 flow。"
            yield Complaint(what, "写什么时候开办件、后来一步一步做了什么。", "scenario.flow", path)
        if scenario.given.persona and file.theme:
            yield from _check_persona(file, world, scenario, (*path, "given", "persona"))


def _check_persona(
    file: ScenarioFile, world: World, scenario: Scenario, path: tuple[str | int, ...]
) -> Iterator[Complaint]:
    persona = world.get("persona", scenario.given.persona or "")
    if persona.theme != file.theme:
        what = f"人物“{persona.title}”属于主题“{persona.theme}”，不是“{file.theme}”。"
        yield Complaint(what, "改用本主题的人物。", "scenario.persona", path)
