"""What a case type is when it runs: states, acts, steps and clocks, with compiled conditions.

Authors write ``definitions.CaseType``; ``definitions.compile`` makes a ``Machine`` of it. Machines know no YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

StateKind = Literal["open", "waiting", "final"]
Outcome = Literal["", "result", "refused", "withdrawn", "lapsed", "not_reached"]


class Condition(Protocol):
    """A compiled expression: true, false or unknown (see ``kernel.expressions``)."""

    def truth(self, env: Mapping[str, Any]) -> Any:
        """True, False or UNKNOWN for these values."""
        ...


@dataclass(frozen=True)
class State:
    """One state. ``gives_result``: children that need this case's result may go on from here.

    ``was``: what it was called in earlier releases (see ``domain.migrating``); steps and clocks have it too.
    """

    id: str
    label: str
    kind: StateKind
    outcome: Outcome = ""
    gives_result: bool = False
    public: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Performer:
    """Who may perform an act: a unit by its part or its task, a party by its part, or the system.

    Attributes:
        unit: part of the unit in the case; ``any`` for every unit of a whole-city hat, ``seen`` for every hat that
            sees the case, onlookers too.
        step: the step whose open task the actor's units must hold.
        may: the permission one of the actor's roles must carry (staff).
        party: part of the party in the case; ``any`` for all of them.
        system: name of the part of the system: ``tree``, ``flow``, ``clock``, ``effect``, ``external``, ``learnt``.
    """

    unit: str = ""
    step: str = ""
    may: str = ""
    party: str = ""
    system: str = ""


@dataclass(frozen=True)
class LimitSource:
    """One place a limit may be read from: the case's own terms, a parameter, or the definition itself."""

    term: str = ""
    parameter: str = ""
    value: int | None = None
    unit: str = "working_day"
    source: str = ""


@dataclass(frozen=True)
class Field:
    """One thing an act asks of the person who performs it; ``limited``: its lines may each have a limit."""

    key: str
    label: str
    type: str = "text"
    required: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    reach: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    limited: bool = False


@dataclass(frozen=True)
class EffectUse:
    """An effect an act has, with the arguments its author wrote."""

    id: str
    with_: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """Somebody to be told: a party part, or a unit part with the permission of those meant."""

    to: str
    template: str
    may: str = ""


@dataclass(frozen=True)
class ClockMoves:
    """What an act does to clocks, by their keys. ``extend`` adds the first of some limits to a clock."""

    start: tuple[str, ...] = ()
    pause: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    meet: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    extend: Mapping[str, tuple[LimitSource, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitMove:
    """A unit joins a case in a part, or leaves it; ``to`` as in ``definitions.UnitMoveDefinition``."""

    part: str
    to: str = ""
    end: bool = False


@dataclass(frozen=True)
class Split:
    """Cases opened below this one, one per line of a field of type ``parts``; a line may shorten the limit named."""

    field: str
    type: str
    keeps: tuple[str, ...] = ()
    limit: str = ""


@dataclass(frozen=True)
class LinkUse:
    """The case named in a field is linked to; without a field, links of this kind end."""

    kind: str
    field: str = ""


@dataclass(frozen=True)
class PrecedentUse:
    """A ruling to be remembered: the field with its reasoning, and the entry of the form that says the category."""

    reasoning: str
    category: str = ""


@dataclass(frozen=True)
class Guard:
    """A named guard of the register with its argument."""

    id: str
    argument: str = ""


@dataclass(frozen=True)
class Act:
    """One thing that can be done to a case. Field by field as in ``definitions.ActDefinition``."""

    id: str
    label: str
    froms: frozenset[str]
    to: str = ""
    by: tuple[Performer, ...] = ()
    when: Condition | None = None
    say: str = ""
    guards: tuple[Guard, ...] = ()
    data: tuple[Field, ...] = ()
    keep: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    clocks: ClockMoves = ClockMoves()
    within: tuple[EffectUse, ...] = ()
    after: tuple[EffectUse, ...] = ()
    notify: tuple[Notice, ...] = ()
    public: str = ""
    then: tuple[str, ...] = ()
    cascade: str = ""
    times: int = 0
    waives_after: bool = False
    deems: bool = False
    tone: str = ""
    source: str = ""
    bulk: bool = False
    not_by: tuple[str, ...] = ()
    recuses: bool = False
    times_parameter: str = ""
    after_spent: tuple[str, ...] = ()
    window: tuple[LimitSource, ...] = ()
    units: tuple[UnitMove, ...] = ()
    closes_own: tuple[str, ...] = ()
    split: Split | None = None
    link: LinkUse | None = None
    precedent: PrecedentUse | None = None
    hands_back: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is remembered how often it was done."""
        return bool(self.times or self.times_parameter)

    def leaves(self, state: State) -> bool:
        """Whether the act may start in this state; ``*`` stands for every state that is not final."""
        return state.id in self.froms or ("*" in self.froms and state.kind != "final")


@dataclass(frozen=True)
class OffHours:
    """Outside working time the task is for who is on duty: the alarm that ends this, and the notice that calls them."""

    clock: str
    notice: str


@dataclass(frozen=True)
class Step:
    """What a task is about, and which register entry finds its unit."""

    id: str
    label: str
    assign: str = "main_unit"
    argument: str = ""
    may: str = ""
    clock: str = ""
    own_clock: bool = False
    was: tuple[str, ...] = ()
    off_hours: OffHours | None = None


@dataclass(frozen=True)
class Warning:  # noqa: A001 - the word of the field
    """A fraction of a limit at which somebody is told before it is too late."""

    at: float
    notify: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class ClockRule:
    """A limit as its author wrote it. ``on_breach`` are acts tried in order; the first that may happen happens."""

    id: str
    label: str
    limit: tuple[LimitSource, ...]
    warn: tuple[Warning, ...] = ()
    on_breach: tuple[str, ...] = ()
    breach_notify: tuple[Notice, ...] = ()
    public: bool = True
    deemed_from_receipt: bool = False
    was: tuple[str, ...] = ()
    alarm: bool = False


@dataclass(frozen=True)
class Gathering:
    """Which acts play the parts of the one-time notice and of acceptance (``domain.intake``, ``domain.tree``)."""

    step: str
    complete: frozenset[str] = frozenset()
    remark: str = ""
    late: str = ""
    request: str = ""
    supply: frozenset[str] = frozenset()
    accept: str = ""
    wait: str = ""
    not_reached: str = ""


@dataclass(frozen=True)
class Machine:
    """A case type ready to run."""

    id: str
    label: str
    states: Mapping[str, State]
    opening: Act
    acts: Mapping[str, Act] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    clocks: Mapping[str, ClockRule] = field(default_factory=dict)
    main_clock: str = ""
    gathering: Gathering | None = None
    derived: bool = False
    gather_until: str = ""

    @cached_property
    def signed_acts(self) -> frozenset[str]:
        """The acts whose doer must be remembered, because another act may not be done by the same person."""
        return frozenset(name for act in self.acts.values() for name in act.not_by)

    def state(self, state_id: str) -> State:
        """The state with this id."""
        return self.states[state_id]
