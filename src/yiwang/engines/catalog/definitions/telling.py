"""What a partner is told by itself of the matters that its own system handed in: where, and of which turns.

Only the case's turn is told, in the partner's word and one sentence: nothing that it did not send itself.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from yiwang.loader import Complaint, Part, Ref, World

from .common import Sentence


class ToldTurn(Part):
    """One turn of a case of which the partner is told.

    Attributes:
        case_type: of cases of which type.
        to: the state into which it comes.
        came_from: only out of this state; out of any if empty.
        word: how the partner calls it.
        say: the sentence that goes with it; what the state says in public if empty.
    """

    case_type: Annotated[str, Ref("case_type")]
    to: str
    came_from: str = ""
    word: Sentence
    say: str = ""


class Tells(Part):
    """告知: how a partner is told.

    Attributes:
        gateway: id of the adapter that brings it there.
        address: where to, as the adapter understands it; empty where it needs none.
        turns: of what.
    """

    gateway: Sentence
    address: str = Field(default="", max_length=500)
    turns: tuple[ToldTurn, ...] = Field(min_length=1)

    def turn(self, case_type: str, came_from: str, to: str) -> ToldTurn | None:
        """What is told of a case that turned; what names where it came from goes before what does not."""
        meant = [one for one in self.turns if (one.case_type, one.to) == (case_type, to)]
        return next((one for wanted in (came_from, "") for one in meant if one.came_from == wanted), None)


def check_tells(partner: Any, world: World) -> Iterator[Complaint]:
    """States that there are, each turn once, and every end of what the partner receives is told."""
    tells = partner.tells
    if tells is None:
        return
    received = _types(partner, world)
    for place, turn in enumerate(tells.turns):
        yield from _turn(turn, ("tells", "turns", place), received, world)
    turns = [(one.case_type, one.came_from, one.to) for one in tells.turns]
    for _, _, to in sorted({turn for turn in turns if turns.count(turn) > 1}):
        what = f"“{partner.title}”的 tells 把到“{to}”这一步写了两次。"
        yield _wrong(what, "留下一条。", "tells_twice", ("tells", "turns"))
    for key, title in received.items():
        yield from _ends(partner, world.find("case_type", key), key, title)


def _types(partner: Any, world: World) -> Mapping[str, str]:
    """The case types of what the partner receives for us, each with an item of it."""
    items = [world.find("item", one.item) for one in partner.items]
    return {item.case_type: item.title for item in reversed(items) if item is not None}


def _turn(
    turn: ToldTurn, path: tuple[str | int, ...], received: Mapping[str, str], world: World
) -> Iterator[Complaint]:
    if turn.case_type not in received:
        what = f"协议里没有事项走“{turn.case_type}”这个流程，这一步不会告诉对方。"
        yield _wrong(what, "去掉它，或改正 case_type。", "tells_type", path)
    held: Any = world.find("case_type", turn.case_type)
    for key, state in (("to", turn.to), ("came_from", turn.came_from)):
        if held is not None and state and state not in held.states:
            what = f"办件类型“{held.title}”没有状态“{state}”。"
            yield _wrong(what, f"改成下列之一：{'、'.join(held.states)}。", "tells_state", (*path, key))


def _ends(partner: Any, held: Any, key: str, item: str) -> Iterator[Complaint]:
    """A partner that is told hears of every end, or its own book stays open for good."""
    told = {one.to for one in partner.tells.turns if one.case_type == key and not one.came_from}
    for state, written in held.states.items() if held is not None else ():
        if written.kind == "final" and state not in told:
            what = f"“{item}”到“{written.label}”（{state}）就结束了，但没有写要告诉“{partner.title}”。"
            mend = f"在 tells 的 turns 里写上 to: {state}（不写 came_from）。"
            yield _wrong(what, mend, "tells_end", ("tells", "turns"))


def _wrong(what: str, mend: str, code: str, path: tuple[str | int, ...]) -> Complaint:
    return Complaint(what, mend, f"partner.{code}", path)
