"""What is wrong in a theme or a persona: bindings, order, questions, signers, answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.engines.catalog.domain.graph import ancestors, cycle_in
from yiwang.engines.catalog.domain.values import Unreadable, read_value
from yiwang.kernel.worktime import Limit
from yiwang.loader import Complaint, Status, World

from .common import Question
from .elements import ELEMENT, MATERIAL
from .faq import check_faq
from .item_checks import Path, check_expression, check_place, check_questions
from .items import Item
from .schemas import binding, theme_schema, value_type
from .themes import Member, Persona, Theme, ThemeParty

Bound = Mapping[str, tuple[str, bool]]


def check_theme(theme: Theme, world: World) -> Iterator[Complaint]:
    """Everything that the shape alone cannot tell about a theme."""
    yield from check_questions(theme.questions, theme_schema(world, theme))
    for place, question in enumerate(theme.questions):
        yield from _check_fills(theme, world, question, ("questions", place, "fills"))
    for place, member in enumerate(theme.members):
        yield from _check_member(theme, world, member, ("members", place))
    yield from _check_order(theme)
    yield from _check_produced(theme, world)
    yield from _check_people(theme)
    for key, party in theme.parties.items():
        schema = theme_schema(world, theme, row_of=key)
        yield from check_expression(party.signs_when, schema, ("parties", key, "signs_when"))
    yield from _check_reference(theme)
    yield from _check_typical(theme, world)
    yield from _check_gather(theme)
    yield from check_faq(theme)
    yield from check_place(world, theme.lead.body, ("lead", "body"))
    yield from _check_ending(theme)


def _check_member(theme: Theme, world: World, member: Member, path: Path) -> Iterator[Complaint]:
    item: Item = world.get("item", member.item)
    yield from _check_binding(theme, item, member, path)
    yield from _check_item_questions(theme, item, member, path)
    yield from check_expression(member.when, theme_schema(world, theme), (*path, "when"))


def _check_binding(theme: Theme, item: Item, member: Member, path: Path) -> Iterator[Complaint]:
    for own in item.parties:
        if own not in member.bind:
            what = f"成员“{member.name}”没有说明“{item.title}”的当事人“{own}”是谁。"
            yield Complaint(
                what, f"在 bind 中写 {own}: 本主题的当事人。", "theme.bind_missing", (*path, "bind")
            )
    for own, written in member.bind.items():
        party, first = binding(written)
        yield from _check_bound(theme, item, own, party, first, (*path, "bind", own))


def _check_bound(
    theme: Theme, item: Item, own: str, party: str, first: bool, path: Path
) -> Iterator[Complaint]:
    if own not in item.parties:
        what = f"“{item.title}”没有当事人“{own}”。"
        yield Complaint(what, f"改用 {'、'.join(item.parties)} 之一。", "theme.bind_unknown", path)
    elif party not in theme.parties:
        what = f"本主题没有当事人“{party}”。"
        yield Complaint(
            what, f"改用 {'、'.join(theme.parties)} 之一，或在 parties 中增加。", "theme.bind_party", path
        )
    else:
        yield from _check_alike(theme, item, own, party, first, path)


def _check_alike(
    theme: Theme, item: Item, own: str, party: str, first: bool, path: Path
) -> Iterator[Complaint]:
    ours, theirs = theme.parties[party], item.parties[own]
    if "either" not in (ours.kind, theirs.kind) and ours.kind != theirs.kind:
        what = f"“{ours.label}”是{ours.kind}，“{item.title}”的“{theirs.label}”却要 {theirs.kind}。"
        yield Complaint(what, "绑定到同类的当事人，或改 kind。", "theme.bind_kind", path)
    if ours.cardinality == "many" and theirs.cardinality == "one" and not first:
        what = f"“{ours.label}”可以有多人，“{item.title}”的“{theirs.label}”只能是一人。"
        yield Complaint(what, f"写 {party}.first，表示第一人。", "theme.bind_many", path)


def _check_item_questions(theme: Theme, item: Item, member: Member, path: Path) -> Iterator[Complaint]:
    asked = {question.id: question for question in theme.questions}
    for question in item.questions:
        if question.id in member.given:
            yield from _check_value(question, member.given[question.id], (*path, "given", question.id))
            continue
        name = member.answers.get(question.id, question.id)
        if name not in asked:
            what = f"“{item.title}”要问“{question.ask}”，本主题没有回答它。"
            mend = f"在 questions 中增加 {question.id}，或在成员的 answers、given 中说明。"
            yield Complaint(what, mend, "theme.answer_missing", path)
        elif not _same_values(asked[name], question):
            what = f"主题的问题“{name}”与“{item.title}”的问题“{question.id}”类型或选项不同。"
            yield Complaint(what, "改成同样的类型与选项，或用 given 给定。", "theme.answer_type", path)


def _same_values(ours: Question, theirs: Question) -> bool:
    return ours.type == theirs.type and set(ours.options) <= set(theirs.options)


def _check_fills(theme: Theme, world: World, question: Question, path: Path) -> Iterator[Complaint]:
    if not question.fills:
        return
    party, _, name = question.fills.partition(".")
    element = world.find(ELEMENT, name)
    if party not in theme.parties or element is None:
        what = f"问题“{question.ask}”要填入“{question.fills}”，但没有这个当事人或数据元。"
        yield Complaint(what, "写成“当事人.数据元”。", "theme.fills", path)
    elif value_type(element.type, element.options).name != value_type(question.type, question.options).name:
        what = f"问题“{question.ask}”的类型与数据元“{element.label}”不同。"
        yield Complaint(what, f"把问题的 type 改为 {element.type}。", "theme.fills_type", path)


def _after(theme: Theme) -> dict[str, tuple[str, ...]]:
    return {member.name: tuple(a.member for a in member.after) for member in theme.members}


def _check_order(theme: Theme) -> Iterator[Complaint]:
    after = _after(theme)
    names = [member.name for member in theme.members]
    for place, member in enumerate(theme.members):
        if member.name in names[:place]:
            what = f"成员“{member.name}”写了两遍。"
            yield Complaint(what, "同一事项办两次时各写一个 key。", "theme.member_twice", ("members", place))
        for earlier in after[member.name]:
            if earlier not in after:
                what = f"“{member.name}”要等“{earlier}”，但没有这个成员。"
                yield Complaint(
                    what, f"改用 {'、'.join(after)} 之一。", "theme.after", ("members", place, "after")
                )
    ring = cycle_in(after)
    if ring:
        what = f"成员互相等待：{' → '.join(ring)}。"
        yield Complaint(what, "去掉其中一个 after。", "theme.cycle", ("members",))


def _check_produced(theme: Theme, world: World) -> Iterator[Complaint]:
    """Whoever needs a licence that is made in the theme must wait for its maker."""
    makers = _makers(theme, world)
    after = _after(theme)
    for place, member in enumerate(theme.members):
        for party, licence in _needs(member, world):
            made = [maker for maker in makers.get((party, licence), []) if maker != member.name]
            if made and not set(made) & ancestors(member.name, after):
                what = f"“{member.name}”要用“{made[0]}”产生的证照，却不等它。"
                mend = f"写 after: [{{member: {made[0]}, needs: result}}]。"
                yield Complaint(what, mend, "theme.produced_later", ("members", place, "after"))


def _makers(theme: Theme, world: World) -> dict[tuple[str, str], list[str]]:
    makers: dict[tuple[str, str], list[str]] = {}
    for member in theme.members:
        result = world.get("item", member.item).result
        if result and result.licence_type and result.party in member.bind:
            party = binding(member.bind[result.party])[0]
            makers.setdefault((party, result.licence_type), []).append(member.name)
    return makers


def _needs(member: Member, world: World) -> Iterator[tuple[str, str]]:
    for line in world.get("item", member.item).materials:
        licence = world.get(MATERIAL, line.material).licence_type
        if licence and line.party in member.bind:
            yield binding(member.bind[line.party])[0], licence


def _check_people(theme: Theme) -> Iterator[Complaint]:
    for place, signer in enumerate(theme.signers):
        if signer not in theme.parties:
            what = f"签名人“{signer}”不是本主题的当事人。"
            yield Complaint(
                what, f"改用 {'、'.join(theme.parties)} 之一。", "theme.signer", ("signers", place)
            )
    asked = {question.id for question in theme.questions}
    for key, party in theme.parties.items():
        yield from _check_contact(theme, key, party)
        if party.rows and party.rows not in asked:
            what = f"“{party.label}”的人数取自问题“{party.rows}”，但没有这个问题。"
            yield Complaint(
                what, "在 questions 中增加它（type: int）。", "theme.rows", ("parties", key, "rows")
            )


def _check_contact(theme: Theme, key: str, party: ThemeParty) -> Iterator[Complaint]:
    """Who is never contacted cannot be asked for a signature or sign in; who does not sign has no condition."""
    if party.never_contact and (party.from_identity or key in theme.signers):
        what = f"“{party.label}”写了 never_contact，却要登录或者签名。"
        yield Complaint(
            what, "去掉 never_contact，或者换别人签名、申请。", "theme.never_contact", ("parties", key)
        )
    if party.signs_when and key not in theme.signers:
        what = f"“{party.label}”不在 signers 里，却写了 signs_when。"
        yield Complaint(
            what,
            "删去 signs_when，或者把它加进 signers。",
            "theme.signs_when",
            ("parties", key, "signs_when"),
        )


def _check_reference(theme: Theme) -> Iterator[Complaint]:
    asked = {question.id: question for question in theme.questions}
    for name, question in asked.items():
        if name not in theme.reference_answers and not question.when:
            what = f"reference_answers 没有回答“{question.ask}”。"
            yield Complaint(
                what,
                f"写 {name}: 通常的回答；目录的算术以它为准。",
                "theme.reference",
                ("reference_answers",),
            )
    for name, value in theme.reference_answers.items():
        if name not in asked:
            what = f"reference_answers 回答了不存在的问题“{name}”。"
            yield Complaint(what, "删去它，或增加这个问题。", "theme.reference", ("reference_answers", name))
        else:
            yield from _check_value(asked[name], value, ("reference_answers", name))


def _check_value(question: Question, value: Any, path: Path) -> Iterator[Complaint]:
    try:
        question.read(value)
    except Unreadable as error:
        what = f"问题“{question.ask}”的回答读不懂：{error}"
        yield Complaint(what, "按问题的类型与选项改写。", "theme.answer", path)


def _check_typical(theme: Theme, world: World) -> Iterator[Complaint]:
    persona = world.find("persona", theme.typical) if theme.typical else None
    if persona and persona.theme != theme.id:
        what = f"典型人物“{persona.title}”属于另一主题“{persona.theme}”。"
        yield Complaint(what, "改用本主题的人物。", "theme.typical", ("typical",))


def _check_gather(theme: Theme) -> Iterator[Complaint]:
    try:
        Limit.parse(theme.gather_until)
    except ValueError as error:
        yield Complaint(str(error), "写成“1个工作日”的样子。", "theme.gather", ("gather_until",))


def _check_ending(theme: Theme) -> Iterator[Complaint]:
    """Who says why it ends, or what comes instead, says when; and nothing takes its own place."""
    for name in ("ends_why", "instead"):
        if getattr(theme, name) and theme.ends_on is None:
            yield Complaint(
                f"写了 {name}，却没有写哪一天停办。", "写 ends_on，或者删去它。", "theme.ends", (name,)
            )
    if theme.instead == theme.id:
        yield Complaint(
            "停办以后还是改办它自己。", "改用另一件事，或者删去 instead。", "theme.instead", ("instead",)
        )


def check_persona(persona: Persona, world: World) -> Iterator[Complaint]:
    """A persona's answers and facts must fit the theme."""
    theme: Theme = world.get("theme", persona.theme)
    asked = {question.id: question for question in theme.questions}
    for name, value in persona.answers.items():
        if name not in asked:
            what = f"人物“{persona.title}”回答了不存在的问题“{name}”。"
            yield Complaint(what, f"改用 {'、'.join(asked)} 之一。", "persona.answer", ("answers", name))
        else:
            yield from _check_value(asked[name], value, ("answers", name))
    for place, fact in enumerate(persona.facts):
        yield from _check_fact(theme, world, fact, ("facts", place))


def _check_fact(theme: Theme, world: World, fact: Any, path: Path) -> Iterator[Complaint]:
    if fact.party not in theme.parties:
        what = f"本主题没有当事人“{fact.party}”。"
        yield Complaint(what, f"改用 {'、'.join(theme.parties)} 之一。", "persona.party", (*path, "party"))
    element = world.find(ELEMENT, fact.element) if fact.element else None
    if element:
        try:
            read_value(fact.value, element.type, element.options)
        except Unreadable as error:
            yield Complaint(
                f"“{element.label}”的值读不懂：{error}",
                "按数据元的类型改写。",
                "persona.value",
                (*path, "value"),
            )


def status_of(theme: Theme, world: World) -> Status:
    """A theme's status: the weakest of its own and its items'."""
    return Status.weakest([theme.status, *(world.get("item", m.item).status for m in theme.members)])
