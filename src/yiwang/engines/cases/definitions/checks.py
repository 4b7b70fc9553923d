"""What is checked in a case type once it has its shape: names that lead somewhere, states that end, conditions."""

from collections.abc import Iterable, Iterator

from yiwang.kernel.expressions import ExpressionError, Schema, parse
from yiwang.loader import Complaint, World

from ..domain.registers import ASSIGNEES, GUARDS
from .case_type import ActDefinition, CaseType
from .off_hours_checks import off_hours_complaints
from .paper_checks import paper_complaints
from .power_checks import power_complaints
from .registers import EFFECT_IDS, QUIET_EFFECTS
from .schema import act_schema
from .was_checks import was_complaints

DERIVED_STATES = ("in_hand", "completed", "refused", "withdrawn", "lapsed", "partly")
"""The states a derived root goes through; a derived type must name all of them."""

Path = tuple[str | int, ...]


def case_type_complaints(held: CaseType, world: World) -> Iterable[Complaint]:
    """Everything wrong with a case type, each with a sentence and how to mend it."""
    yield from _opening(held)
    for key, act in held.acts.items():
        yield from _act(held, act, ("acts", key))
    yield from _act(held, held.open, ("open",))
    yield from _steps(held, world)
    yield from _clocks(held)
    yield from _gathering(held)
    yield from _graph(held)
    yield from _derived(held)
    yield from was_complaints(held)
    yield from _conditions(held, act_schema(world))
    yield from _permissions(held, world)
    yield from power_complaints(held, world)
    yield from paper_complaints(held, world)
    yield from off_hours_complaints(held)


def _opening(held: CaseType) -> Iterator[Complaint]:
    if held.open.to not in held.states:
        yield _wrong("open 没有写明第一个状态。", "在 open 里写 to: 某个状态。", "open", ("open", "to"))


def _act(held: CaseType, act: ActDefinition, path: Path) -> Iterator[Complaint]:
    states, steps, clocks = held.states.keys(), held.steps.keys(), held.clocks.keys()
    yield from _unknown("状态", act.from_, {*states, "*"}, (*path, "from"))
    yield from _unknown("状态", (act.to,) if act.to else (), states, (*path, "to"))
    yield from _unknown("环节", act.opens, steps, (*path, "opens"))
    yield from _unknown("环节", act.closes, {*steps, "*"}, (*path, "closes"))
    yield from _unknown("动作", act.then, held.acts.keys(), (*path, "then"))
    yield from _unknown("环节", act.closes_own, steps, (*path, "closes_own"))
    yield from _unknown("动作", act.after_spent, held.acts.keys(), (*path, "after_spent"))
    yield from _unknown("动作", act.not_by, held.acts.keys(), (*path, "not_by"))
    yield from _bulk(held, act, path)
    yield from _unknown("环节", tuple(p.step for p in act.by if p.step), steps, (*path, "by"))
    yield from _unknown("本动作的栏目", act.keep, act.data.keys(), (*path, "keep"))
    for name in ("start", "pause", "resume", "meet", "void", "extend"):
        yield from _unknown("时钟", tuple(getattr(act.clocks, name)), clocks, (*path, "clocks", name))
    guards = tuple(guard.partition(":")[0] for guard in act.guards)
    yield from _unknown("登记的条件", guards, GUARDS.keys(), (*path, "guards"))
    yield from _effects(act, path)
    yield from _options(act, path)


def _bulk(held: CaseType, act: ActDefinition, path: Path) -> Iterator[Complaint]:
    """Many at once is for what decides nothing: no refusal, no effect, no act that asks for another pair of eyes."""
    outcome = held.states[act.to].outcome if act.to in held.states else ""
    makes = [effect for effect in (*act.after, *act.within) if effect.id not in QUIET_EFFECTS]
    if act.bulk and (makes or act.not_by or outcome not in ("", "result")):
        what = f"动作“{act.label}”会作出决定或者产生文书、结果，不能成批办理。"
        yield _wrong(what, "去掉 bulk: true，逐件办理。", "bulk", (*path, "bulk"))


def _effects(act: ActDefinition, path: Path) -> Iterator[Complaint]:
    for when in ("within", "after"):
        used = tuple(effect.id for effect in getattr(act, when))
        known = {key for key, kind in EFFECT_IDS.items() if kind == when}
        yield from _unknown("登记的效果", used, known, (*path, when))


def _options(act: ActDefinition, path: Path) -> Iterator[Complaint]:
    for key, field in act.data.items():
        if (field.type == "choice") != bool(field.options):
            what, mend = (
                f"栏目“{field.label}”的 type 与 options 不配。",
                "type: choice 才写 options，并且必须写。",
            )
            yield _wrong(what, mend, "options", (*path, "data", key))


def _steps(held: CaseType, world: World) -> Iterator[Complaint]:
    for key, step in held.steps.items():
        rule = (step.assign.partition(":")[0],)
        yield from _unknown("登记的分派规则", rule, ASSIGNEES.keys(), ("steps", key, "assign"))
        yield from _unknown(
            "时钟", (step.clock,) if step.clock else (), held.clocks.keys(), ("steps", key, "clock")
        )
        if not any(key in act.opens for act in (held.open, *held.acts.values())):
            what, mend = (
                f"环节“{step.label}”没有哪个动作会打开。",
                "在某个动作的 opens 里写上，或者删去这个环节。",
            )
            yield _wrong(what, mend, "step_unopened", ("steps", key))


def _clocks(held: CaseType) -> Iterator[Complaint]:
    for name in ("main_clock", "gather_until"):
        used = getattr(held, name)
        yield from _unknown("时钟", (used,) if used else (), held.clocks.keys(), (name,))
    for key, clock in held.clocks.items():
        path: Path = ("clocks", key, "on_breach")
        yield from _unknown("动作", clock.on_breach, held.acts.keys(), path)
        for name in clock.on_breach:
            if name in held.acts and not any(p.system == "clock" for p in held.acts[name].by):
                what = f"时钟“{clock.label}”到期要办“{name}”，但这个动作不许系统时钟办。"
                yield _wrong(what, f"在动作 {name} 的 by 里加上 system: clock。", "breach_by", path)
            if name in held.acts and any(field.required for field in held.acts[name].data.values()):
                what = f"时钟“{clock.label}”到期要办“{name}”，但它有必填栏目，系统填不出来。"
                yield _wrong(what, "另写一个不要填写的动作。", "breach_data", path)


def _gathering(held: CaseType) -> Iterator[Complaint]:
    rule = held.gathering
    if rule is None:
        return
    yield from _unknown("环节", (rule.step,), held.steps.keys(), ("gathering", "step"))
    yield from _unknown("动作", rule.complete, held.acts.keys(), ("gathering", "complete"))
    yield from _unknown("动作", rule.supply, held.acts.keys(), ("gathering", "supply"))
    for name in ("remark", "late", "request", "accept", "wait", "not_reached"):
        used = getattr(rule, name)
        yield from _unknown("动作", (used,) if used else (), held.acts.keys(), ("gathering", name))


def _graph(held: CaseType) -> Iterator[Complaint]:
    if held.state == "derived" or held.open.to not in held.states:
        return
    reached = _reached(held, held.open.to)
    for key, state in held.states.items():
        if key not in reached:
            what = f"没有哪个动作能走到状态“{state.label}”。"
            yield _wrong(what, "补上通向它的动作，或者删去这个状态。", "unreachable", ("states", key))
        elif state.kind != "final" and not any(held.states[s].kind == "final" for s in _reached(held, key)):
            what = f"状态“{state.label}”走不到任何终结状态，办件会永远办不完。"
            yield _wrong(what, "补上从它出去的动作。", "endless", ("states", key))
        if (state.kind == "final") != bool(state.outcome):
            what = f"状态“{state.label}”的 kind 与 outcome 不配。"
            yield _wrong(what, "终结状态写 outcome，其他状态不写。", "outcome", ("states", key))


def _reached(held: CaseType, start: str) -> set[str]:
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        if here not in held.states:
            continue
        final = held.states[here].kind == "final"
        out = {act.to for act in held.acts.values() if here in act.from_ or ("*" in act.from_ and not final)}
        fresh = (out & held.states.keys()) - seen
        seen |= fresh
        left += fresh
    return seen


def _derived(held: CaseType) -> Iterator[Complaint]:
    missing = [key for key in DERIVED_STATES if key not in held.states] if held.state == "derived" else []
    if missing:
        what = f"state: derived 的类型缺少状态 {'、'.join(missing)}。"
        yield _wrong(what, "这六个状态都要写，名称可以自定。", "derived_states", ("states",))


def _conditions(held: CaseType, schema: Schema) -> Iterator[Complaint]:
    for key, act in held.acts.items():
        path: Path = ("acts", key, "when")
        if not act.when:
            continue
        try:
            problems = [(p.what, p.mend) for p in parse(act.when).check(schema)]
        except ExpressionError as error:
            problems = [(error.what, error.mend)]
        for what, mend in problems:
            yield _wrong(what, mend, "condition", path)


def _permissions(held: CaseType, world: World) -> Iterator[Complaint]:
    roles = world.all("role").values()
    known = {permission for role in roles for permission in getattr(role, "may", ())}
    for key, act in held.acts.items():
        wanted = {p.may for p in act.by if p.may} - known if known else set()
        for permission in sorted(wanted):
            what = f"动作“{act.label}”要的权限 {permission} 没有任何角色具备。"
            mend = "在 roles.yaml 里给某个角色加上，或者改正权限词。"
            yield Complaint(what, mend, "case_type.permission", ("acts", key, "by"), "warning")
    for permission in sorted(set(held.follow) - known) if known else ():
        what = f"follow 写的权限 {permission} 没有任何角色具备，没有人能关注这类办件。"
        mend = "在 roles.yaml 里给某个角色加上，或者改正权限词。"
        yield Complaint(what, mend, "case_type.follow", ("follow",), "warning")


def _unknown(noun: str, used: Iterable[str], known: Iterable[str], path: Path) -> Iterator[Complaint]:
    for name in used:
        if name not in set(known):
            what, mend = (
                f"没有名为“{name}”的{noun}。",
                f"改成下列之一：{'、'.join(sorted(known)) or '（一个也没有）'}。",
            )
            yield _wrong(what, mend, "unknown_name", path)


def _wrong(what: str, mend: str, code: str, path: Path) -> Complaint:
    return Complaint(what, mend, f"case_type.{code}", path)
