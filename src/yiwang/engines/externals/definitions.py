"""What a pack says about systems in which steps are done: ``external-systems/<id>.yaml``. The ways alone are code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.kernel.worktime import Limit, LimitError
from yiwang.loader import Complaint, Definition, Kind, Mistake, Part, Ref, Sourced, World

Way = Literal["api", "file", "card"]
CaseWord = Literal["number", "title", "opened_at", "due_at"]
WORDS = {"word", "note", "number", "their_number", "system"}
"""What an answer's data may hold in braces: the word itself, what was said with it, both numbers, the system's name."""

WRITABLE = ("text", "long_text", "choice", "date")
"""Types of an act's fields that an answer's data can fill."""

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_SOURCES = ("element", "kept", "told", "case", "material")


class SentField(Part):
    """One thing the other system is told: exactly one of ``element``, ``kept``, ``told``, ``case`` and ``material``.

    Attributes:
        element: what was handed in, by its element; of every party unless ``party`` names one.
        kept: what an act of the case kept, by the field's key.
        told: a line of a case that no form stands behind, by its label.
        case: of the case itself.
        material: files that were handed in for a material, or for all (``*``), with what came later; by message only.
        label: how the other system calls it; its own name if empty.
    """

    element: Annotated[str, Ref("element")] | None = None
    party: str = ""
    kept: str = ""
    told: str = ""
    case: CaseWord | None = None
    material: str = ""
    label: str = ""

    @model_validator(mode="after")
    def _one_of_five(self) -> SentField:
        if sum(bool(getattr(self, name)) for name in _SOURCES) != 1:
            raise Mistake(
                "sends 的每一项要在 element、kept、told、case、material 中恰好写一个。",
                "把其余的去掉，或者另起一项。",
            )
        return self


class Served(Part):
    """Which tasks are done there.

    Attributes:
        case_type, step: of which type, which step.
        items: only these subjects; all if empty.
        bodies: only units of these bodies or functions; all if empty.
    """

    case_type: Annotated[str, Ref("case_type")]
    step: str
    items: tuple[Annotated[str, Ref("item")], ...] = ()
    bodies: tuple[str, ...] = ()

    def fits(self, case_type: str, step: str, subject: str) -> bool:
        """Whether a task of this type, step and subject is meant, whatever unit has it."""
        return (self.case_type, self.step) == (case_type, step) and subject in (self.items or (subject,))


class AnswerDefinition(Part):
    """What a word of the other system means: an act of the case type, and its data with ``{word}`` filled in."""

    act: str
    data: dict[str, str] = Field(default_factory=dict)


class Patience(Sourced):
    """How long an answer may take before its absence is called *unknown*."""

    limit: str


class ExternalSystem(Definition):
    """外部系统: another system in which steps of cases are done.

    Attributes:
        title: its name, as applicants read it.
        owner: whose system it is, in words.
        way: ``api`` messages both ways; ``file`` CSV files both ways; ``card`` a person copies field by field.
        gateway: for ``api``: id of the adapter that speaks its language.
        serves: which tasks are done there.
        sends: what it is told.
        answers: its words for an outcome, each with what it means here.
        patience: how long it may be silent.
        recall: what it is told where the applicant withdraws, so that it stops; for ``api``. Empty: it is not told.
        ask_at: local time of the nightly reconciliation.
        demo: a stand-in, and shown as such.
    """

    title: str
    owner: str
    way: Way
    gateway: str = ""
    serves: tuple[Served, ...] = Field(min_length=1)
    sends: tuple[SentField, ...] = Field(min_length=1)
    answers: dict[str, AnswerDefinition] = Field(min_length=1)
    patience: Patience
    recall: str = ""
    ask_at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    demo: bool = False
    note: str = ""


def _check(held: ExternalSystem, world: World) -> Iterator[Complaint]:
    yield from _gateway(held)
    yield from _patience(held)
    for place, served in enumerate(held.serves):
        yield from _served(held, served, place, world)
    yield from _bodies(held, world)
    yield from _kept(held, world)
    yield from _materials(held, world)
    yield from _words(held)
    yield from _twice(held, world)


def _gateway(held: ExternalSystem) -> Iterator[Complaint]:
    if (held.way == "api") != bool(held.gateway):
        what = f"“{held.title}”的 way 与 gateway 不配。"
        yield _wrong(what, "way: api 才写 gateway（适配器的标识），并且必须写。", "gateway", ("gateway",))
    if held.recall and held.way != "api":
        what = f"“{held.title}”不以接口往来，申请人撤回时告诉不了它。"
        yield _wrong(what, "去掉 recall；请承办单位自己告诉对方。", "recall", ("recall",))


def _patience(held: ExternalSystem) -> Iterator[Complaint]:
    try:
        Limit.parse(held.patience.limit)
    except LimitError as error:
        yield _wrong(f"“{held.title}”的等候期限看不懂。", str(error), "patience", ("patience", "limit"))


def _served(held: ExternalSystem, served: Served, place: int, world: World) -> Iterator[Complaint]:
    type_: Any = world.get("case_type", served.case_type)
    if served.step not in type_.steps:
        what = f"办件类型“{type_.title}”没有环节“{served.step}”。"
        mend = f"改成下列之一：{'、'.join(type_.steps) or '（一个也没有）'}。"
        yield _wrong(what, mend, "step", ("serves", place, "step"))
    for word, answer in held.answers.items():
        act = type_.acts.get(answer.act)
        path = ("answers", word)
        if act is None:
            what = f"答复“{word}”要办的动作“{answer.act}”，办件类型“{type_.title}”没有。"
            yield _wrong(what, "改成这个办件类型有的动作。", "act", path)
        else:
            yield from _acts(word, answer, act)


def _acts(word: str, answer: AnswerDefinition, act: Any) -> Iterator[Complaint]:
    path = ("answers", word)
    if not any(one.system == "external" for one in act.by):
        what = f"答复“{word}”要办“{act.label}”，但这个动作不许外部系统的答复来办。"
        yield _wrong(what, f"在动作 {answer.act} 的 by 里加上 system: external。", "not_allowed", path)
    missing = [field.label for key, field in act.data.items() if field.required and key not in answer.data]
    if missing:
        what = f"答复“{word}”没有填“{act.label}”必填的{'、'.join(missing)}。"
        yield _wrong(what, "在 data 里写上。", "data_missing", path)
    for key, value in answer.data.items():
        field = act.data.get(key)
        if field is None:
            what = f"动作“{act.label}”没有栏目“{key}”。"
            yield _wrong(what, "去掉它，或改正栏目名。", "data_unknown", (*path, "data", key))
        elif field.type not in WRITABLE:
            what = f"栏目“{field.label}”要的不是文字，答复填不出来。"
            yield _wrong(what, "另写一个栏目都是文字的动作。", "data_type", (*path, "data", key))
        elif field.options and value not in field.options:
            what = f"栏目“{field.label}”没有“{value}”这个选项。"
            yield _wrong(what, f"改成 {'、'.join(field.options)} 之一。", "option", (*path, "data", key))


def _bodies(held: ExternalSystem, world: World) -> Iterator[Complaint]:
    tree = OrganisationTree.of(world) if world.all("organisations") else None
    for place, served in enumerate(held.serves):
        for body in served.bodies:
            if tree and tree.bodies and body not in tree.bodies and body not in tree.functions:
                what = f"没有单位或职能叫“{body}”。"
                mend = "写单位的编号（只管这一个单位），或职能（管它的每个单位）。"
                yield _wrong(what, mend, "body", ("serves", place, "bodies"))


def _kept(held: ExternalSystem, world: World) -> Iterator[Complaint]:
    types: list[Any] = [world.get("case_type", served.case_type) for served in held.serves]
    keys = {key for type_ in types for act in (type_.open, *type_.acts.values()) for key in act.keep}
    for place, sent in enumerate(held.sends):
        if sent.kept and sent.kept not in keys:
            what = f"要送的“{sent.kept}”没有哪个动作会留下来。"
            yield _wrong(what, "写某个动作 keep 里的栏目。", "kept", ("sends", place, "kept"))


def _materials(held: ExternalSystem, world: World) -> Iterator[Complaint]:
    for place, sent in enumerate(held.sends):
        path = ("sends", place, "material")
        if sent.material and held.way != "api":
            what = f"“{held.title}”不以接口往来，送不了文件。"
            yield _wrong(what, "去掉 material；经办人可以在办件页面打开材料。", "material_way", path)
        if sent.material not in ("", "*") and world.find("material", sent.material) is None:
            what = f"要送的材料“{sent.material}”没有定义。"
            yield _wrong(what, '写 materials 里的标识；全部材料写 "*"。', "material", path)


def _words(held: ExternalSystem) -> Iterator[Complaint]:
    for word, answer in held.answers.items():
        for key, value in answer.data.items():
            strange = set(_IN_BRACES.findall(value)) - WORDS
            if strange:
                what = f"“{'、'.join(sorted(strange))}”不是可以代入的词。"
                mend = f"可以写 {'、'.join(sorted(WORDS))}。"
                yield _wrong(what, mend, "word", ("answers", word, "data", key))


def _twice(held: ExternalSystem, world: World) -> Iterator[Complaint]:
    """One task is done in one system; told once, at the later of the two."""
    systems = [one for one in world.all("external_system").values() if isinstance(one, ExternalSystem)]
    for one, other in combinations(sorted(systems, key=lambda system: system.id), 2):
        if other.id == held.id and any(_collide(a, b) for a in one.serves for b in other.serves):
            what = f"“{other.title}”和“{one.title}”接同一个单位的同一个环节。"
            yield _wrong(
                what, "改正 serves 里的事项或单位，让一项待办只在一个系统里办。", "twice", ("serves",)
            )


def _collide(one: Served, other: Served) -> bool:
    same = (one.case_type, one.step) == (other.case_type, other.step)
    return same and _share(one.items, other.items) and _share(one.bodies, other.bodies)


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _wrong(what: str, mend: str, code: str, path: tuple[str | int, ...]) -> Complaint:
    return Complaint(what, mend, f"external_system.{code}", path)


EXTERNAL_SYSTEM = Kind(
    "external_system",
    "external-systems/*.yaml",
    ExternalSystem,
    check=_check,
    live=True,
    order=60,
    word="外部系统",
    id_pattern=r"[a-z][a-z0-9_]*",
)
"""外部系统."""
