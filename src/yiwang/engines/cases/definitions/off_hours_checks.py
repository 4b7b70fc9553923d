"""What is checked of work that goes to who is on duty: an alarm ends it, and an act gives it back."""

from collections.abc import Iterator

from yiwang.loader import Complaint

from .case_type import CaseType, StepDefinition


def off_hours_complaints(held: CaseType) -> Iterator[Complaint]:
    """Everything wrong with steps that have ``off_hours``, with alarms, and with what is handed back."""
    for key, step in held.steps.items():
        if step.off_hours:
            yield from _step(held, key, step)
    for key, clock in held.clocks.items():
        if clock.alarm and not clock.on_breach:
            what = f"时钟“{clock.label}”是闹钟，却没有写到时候办什么。"
            yield _wrong(what, "写 on_breach: 某个动作，或者去掉 alarm。", "idle_alarm", ("clocks", key))
    for key, act in held.acts.items():
        for name in act.hands_back:
            if name not in held.steps or not held.steps[name].off_hours:
                what = f"动作“{act.label}”要交回环节“{name}”，它不是值班时交出去的环节。"
                mend = "改成写了 off_hours 的环节。"
                yield _wrong(what, mend, "hands_back", ("acts", key, "hands_back"))


def _step(held: CaseType, key: str, step: StepDefinition) -> Iterator[Complaint]:
    path: tuple[str | int, ...] = ("steps", key, "off_hours")
    rules = step.off_hours
    clock = held.clocks.get(rules.until) if rules else None
    if clock is None or not clock.alarm:
        what = f"环节“{step.label}”夜间、假日交给值班的人，但没有写哪个闹钟到时候交回。"
        yield _wrong(what, "写 until: 一个 alarm: true 的时钟。", "off_hours_until", path)
    elif not any(key in held.acts[name].hands_back for name in clock.on_breach if name in held.acts):
        what = f"闹钟“{clock.label}”响了以后没有动作把环节“{step.label}”交回。"
        yield _wrong(what, "在它 on_breach 的动作里写 hands_back。", "off_hours_back", path)
    if step.assign.startswith("each_unit"):
        what = f"环节“{step.label}”由几个单位各办各的，不能交给值班的人。"
        yield _wrong(what, "去掉 off_hours，或者改由一个单位办。", "off_hours_each", path)


def _wrong(what: str, mend: str, code: str, path: tuple[str | int, ...]) -> Complaint:
    return Complaint(what, mend, f"case_type.{code}", path)
