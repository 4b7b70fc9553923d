"""What is checked of acts that move units, split, link and rule, and of limits on how often and how late."""

from collections.abc import Iterator

from yiwang.loader import Complaint, World

from .case_type import ActDefinition, CaseType

Path = tuple[str | int, ...]
FIELD_OF = {"unit": ("unit", "units"), "parts": ("parts",), "case": ("case",), "text": ("text", "long_text")}


def power_complaints(held: CaseType, world: World) -> Iterator[Complaint]:
    """Everything wrong with these parts of a case type."""
    for key, act in (("open", held.open), *held.acts.items()):
        path: Path = ("open",) if act is held.open else ("acts", key)
        yield from _units(act, world, path)
        yield from _fields(held, act, path)
        yield from _split_limit(held, act, world, path)
        yield from _limits(held, act, path)
        yield from _followers(held, act, path)
        yield from _templates(act, path)
    yield from _own_clocks(held)
    yield from _members(held)


def _units(act: ActDefinition, world: World, path: Path) -> Iterator[Complaint]:
    for index, move in enumerate(act.units):
        here = (*path, "units", index)
        if move.end and move.part == "main":
            what = f"动作“{act.label}”让主办单位离开，办件会没有人负责。"
            yield _wrong(what, "改为写明交给哪个单位：part: main, to: …。", "main_leaves", here)
        if not move.end and not move.to:
            what = f"动作“{act.label}”没有写明哪个单位加入。"
            yield _wrong(what, "写 to: field:栏目、part:角色、unit:单位编号 或 actor。", "unit_unsaid", here)
        yield from _field(
            act, move.to.removeprefix("field:") if move.to.startswith("field:") else "", "unit", here
        )


def _fields(held: CaseType, act: ActDefinition, path: Path) -> Iterator[Complaint]:
    if act.split:
        yield from _field(act, act.split.field, "parts", (*path, "split"))
        if held.gathering:
            what = f"动作“{act.label}”要拆分，但这个类型有一次性告知，拆出的办件会打乱它。"
            yield _wrong(what, "去掉 split，或者去掉 gathering。", "split_gathering", (*path, "split"))
    if act.link and act.link.field:
        yield from _field(act, act.link.field, "case", (*path, "link"))
    if act.precedent:
        yield from _field(act, act.precedent.reasoning, "text", (*path, "precedent"))
        if not any(move.part == "main" for move in act.units):
            what = f"动作“{act.label}”形成先例，却没有确定主办单位。"
            yield _wrong(what, "在 units 里写 part: main。", "precedent_unit", (*path, "precedent"))


def _split_limit(held: CaseType, act: ActDefinition, world: World, path: Path) -> Iterator[Complaint]:
    """A limit that lines set is read by a clock of the cases they open."""
    if not act.split or not act.split.limit:
        return
    part = world.get("case_type", act.split.type) if act.split.type else held
    if not any(limit.term == act.split.limit for clock in part.clocks.values() for limit in clock.limit):
        what = f"动作“{act.label}”让每项另定“{act.split.limit}”，拆出的办件却没有时钟读这个时限。"
        yield _wrong(
            what, "在它的时钟的 limit 里写 term，或者去掉 split 的 limit。", "split_limit", (*path, "split")
        )


def _field(act: ActDefinition, name: str, kind: str, path: Path) -> Iterator[Complaint]:
    if not name:
        return
    wanted, field = FIELD_OF[kind], act.data.get(name)
    if field is None or field.type not in wanted:
        what = f"动作“{act.label}”要用栏目“{name}”，但没有这个类型为 {'、'.join(wanted)} 的栏目。"
        yield _wrong(what, "在 data 里加上这个栏目，或者改正名称和 type。", "field_kind", path)
    elif not field.required:
        what = f"动作“{act.label}”要靠栏目“{field.label}”办理，它却可以不填。"
        yield _wrong(what, "给这个栏目加上 required: true。", "field_optional", path)


def _limits(held: CaseType, act: ActDefinition, path: Path) -> Iterator[Complaint]:
    endless = [n for n in act.after_spent if n in held.acts and not _has_times(held.acts[n])]
    for name in endless:
        what = f"“{act.label}”要等“{held.acts[name].label}”用完次数，但后者没有次数。"
        yield _wrong(what, "给它写 times 或 times_parameter。", "endless_times", (*path, "after_spent"))
    finals = {key for key, state in held.states.items() if state.kind == "final"}
    if act.window and not finals & set(act.from_):
        what = f"动作“{act.label}”写了 window，却不从终结状态出发，window 不会起作用。"
        yield _wrong(what, "在 from 里写终结状态，或者去掉 window。", "idle_window", (*path, "window"))


def _has_times(act: ActDefinition) -> bool:
    return bool(act.times or act.times_parameter)


def _own_clocks(held: CaseType) -> Iterator[Complaint]:
    for key, step in held.steps.items():
        if step.own_clock and step.clock not in held.clocks:
            what = f"环节“{step.label}”的每项待办各有时钟，但没有写是哪个时钟。"
            yield _wrong(what, "写 clock: 时钟名。", "own_clock", ("steps", key))
        if step.own_clock and step.clock == held.main_clock:
            what = f"环节“{step.label}”的每项待办各有时钟，不能用整个办件的主时钟。"
            yield _wrong(what, "另写一个时钟给这个环节。", "own_main_clock", ("steps", key))


def _members(held: CaseType) -> Iterator[Complaint]:
    """Who can be merged hears how the main case ended: acts that close say what happens to the members."""
    links = [act.link for act in held.acts.values() if act.link]
    if not any(link.kind == "merged_into" and link.field for link in links):
        return
    for key, act in held.acts.items():
        ends = act.to in held.states and held.states[act.to].kind == "final"
        told = any(effect.id == "move_members" for effect in act.after) or "no_members" in act.guards
        if ends and not told and not _by_effect(act):
            what = f"动作“{act.label}”办结主件，并入的办件却听不到结果。"
            mend = "加 after: [{ id: move_members, with: { act: … } }]，或者 guards: no_members。"
            yield _wrong(what, mend, "members_left", ("acts", key))


def _followers(held: CaseType, act: ActDefinition, path: Path) -> Iterator[Complaint]:
    for effect in (one for one in act.after if one.id == "move_members"):
        name = effect.with_.get("act", "")
        follower = held.acts.get(name)
        if follower is None or not _by_effect(follower):
            what = f"动作“{act.label}”要让并入的办件办“{name}”，没有这个动作，或者它不许系统（effect）办。"
            mend = "写 with: { act: 动作 }，并在该动作的 by 里加 system: effect。"
            yield _wrong(what, mend, "member_act", (*path, "after"))


def _templates(act: ActDefinition, path: Path) -> Iterator[Complaint]:
    for key, field in act.data.items():
        if field.templates and field.type not in FIELD_OF["text"]:
            what = f"栏目“{field.label}”写了 templates，但它不是文字。"
            yield _wrong(what, "只给 text、long_text 写 templates。", "templates", (*path, "data", key))


def _by_effect(act: ActDefinition) -> bool:
    return any(performer.system == "effect" for performer in act.by)


def _wrong(what: str, mend: str, code: str, path: Path) -> Complaint:
    return Complaint(what, mend, f"case_type.{code}", path)
