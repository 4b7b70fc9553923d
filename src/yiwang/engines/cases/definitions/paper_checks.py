"""What is checked in a case type about its papers: they exist, and nobody is refused without reasons and remedies."""

from collections.abc import Iterator

from yiwang.foundations.papers.pure import PAPER
from yiwang.loader import Complaint, World

from .case_type import ActDefinition, CaseType

PAPER_EFFECTS = frozenset({"issue_paper", "issue_receipt"})
"""Effects whose argument ``paper`` names a paper, or a part of the case type's ``papers``."""


def paper_complaints(held: CaseType, world: World) -> Iterator[Complaint]:
    """Papers that do not exist, refusals without a paper that says why and what next, silence without a law.

    A world without any paper (a pack's case types looked at alone) is not asked for them.
    """
    if PAPER.name in world.kinds:
        yield from _parts(held, world)
        for key, act in held.acts.items():
            yield from _unknown(held, act, world, key)
            yield from _refusal(held, act, world, key)
    for key, act in held.acts.items():
        if act.deems and not act.source:
            what = f"动作“{act.label}”以沉默视为受理，却没有写法律依据。"
            yield _wrong(
                what, "写 source（法规和条款）；没有法律规定的，去掉 deems。", "deems", ("acts", key)
            )


def _parts(held: CaseType, world: World) -> Iterator[Complaint]:
    for part, papers in held.papers.items():
        for kind, paper in papers.items():
            if world.find(PAPER, paper) is None:
                what = f"papers 的“{part}”要用文书“{paper}”，但没有这份文书。"
                yield _wrong(what, "写 papers 下某份文书的编号。", "paper", ("papers", part, kind))


def _named(act: ActDefinition) -> list[str]:
    return [effect.with_.get("paper", "") for effect in act.after if effect.id in PAPER_EFFECTS]


def _unknown(held: CaseType, act: ActDefinition, world: World, key: str) -> Iterator[Complaint]:
    for name in _named(act):
        if name not in held.papers and world.find(PAPER, name) is None:
            what = f"动作“{act.label}”要制作文书“{name}”，但没有这份文书。"
            yield _wrong(
                what, "写 papers 下某份文书的编号，或本流程 papers 里的一项。", "paper", ("acts", key)
            )


def _refusal(held: CaseType, act: ActDefinition, world: World, key: str) -> Iterator[Complaint]:
    state = held.states.get(act.to)
    by_people = any(one.step or one.unit for one in act.by)
    if state is None or state.outcome != "refused" or state.no_paper or not by_people:
        return
    if not any(_refuses(held, name, world) for name in _named(act)):
        what = f"动作“{act.label}”拒绝了申请，却没有写明事实、依据、复议机关和期限的文书。"
        mend = "在 after 里写 issue_paper，文书的 kind 为 refusal；确实不需要文书的，在该状态写 no_paper 说明原因。"
        yield _wrong(what, mend, "refusal_paper", ("acts", key))


def _refuses(held: CaseType, name: str, world: World) -> bool:
    """Whether a name means refusals only, for every class of subject."""
    everybody = name not in held.papers or "*" in held.papers[name]
    papers = [world.find(PAPER, paper) for paper in held.papers_named(name)]
    return everybody and all(paper is not None and paper.base(world).kind == "refusal" for paper in papers)


def _wrong(what: str, mend: str, code: str, path: tuple[str | int, ...]) -> Complaint:
    return Complaint(what, mend, f"case_type.{code}", path)
