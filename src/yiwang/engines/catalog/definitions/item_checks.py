"""What is wrong in an item: limits, class, visits, parties, expressions, results."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from yiwang.kernel.expressions import BOOL, ExpressionError, Record, Schema, compile_expression
from yiwang.loader import Complaint, Status, World

from .benefits import check_benefit
from .common import Question, TimeLimit, references_in
from .elements import ELEMENT
from .entrusted import check_elsewhere
from .faq import check_faq
from .items import HandlingClass, Item
from .person_checks import check_person_check
from .risk_domains import check_commitment
from .schemas import item_schema

Path = tuple[str | int, ...]


def check_item(item: Item, world: World) -> Iterator[Complaint]:
    """Everything that the shape alone cannot tell about an item."""
    yield from _check_limits(item)
    yield from _check_class(item)
    yield from _check_visits(item)
    yield from _check_parties(item)
    yield from _check_twice(item)
    yield from check_questions(item.questions, item_schema(world, item))
    yield from _check_expressions(item, world)
    yield from _check_result(item, world)
    yield from _check_jurisdiction(item, world)
    yield from _check_status(item)
    yield from _check_fees(item)
    yield from _check_deemed(item)
    yield from check_person_check(item, world)
    yield from check_commitment(item, world)
    yield from check_benefit(item, world)
    yield from check_elsewhere(item, world)
    yield from check_faq(item)
    yield from check_place(world, item.decide.body, ("decide", "body"))


def check_place(world: World, function: str, path: Path) -> Iterator[Complaint]:
    """A body's function must be one that the pack's organisations name, if it has any."""
    known = {name for held in world.all("organisations").values() for name in held.functions}
    if known and function not in known:
        what = f"职能“{function}”没有单位承担。"
        yield Complaint(
            what,
            f"改用 {'、'.join(sorted(known))} 之一，或在 organisations.yaml 中增加。",
            "place.function",
            path,
        )


def days_of(limit: TimeLimit | None) -> Decimal | None:
    """The limit in working days; None if there is none or it cannot be read."""
    try:
        return limit.in_working_days() if limit else None
    except ValueError:
        return None


def _check_limits(item: Item) -> Iterator[Complaint]:
    for name, limit in (("statutory", item.statutory), ("promised", item.promised)):
        if limit is not None:
            yield from _check_limit(item, name, limit)
    statutory, promised = days_of(item.statutory), days_of(item.promised)
    if statutory is not None and promised is not None and promised > statutory:
        longest = item.statutory.limit if item.statutory else ""
        what = f"“{item.title}”承诺{item.promised.limit}，长于法定的{longest}。"
        yield Complaint(
            what, "承诺时限不得长于法定时限，请改短承诺。", "item.promise_longer", ("promised", "limit")
        )


def _check_limit(item: Item, name: str, limit: TimeLimit) -> Iterator[Complaint]:
    try:
        unit = limit.parsed().unit
    except ValueError as error:
        yield Complaint(str(error), "写成“3个工作日”“20日”的样子。", "item.limit", (name, "limit"))
        return
    if limit.status is Status.PUBLISHED and limit.checked_on is None:
        what = f"“{item.title}”的时限标为“已公布”，却没有写哪一天核对过。"
        mend = "写上 checked_on；没有核对过就把状态改为 compiled。"
        yield Complaint(what, mend, "item.unchecked", (name, "status"), "warning")
    if unit.value != "working_day" and limit.working_days is None:
        what = f"“{item.title}”的时限“{limit.limit}”不是工作日，无法相加。"
        yield Complaint(what, "写 working_days，说明折合几个工作日。", "item.working_days", (name, "limit"))


def _check_class(item: Item) -> Iterator[Complaint]:
    days = days_of(item.promised)
    if item.handling_class is HandlingClass.INSTANT and days is not None and days > 1:
        what = f"“{item.title}”是即办件，承诺却是{item.promised.limit}。"
        yield Complaint(
            what, "即办件的承诺应为 0 或 1 个工作日；否则改为承诺件。", "item.instant", ("handling_class",)
        )
    if item.handling_class is HandlingClass.COMMITTED and item.statutory is None:
        what = f"“{item.title}”是承诺件，却没有法定时限。"
        yield Complaint(
            what,
            "写 statutory；没有法定时限的，在其 source 中说明依据。",
            "item.statutory",
            ("handling_class",),
        )


def _check_visits(item: Item) -> Iterator[Complaint]:
    if item.onsite_visits and not item.onsite_reason:
        what = f"“{item.title}”要到现场 {item.onsite_visits} 次，却没有说明原因。"
        yield Complaint(
            what,
            "写 onsite_reason；不必到现场的把 onsite_visits 改为 0。",
            "item.onsite_reason",
            ("onsite_visits",),
        )
    if not item.onsite_visits and (item.onsite_reason or item.visit_waived_when):
        what = f"“{item.title}”不用到现场，却写了到现场的原因或免到现场的条件。"
        yield Complaint(
            what,
            "删去 onsite_reason 与 visit_waived_when，或改 onsite_visits。",
            "item.onsite_reason",
            ("onsite_visits",),
        )


def _check_parties(item: Item) -> Iterator[Complaint]:
    for name in ("fields", "materials"):
        for place, line in enumerate(getattr(item, name)):
            if line.party not in item.parties:
                what = f"“{item.title}”没有当事人“{line.party}”。"
                mend = f"改用 {'、'.join(item.parties)} 之一，或在 parties 中增加。"
                yield Complaint(what, mend, "item.party", (name, place))
    for signer in item.signers:
        if signer not in item.parties:
            what = f"签名人“{signer}”不是“{item.title}”的当事人。"
            yield Complaint(what, f"改用 {'、'.join(item.parties)} 之一。", "item.signer", ("signers",))


def _check_twice(item: Item) -> Iterator[Complaint]:
    for name, word in (("fields", "element"), ("materials", "material")):
        seen: set[tuple[str, str, str]] = set()
        for place, line in enumerate(getattr(item, name)):
            key = (line.party, getattr(line, word), line.when)
            if key in seen:
                what = f"“{item.title}”把“{line.party}.{key[1]}”列了两遍。"
                yield Complaint(what, "删去一处；情形不同的写不同的 when。", "item.twice", (name, place))
            seen.add(key)


def check_questions(questions: tuple[Question, ...], schema: Schema) -> Iterator[Complaint]:
    """Questions: distinct ids, options where they choose, conditions that speak of earlier questions only."""
    earlier: list[str] = []
    for place, question in enumerate(questions):
        path: Path = ("questions", place)
        if question.id in earlier:
            yield Complaint(f"问题“{question.id}”写了两遍。", "删去一处，或改名。", "question.twice", path)
        if question.type.value in ("choice", "choices") and len(question.options) < 2:
            what = f"问题“{question.ask}”是选择题，但选项不足两个。"
            yield Complaint(what, "在 options 下写“代码: 名称”。", "question.options", path)
        yield from check_expression(question.when, answered_before(schema, earlier), (*path, "when"))
        earlier.append(question.id)


def answered_before(schema: Schema, earlier: Iterable[str]) -> Schema:
    """The schema in which only the questions before this one are answered."""
    answers = schema["answers"]
    known = answers.fields if isinstance(answers, Record) else {}
    return {**schema, "answers": Record({key: known[key] for key in earlier})}


def check_expression(text: str, schema: Schema, path: Path) -> Iterator[Complaint]:
    """A condition must parse, speak of what exists, and be true or false."""
    if not text:
        return
    try:
        compile_expression(text, schema, BOOL)
    except ExpressionError as error:
        for problem in error.problems:
            yield Complaint(f"条件“{text}”写错了：{problem.what}", problem.mend, problem.code, path)


def _check_expressions(item: Item, world: World) -> Iterator[Complaint]:
    schema = item_schema(world, item)
    yield from check_expression(item.skip_when, schema, ("skip_when",))
    yield from check_expression(item.visit_waived_when, schema, ("visit_waived_when",))
    for place, condition in enumerate(item.conditions):
        yield from check_expression(condition.check, schema, ("conditions", place, "check"))
    for name in ("fields", "materials"):
        for place, line in enumerate(getattr(item, name)):
            if line.when and line.party in item.parties:
                yield from check_expression(
                    line.when, item_schema(world, item, line.party), (name, place, "when")
                )


def _check_result(item: Item, world: World) -> Iterator[Complaint]:
    result = item.result
    if result is None:
        return
    if result.party not in item.parties:
        what = f"“{item.title}”的结果发给“{result.party}”，但没有这个当事人。"
        yield Complaint(
            what, f"改用 {'、'.join(item.parties)} 之一。", "item.result_party", ("result", "party")
        )
    if result.kind == "licence" and not result.licence_type:
        what = f"“{item.title}”的结果是证照，却没有写证照类型。"
        yield Complaint(
            what, "写 licence_type，或把 kind 改为 record、notice。", "item.result_licence", ("result",)
        )
    yield from _check_holders(item)
    for name, written in result.face.items():
        yield from _check_face_name(item, world, name)
        for source in references_in(written):
            yield from _check_source(item, world, source, ("result", "face", name))
    for source in result.gives:
        yield from _check_source(item, world, source, ("result", "gives"))


def _check_holders(item: Item) -> Iterator[Complaint]:
    result = item.result
    for holder in (result.holders or (result.party,)) if result and result.licence_type else ():
        party = item.parties.get(holder)
        if party is None or party.kind == "thing":
            what = f"“{item.title}”的证照发给“{holder}”，但它不是人也不是单位。"
            yield Complaint(what, "在 holders 中写持证的当事人。", "item.result_holder", ("result",))


def _check_face_name(item: Item, world: World, name: str) -> Iterator[Complaint]:
    licence = world.find("licence_type", (item.result and item.result.licence_type) or "")
    if licence is not None and name not in licence.face:
        what = f"证照“{licence.name}”的照面没有“{name}”。"
        mend = f"改用 {'、'.join(licence.face)} 之一。"
        yield Complaint(what, mend, "item.face_name", ("result", "face", name))


def _check_source(item: Item, world: World, source: str, path: Path) -> Iterator[Complaint]:
    root, _, part = source.partition(".")
    known = {q.id for q in item.questions} if root == "answers" else world.all(ELEMENT)
    if (root != "answers" and root not in item.parties) or part not in known:
        what = f"“{item.title}”的结果取自“{source}”，但没有它。"
        yield Complaint(what, "写成“当事人.数据元”或“answers.问题”。", "item.face", path)


def _check_jurisdiction(item: Item, world: World) -> Iterator[Complaint]:
    party, _, element = item.jurisdiction.by.partition(".")
    if item.jurisdiction.by and (party, element) not in {(line.party, line.element) for line in item.fields}:
        what = f"管辖按“{item.jurisdiction.by}”确定，但“{item.title}”的表单里没有它。"
        yield Complaint(
            what, "把它加进 fields，或改 jurisdiction.by。", "item.jurisdiction", ("jurisdiction", "by")
        )


def _check_status(item: Item) -> Iterator[Complaint]:
    limits = [limit.status for limit in (item.statutory, item.promised) if limit]
    weakest = Status.weakest(limits)
    if item.status.strength > weakest.strength:
        what = f"“{item.title}”标为“{item.status.word}”，但它的时限只是“{weakest.word}”。"
        yield Complaint(
            what, f"把 status 改为 {weakest.value}，或核实时限的依据。", "item.status", ("status",)
        )


def _check_fees(item: Item) -> Iterator[Complaint]:
    """Fees are asked for at one time: a case is not held up twice."""
    if len({fee.due for fee in item.charged}) > 1:
        what = f"“{item.title}”的收费有的在受理时收、有的在决定后收。"
        yield Complaint(what, "都写同一个 due，一次收齐。", "item.fees_due", ("fees",))


def _check_deemed(item: Item) -> Iterator[Complaint]:
    """Silence accepts only where one article says so."""
    law = item.deemed_accepted
    if law is not None and not law.article:
        what = f"“{item.title}”写了逾期视为受理，却没有写哪一条。"
        mend = "在 deemed_accepted 里写 article；没有法律规定的，删去 deemed_accepted。"
        yield Complaint(what, mend, "item.deemed", ("deemed_accepted",))
