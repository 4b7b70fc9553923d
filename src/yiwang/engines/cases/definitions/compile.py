"""From what authors write to what runs."""

from collections.abc import Iterable, Mapping

from yiwang.kernel.expressions import Schema, compile_expression
from yiwang.loader import World

from ..domain import machine as run
from .case_type import (
    ActDefinition,
    CaseType,
    ClockDefinition,
    GatheringDefinition,
    StateDefinition,
    StepDefinition,
)
from .parts import EffectDefinition, FieldDefinition, LimitDefinition, NoticeDefinition
from .schema import act_schema


def machines_of(world: World) -> dict[str, run.Machine]:
    """The machines of all case types of a world, by id."""
    schema = act_schema(world)
    return {key: machine_of(held, schema) for key, held in world.all("case_type").items()}


def machine_of(case_type: CaseType, schema: Schema) -> run.Machine:
    """The machine of one case type; conditions are compiled against ``schema``."""
    acts = {key: _act(key, act, schema) for key, act in case_type.acts.items()}
    return run.Machine(
        id=case_type.id,
        label=case_type.title,
        states={key: _state(key, state) for key, state in case_type.states.items()},
        opening=_act("open", case_type.open, schema),
        acts=acts,
        steps={key: _step(key, step) for key, step in case_type.steps.items()},
        clocks={key: _clock(key, clock) for key, clock in case_type.clocks.items()},
        main_clock=case_type.main_clock,
        gathering=_gathering(case_type.gathering),
        derived=case_type.state == "derived",
        gather_until=case_type.gather_until,
    )


def _state(key: str, held: StateDefinition) -> run.State:
    gives = held.gives_result or held.outcome == "result"
    return run.State(key, held.label, held.kind, held.outcome, gives, held.public or held.label, held.was)


def _act(key: str, held: ActDefinition, schema: Schema) -> run.Act:
    return run.Act(
        id=key,
        label=held.label,
        froms=frozenset(held.from_),
        to=held.to,
        by=tuple(run.Performer(p.unit or "", p.step, p.may, p.party, p.system or "") for p in held.by),
        when=compile_expression(held.when, schema) if held.when else None,
        say=held.say,
        guards=tuple(run.Guard(*guard.partition(":")[::2]) for guard in held.guards),
        data=_fields(held),
        keep=held.keep,
        opens=held.opens,
        closes=held.closes,
        clocks=_moves(held),
        within=_effects(held.within),
        after=_effects(held.after),
        notify=_notices(held.notify),
        public=held.public,
        then=held.then,
        cascade=held.cascade,
        times=held.times,
        waives_after=held.waives_after,
        deems=held.deems,
        tone=held.tone,
        source=held.source,
        bulk=held.bulk,
        not_by=held.not_by,
        recuses=held.recuses,
        times_parameter=held.times_parameter or "",
        after_spent=held.after_spent,
        window=_limits(held.window),
        units=tuple(run.UnitMove(move.part, move.to, move.end) for move in held.units),
        closes_own=held.closes_own,
        split=_split(held),
        link=run.LinkUse(held.link.kind, held.link.field) if held.link else None,
        precedent=_precedent(held),
        hands_back=held.hands_back,
    )


def _split(held: ActDefinition) -> run.Split | None:
    used = held.split
    return run.Split(used.field, used.type or "", used.keeps, used.limit) if used else None


def _precedent(held: ActDefinition) -> run.PrecedentUse | None:
    used = held.precedent
    return run.PrecedentUse(used.reasoning, used.category) if used else None


def _fields(held: ActDefinition) -> tuple[run.Field, ...]:
    limited = held.split.field if held.split and held.split.limit else ""
    return tuple(_field(key, field, limited=key == limited) for key, field in held.data.items())


def _field(key: str, held: FieldDefinition, *, limited: bool) -> run.Field:
    texts = (held.options, held.help, held.reach, held.templates)
    return run.Field(key, held.label, held.type, held.required, *texts, limited=limited)


def _moves(held: ActDefinition) -> run.ClockMoves:
    moves = held.clocks
    extend = {key: _limits(limits) for key, limits in moves.extend.items()}
    return run.ClockMoves(moves.start, moves.pause, moves.resume, moves.meet, moves.void, extend)


def _effects(held: Iterable[EffectDefinition]) -> tuple[run.EffectUse, ...]:
    return tuple(run.EffectUse(effect.id, effect.with_) for effect in held)


def _notices(held: Iterable[NoticeDefinition]) -> tuple[run.Notice, ...]:
    return tuple(run.Notice(notice.to, notice.template, notice.may) for notice in held)


def _limits(held: Iterable[LimitDefinition]) -> tuple[run.LimitSource, ...]:
    return tuple(_limit(limit) for limit in held)


def _limit(limit: LimitDefinition) -> run.LimitSource:
    return run.LimitSource(limit.term, limit.parameter or "", limit.value, limit.unit, limit.source)


def _step(key: str, held: StepDefinition) -> run.Step:
    rule, _, argument = held.assign.partition(":")
    off_hours = run.OffHours(held.off_hours.until, held.off_hours.notice) if held.off_hours else None
    shape = (held.may, held.clock, held.own_clock, held.was, off_hours)
    return run.Step(key, held.label, rule, argument, *shape)


def _clock(key: str, held: ClockDefinition) -> run.ClockRule:
    return run.ClockRule(
        id=key,
        label=held.label,
        limit=_limits(held.limit),
        warn=tuple(run.Warning(warning.at, _notices(warning.notify)) for warning in held.warn),
        on_breach=held.on_breach,
        breach_notify=_notices(held.breach_notify),
        public=held.public and not held.alarm,
        deemed_from_receipt=held.deemed_from_receipt,
        was=held.was,
        alarm=held.alarm,
    )


def _gathering(held: GatheringDefinition | None) -> run.Gathering | None:
    if held is None:
        return None
    parts: Mapping[str, str] = held.model_dump(exclude={"complete", "supply", "source"})
    return run.Gathering(complete=frozenset(held.complete), supply=frozenset(held.supply), **parts)
