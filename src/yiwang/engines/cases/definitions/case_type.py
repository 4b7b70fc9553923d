"""How a case type is written: states, acts between them, steps that people do, clocks that run.

One file, one type; ``docs/explanation/cases.md`` explains every word with examples. Rules stand with their source.
"""

from typing import Annotated, Literal

from pydantic import Field

from yiwang.loader import Definition, Names, Part, Ref

from .parts import (
    ClockMovesDefinition,
    EffectDefinition,
    FieldDefinition,
    LimitDefinition,
    LinkDefinition,
    NoticeDefinition,
    OffHoursDefinition,
    PerformerDefinition,
    PrecedentDefinition,
    SplitDefinition,
    UnitMoveDefinition,
)


class StateDefinition(Part):
    """A state (状态).

    Attributes:
        kind: ``open`` somebody must do something; ``waiting`` for the applicant, another case or another system;
            ``final`` closed.
        outcome: how it ended, for final states: ``result``, ``refused``, ``withdrawn``, ``lapsed``, ``not_reached``.
        gives_result: cases that need this one's result may go on; true by itself for final states of ``result``.
        public: what the applicant reads while it is so.
        no_paper: for a refusal that needs no written decision, why not; otherwise the act leading here must make one.
        was: what it was called in earlier releases; ``yiwang cases migrate`` goes by it. Steps and clocks have it too.
    """

    label: str
    kind: Literal["open", "waiting", "final"] = "open"
    outcome: Literal["", "result", "refused", "withdrawn", "lapsed", "not_reached"] = ""
    gives_result: bool = False
    public: str = ""
    no_paper: str = ""
    was: Names = ()


class ActDefinition(Part):
    """An act (动作): from where to where, by whom, on what conditions, with what consequences.

    Attributes:
        from_: states it leaves; ``*`` every state that is not final.
        to: the state it leads to; empty stays.
        by: who may; any one suffices.
        when, say: a condition (roots ``case, task, actor, now, param``) and the sentence if it does not hold.
        guards: ids of the guard register, or ``id:argument``.
        data: what must be said, by field key.
        keep: fields kept in ``case.kept``.
        units: units that join and leave, before tasks are opened.
        opens, closes: steps whose tasks it opens and closes; ``*`` closes all.
        closes_own: steps of which it closes the actor's own task only; other units go on with theirs.
        split: cases it opens below its own.
        link: the case it links to, or links it ends.
        precedent: it rules to which unit such cases belong, and that is remembered.
        within, after: effects in the same transaction, and by the outbox.
        public: the time line's sentence for the applicant, ``{field}`` filled in; empty = internal.
        then: acts that follow at once if they are not refused (by ``system: flow``).
        cascade: an act done on every open child where it is not refused.
        times, times_parameter: how often at most, written here or a parameter's value; 0 without limit.
        after_spent: acts that must have been used up (their ``times``) before this one may be done.
        window: within so long after the case closed; for acts that leave a final state.
        waives_after: the applicant supplied otherwise what this case waits for.
        deems: the law accepts by silence (see ``deemed_from_receipt``).
        tone: how the button looks.
        source: the rule's source.
        bulk: may be done to many cases at once; never for what decides (checked).
        not_by: acts whose doer may not do this one (四眼原则): who proposed does not decide.
        hands_back: steps whose tasks go from who is on duty back to the unit that has them by day.
        recuses: whoever does it does nothing more in the case (回避); tasks in that name go back to their units.
    """

    label: str
    from_: Names = Field(default=(), alias="from")
    to: str = ""
    by: tuple[PerformerDefinition, ...] = ()
    when: str = ""
    say: str = ""
    guards: Names = ()
    data: dict[str, FieldDefinition] = Field(default_factory=dict)
    keep: Names = ()
    opens: Names = ()
    closes: Names = ()
    clocks: ClockMovesDefinition = ClockMovesDefinition()
    within: tuple[EffectDefinition, ...] = ()
    after: tuple[EffectDefinition, ...] = ()
    notify: tuple[NoticeDefinition, ...] = ()
    public: str = ""
    then: Names = ()
    cascade: str = ""
    times: int = 0
    waives_after: bool = False
    deems: bool = False
    tone: Literal["", "primary", "danger", "quiet"] = ""
    source: str = ""
    note: str = ""
    bulk: bool = False
    not_by: Names = ()
    recuses: bool = False
    times_parameter: Annotated[str, Ref("parameter")] | None = None
    after_spent: Names = ()
    window: tuple[LimitDefinition, ...] = ()
    units: tuple[UnitMoveDefinition, ...] = ()
    closes_own: Names = ()
    split: SplitDefinition | None = None
    link: LinkDefinition | None = None
    precedent: PrecedentDefinition | None = None
    hands_back: Names = ()


class StepDefinition(Part):
    """A step (环节): whom its task goes to, who inside may do it, and the clock it hangs on (default: the main one).

    ``own_clock``: each of its tasks has such a clock of its own, from its opening to its end. ``off_hours``: at night
    and on days off it is for who is on duty.
    """

    label: str
    assign: str = "main_unit"
    may: str = ""
    clock: str = ""
    own_clock: bool = False
    was: Names = ()
    off_hours: OffHoursDefinition | None = None


class WarningDefinition(Part):
    """A share of the limit, after which these are told."""

    at: float = Field(gt=0, lt=1)
    notify: tuple[NoticeDefinition, ...] = ()


class ClockDefinition(Part):
    """A clock (时钟). ``limit``: places to read it, the first that has one wins; none at all = it does not run.

    Attributes:
        warn: shares of the limit at which it warns; the first turns the light yellow.
        on_breach: acts of ``system: clock`` tried in order when it runs out; the first not refused is done.
        deemed_from_receipt: counted from the receipt if the case was accepted by law through silence.
        public: whether the applicant reads that it ran out.
        alarm: no limit that somebody keeps, but a time at which ``on_breach`` is done; it ends met.
    """

    label: str
    limit: tuple[LimitDefinition, ...]
    warn: tuple[WarningDefinition, ...] = ()
    on_breach: Names = ()
    breach_notify: tuple[NoticeDefinition, ...] = ()
    deemed_from_receipt: bool = False
    public: bool = True
    source: str = ""
    was: Names = ()
    alarm: bool = False


class GatheringDefinition(Part):
    """Which acts play which part in the one-time notice (一次性告知) and in acceptance."""

    step: str
    complete: Names = ()
    remark: str = ""
    late: str = ""
    request: str = ""
    supply: Names = ()
    accept: str = ""
    wait: str = ""
    not_reached: str = ""
    source: str = ""


class IntakeField(Part):
    """A field of a case type's own form."""

    element: Annotated[str, Ref("element")]
    label: str = ""
    required: bool = True


class CaseType(Definition):
    """A case type (办件类型).

    Attributes:
        state: ``own`` runs its own machine; ``derived`` follows from the children (``theme``).
        open: what opening does; its ``to`` is the first state.
        main_clock: the clock that gives the case its due date and light.
        gather_until: the clock of the root at which the one request goes out at the latest.
        intake: the form of a type that people hand in directly.
        papers: part that a paper plays (``refusal``) → class of the subject (事项类型 of an item, GB/T 39046 A.1; ``*``
            for the rest) → paper. The effect ``issue_paper`` may name the part instead of a paper; a class that has
            none gets none.
        follow: permissions whose holders may follow such cases, each for himself (我关注的), as long as they see them;
            the release in force says it, for cases that run under an older one too. Empty: nobody.
    """

    title: str
    note: str = ""
    source: str = ""
    state: Literal["own", "derived"] = "own"
    states: dict[str, StateDefinition]
    open: ActDefinition
    acts: dict[str, ActDefinition] = Field(default_factory=dict)
    steps: dict[str, StepDefinition] = Field(default_factory=dict)
    clocks: dict[str, ClockDefinition] = Field(default_factory=dict)
    main_clock: str = ""
    gathering: GatheringDefinition | None = None
    gather_until: str = ""
    intake: tuple[IntakeField, ...] = ()
    papers: dict[str, dict[str, str]] = Field(default_factory=dict)
    follow: Names = ()

    def papers_named(self, name: str) -> frozenset[str]:
        """Every paper that ``issue_paper`` may mean by a name: those of the part, or the paper itself."""
        return frozenset(self.papers[name].values()) if name in self.papers else frozenset({name})

    def paper_for(self, name: str, subject_class: str) -> str:
        """The paper meant by a name for a subject of this class; "" if the part has none for it."""
        if name not in self.papers:
            return name
        return self.papers[name].get(subject_class) or self.papers[name].get("*", "")
