"""What somebody answers by text message: a grade, perhaps after the number that the message asked to repeat."""

import re
from dataclasses import dataclass

from yiwang.kernel.ids import normalised

_REPLY = re.compile(r"^(?:(?P<code>\d{4}))?(?P<grade>[1-5])$")


@dataclass(frozen=True)
class Reply:
    """A grade, and the number repeated; "" if none was."""

    grade: int
    code: str


def reply_read(text: str) -> Reply | None:
    """What a message says; None if it is no rating. Full-width digits, spaces and signs between do not matter.

    >>> reply_read("４８２１ 5")
    Reply(grade=5, code='4821')
    >>> reply_read("谢谢") is None
    True
    """
    found = _REPLY.match(re.sub(r"[^0-9A-Z]", "", normalised(text)[0]))
    return Reply(int(found["grade"]), found["code"] or "") if found else None
