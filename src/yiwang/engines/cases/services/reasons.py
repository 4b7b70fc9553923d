"""The reason that who keeps cases must give: written where all may read it, so no number of a person stands in it."""

from yiwang.kernel.ids import secrets_in

from ..domain.acting import Refusal
from .errors import CaseRefused

LONGEST = 1000
WHY = f"请写明理由（最多 {LONGEST} 字，不要写证件号码和手机号码）。"


def reason_words(reason: str, of: str) -> str:
    """The reason as it is kept.

    Args:
        reason: as it was typed.
        of: what it is given for, the first word of the refusal's code.

    Raises:
        CaseRefused: there is none, it is too long, or a number of a person stands in it.
    """
    words = reason.strip()
    if not words or len(words) > LONGEST or secrets_in(words):
        raise CaseRefused(Refusal(f"{of}.reason", WHY))
    return words
