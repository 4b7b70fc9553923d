"""常见问题 of items and themes: what people ask most, with answers; short, about nobody, saying how sure they are."""

from collections.abc import Iterator
from typing import Any, Final

from yiwang.kernel.ids import secrets_in
from yiwang.loader import Complaint, Sourced

from .common import Sentence

MOST, LONGEST_ASK, LONGEST_ANSWER = 20, 60, 400
"""How many there may be, and how many signs a question and an answer may have."""

PATH: Final = "faq"


class Faq(Sourced):
    """One question with its answer.

    Attributes:
        ask, answer: as people read them.
        source, status: on what the answer rests and how sure that is; only ``published`` is shown without a mark.
    """

    ask: Sentence
    answer: Sentence


def check_faq(held: Any) -> Iterator[Complaint]:
    """Few, short, each once, without a number of a person, published only where somebody compared it."""
    if len(held.faq) > MOST:
        what = f"“{held.title}”有 {len(held.faq)} 个常见问题，多于 {MOST} 个，没有人看得完。"
        yield Complaint(what, "只留问得最多的。", "faq.many", (PATH,))
    asked = [one.ask for one in held.faq]
    for place, one in enumerate(held.faq):
        path = (PATH, place)
        if asked.index(one.ask) < place:
            yield Complaint(f"“{held.title}”把“{one.ask}”问了两遍。", "删去一处。", "faq.twice", path)
        yield from _one(held.title, one, path)


def _one(title: str, one: Faq, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    if len(one.ask) > LONGEST_ASK or len(one.answer) > LONGEST_ANSWER:
        what = f"“{title}”的常见问题“{one.ask[:20]}”太长。"
        mend = f"问题最多 {LONGEST_ASK} 字，回答最多 {LONGEST_ANSWER} 字；多的写进办事说明。"
        yield Complaint(what, mend, "faq.long", path)
    if secrets_in(one.ask) or secrets_in(one.answer):
        what = f"“{title}”的常见问题“{one.ask[:20]}”里有某个人的手机号或者证件号码。"
        yield Complaint(what, "换成单位的公开电话，或者删去。", "faq.person", path)
    if one.is_unchecked:
        what = f"“{title}”的常见问题“{one.ask[:20]}”标为“已公布”，却没有写核对的文本和日子。"
        yield Complaint(
            what, "写 text_version 和 checked_on；没有核对过就改为 compiled。", "faq.unchecked", path
        )
