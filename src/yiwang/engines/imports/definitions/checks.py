"""What is checked in a mapping once it has its shape: everything it names on our side exists."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yiwang.engines.cases.pure import CaseType
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.people.pure import COLUMNS
from yiwang.loader import Complaint, World

from .mapping import CaseMapping, Cell, ImportMapping, KnowledgeMapping, StateMapping

Path = tuple[str | int, ...]
WHEN = datetime(2031, 12, 23, 14, 25, 36)  # noqa: DTZ001 - only to try how a date is written


def mapping_complaints(held: ImportMapping, world: World) -> Iterator[Complaint]:
    """Everything wrong with a mapping, each with a sentence and how to mend it."""
    yield from _how_written(held)
    yield from _limits(held)
    tree = OrganisationTree.of(world)
    if held.accounts:
        yield from _accounts(held.accounts, tree)
    if held.knowledge:
        yield from _knowledge(held.knowledge, tree)
    case_type = world.all("case_type").get(held.cases.type) if held.cases else None
    if held.cases and isinstance(case_type, CaseType):
        yield from _states(held.cases, case_type)
        yield from _named(held.cases, case_type, world)
        yield from _places(held.cases, tree)


def _how_written(held: ImportMapping) -> Iterator[Complaint]:
    try:
        ZoneInfo(held.zone or "Asia/Shanghai")
    except (ZoneInfoNotFoundError, ValueError):
        yield _wrong(f"没有时区“{held.zone}”。", "写 Asia/Shanghai 这样的名字。", "zone", ("zone",))
    for place, pattern in enumerate(held.dates):
        if not _is_pattern(pattern):
            what = f"日期写法“{pattern}”里缺年、月或者日，或者认不出。"
            yield _wrong(what, "写成 %Y-%m-%d %H:%M:%S 这样。", "dates", ("dates", place))


def _is_pattern(pattern: str) -> bool:
    try:
        return datetime.strptime(WHEN.strftime(pattern), pattern).date() == WHEN.date()  # noqa: DTZ007
    except ValueError:
        return False


def _limits(held: ImportMapping) -> Iterator[Complaint]:
    for name in type(held.limits).model_fields:
        one = getattr(held.limits, name)
        if one is not None and one.is_unchecked:
            mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
            what = f"limits.{name} 标为“已公布”，却没有写核对过哪个文本。"
            yield _wrong(what, mend, "unchecked", ("limits", name))
    wants = held.cases is not None and held.cases.attachments is not None
    if wants and held.limits.attachment_kilobytes is None:
        yield _wrong(
            "写了附件，却没有写附件最大多少。", "写 limits.attachment_kilobytes。", "attachment", ("limits",)
        )


def _states(held: CaseMapping, case_type: CaseType) -> Iterator[Complaint]:
    if case_type.state == "derived":
        what = f"“{case_type.title}”的状态由下面的办件得出，不能直接导入。"
        yield _wrong(what, "改成各事项自己的办件类型。", "derived", ("cases", "type"))
    for word, one in held.states.items():
        yield from _state(word, one, case_type, ("cases", "states", word))


def _state(word: str, one: StateMapping, case_type: CaseType, path: Path) -> Iterator[Complaint]:
    yield from _unknown("状态", (one.state,), case_type.states, (*path, "state"))
    yield from _unknown("环节", one.steps, case_type.steps, (*path, "steps"))
    yield from _unknown("时钟", one.clocks, case_type.clocks, (*path, "clocks"))
    state = case_type.states.get(one.state)
    if state is None:
        return
    if state.kind == "open" and not one.steps:
        what = f"“{word}”到我们这里是“{state.label}”，要有人办，却没有写 steps。"
        yield _wrong(what, "写上这个状态下在办的环节。", "no_steps", path)
    if state.kind == "final" and one.steps:
        what = f"“{word}”到我们这里是“{state.label}”，已经办结，不能有在办的环节。"
        yield _wrong(what, "去掉 steps。", "closed_steps", path)


def _named(held: CaseMapping, case_type: CaseType, world: World) -> Iterator[Complaint]:
    """Acts, kept fields, terms and notices."""
    kept = {name for act in case_type.acts.values() for name in act.keep}
    terms = {one.term for clock in case_type.clocks.values() for one in clock.limit if one.term}
    yield from _unknown("记下的栏目", held.kept, kept, ("cases", "kept"))
    yield from _unknown("时限（term）", held.limits, terms, ("cases", "limits"))
    acts = {"": None, **case_type.acts}
    for place, one in enumerate(held.history):
        yield from _unknown("动作", (one.act,), acts, ("cases", "history", place, "act"))
    notices = world.all("notice_template")
    for place, told in enumerate(held.tell):
        yield from _unknown("通知", (told.template,), notices, ("cases", "tell", place))
    if "main" not in held.units:
        yield _wrong("没有写主办单位。", "在 units 里写 main。", "main", ("cases", "units"))


def _places(held: CaseMapping, tree: OrganisationTree) -> Iterator[Complaint]:
    for part, cell in held.units.items():
        yield from _unknown("单位", _ours(cell), tree.units, ("cases", "units", part))
    if held.division:
        yield from _unknown("区划", _ours(held.division), tree.divisions.rows, ("cases", "division"))


def _accounts(held: Mapping[str, Cell], tree: OrganisationTree) -> Iterator[Complaint]:
    yield from _unknown("账号模板的列", held, COLUMNS, ("accounts",))
    for column in COLUMNS[:4]:
        if column not in held:
            yield _wrong(f"没有写“{column}”从哪里来。", "按账号模板的列名补上。", "column", ("accounts",))
    for column, known in (("单位编号", tree.units), ("岗位编号", tree.posts)):
        if column in held:
            yield from _unknown(column, _ours(held[column]), known, ("accounts", column))


def _knowledge(held: KnowledgeMapping, tree: OrganisationTree) -> Iterator[Complaint]:
    if held.audience:
        path = ("knowledge", "audience")
        yield from _unknown("读者（seat、public）", _ours(held.audience), ("seat", "public"), path)
    if held.division:
        yield from _unknown("区划", _ours(held.division), tree.divisions.rows, ("knowledge", "division"))


def _ours(cell: Cell) -> list[str]:
    """The words of ours that a cell names."""
    return [*cell.values.values(), *([cell.value] if cell.value else [])]


def _unknown(word: str, names: Collection[str], known: Collection[str], path: Path) -> Iterator[Complaint]:
    for name in names:
        if name not in known:
            yield _wrong(f"没有{word}“{name}”。", "改成有的，或者先在包里写上。", "unknown", path)


def _wrong(what: str, mend: str, code: str, path: Path) -> Complaint:
    return Complaint(what, mend, f"import_mapping.{code}", path)
