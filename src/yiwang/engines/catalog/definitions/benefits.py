"""What an item gives in money or in kind (待遇、补贴给付), as its grant decision tells it, and what is checked."""

from collections.abc import Iterator
from typing import Any, Final

from yiwang.loader import Complaint, Part, World

from .common import Sentence, references_in
from .elements import ELEMENT

PAYS: Final = "05"
"""Kind of items that give something: 行政给付 (GB/T 39046 A.1)."""


class Benefit(Part):
    """What is granted. ``{party.element}`` and ``{answers.question}`` stand for what the applicant said.

    Attributes:
        amount: how much, or by which standard it is reckoned; what the decider wrote is told beside it.
        period: from when, how long, how often.
        paid: how it reaches whom.
    """

    amount: Sentence
    period: Sentence
    paid: Sentence


def check_benefit(item: Any, world: World) -> Iterator[Complaint]:
    """Who is granted something gets a result and a paper that says what, how long, on what law, and where to turn."""
    if item.power_type == PAYS:
        yield from _gives(item)
    if item.benefit is not None:
        yield from _sources(item, world)
        yield from _paper(item, world)


def _gives(item: Any) -> Iterator[Complaint]:
    """A record (初审意见) is passed on inside and gives nothing yet."""
    if item.result is None:
        what = f"“{item.title}”是给付事项，却没有写结果。"
        yield Complaint(
            what, "写 result：给付的决定，或者只是转给下一环节的记录（kind: record）。", "item.grant_result"
        )
    elif item.benefit is None and item.result.kind != "record":
        what = f"“{item.title}”给付待遇，却没有写给多少、给多久、怎样给，决定书写不出来。"
        yield Complaint(what, "写 benefit：amount、period、paid。", "item.grant_benefit", ("result",))


def _sources(item: Any, world: World) -> Iterator[Complaint]:
    questions, elements = {one.id for one in item.questions}, world.all(ELEMENT)
    for name in ("amount", "period", "paid"):
        for source in references_in(getattr(item.benefit, name)):
            root, _, part = source.partition(".")
            known = part in questions if root == "answers" else root in item.parties and part in elements
            if known and root != "answers" and elements[part].pii == "secret":
                what = f"“{item.title}”的给付决定要写出“{source}”，这是敏感信息。"
                mend = "号码、账号不写进决定书；写“申请时登记的账户”。"
                yield Complaint(what, mend, "item.grant_secret", ("benefit", name))
            if not known:
                what = f"“{item.title}”的给付取自“{source}”，但没有它。"
                mend = "写成“当事人.数据元”或“answers.问题”。"
                yield Complaint(what, mend, "item.grant_source", ("benefit", name))


def _paper(item: Any, world: World) -> Iterator[Complaint]:
    """Some act of the case type makes a grant decision for this kind of item. Worlds without papers are not asked."""
    held: Any = world.find("case_type", item.case_type)
    if "paper" not in world.kinds or held is None:
        return
    named = [effect.with_.get("paper", "") for act in held.acts.values() for effect in act.after]
    papers: list[Any] = [world.find("paper", held.paper_for(name, item.power_type)) for name in named if name]
    if not any(paper is not None and paper.base(world).kind == "grant" for paper in papers):
        what = f"“{item.title}”给付待遇，但它的办件流程没有给付决定书。"
        mend = "在流程的 papers 里给这类事项写一份 kind: grant 的文书，并由准予的动作 issue_paper。"
        yield Complaint(what, mend, "item.grant_paper", ("case_type",))
