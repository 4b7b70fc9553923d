"""What is wrong where an item asks that a person is checked: no reason, no other way, no rules."""

from collections.abc import Iterator
from typing import Final

from yiwang.loader import PARAMETER, Complaint, World

from .items import Item

PERSON_CHECK_MINUTES: Final = "person_check_minutes"
"""Parameter: for how long a passed check holds."""

PERSON_CHECK_TRIES: Final = "person_check_tries"
"""Parameter: after how many failed checks of one application only the other way is left."""

FACELESS: Final = frozenset({"hall", "town", "village", "body"})
"""Places where an official looks at the document instead."""


def check_person_check(item: Item, world: World) -> Iterator[Complaint]:
    """A face is asked for with a reason only, by rules of the pack, and never without another way."""
    if item.person_check is None:
        return
    if not item.person_check.why.strip():
        what = f"“{item.title}”要核验本人，却没有写为什么。"
        mend = "在 person_check 里写 why，一句话告诉申请人风险在哪里；没有这样的风险，删去 person_check。"
        yield Complaint(what, mend, "item.person_check", ("person_check",))
    yield from _other_way(item)
    yield from _rules(item, world)


def _other_way(item: Item) -> Iterator[Complaint]:
    if not FACELESS & {receipt.place for receipt in item.receive}:
        what = f"“{item.title}”要核验本人，却没有当面办的地方，不愿刷脸的人没有别的办法。"
        mend = "在 receive 里加上 hall、town、village 或 body 之一。"
        yield Complaint(what, mend, "item.person_check_way", ("person_check",))


def _rules(item: Item, world: World) -> Iterator[Complaint]:
    for name in (PERSON_CHECK_MINUTES, PERSON_CHECK_TRIES):
        if world.find(PARAMETER, name) is None:
            what = f"“{item.title}”要核验本人，但包里没有参数 {name}。"
            mend = f"增加 parameters/{name}.yaml。"
            yield Complaint(what, mend, "item.person_check_rules", ("person_check",))
