"""Says what a number is and whether it can be one."""

from datetime import date
from typing import Final

from .checked import Checked, Rule, Verdict, fine, shape, wrong
from .licence_ids import LICENCE_ID
from .normal import normalised
from .organisations import ORG_CODE, USCC
from .persons import CITIZEN_ID, PERMANENT_RESIDENCE, PERMANENT_RESIDENCE_OLD, RESIDENCE_PERMIT
from .phones import LANDLINE, MOBILE, phone_bare
from .places import DIVISION_CODE
from .travel import PASSPORT_FOREIGN, TRAVEL


def _none_yet(number: str, today: date | None) -> Verdict:
    return fine("尚无证件号码，如新生儿、待设立的企业；取得后请补登")


def _unknown(number: str, today: date | None) -> Verdict:
    return wrong("不像任何一种已知的证件、代码或电话号码，请核对位数和字符。")


_UNKNOWN: Final = Rule("unknown", "未知号码", shape(".*"), _unknown)
NONE_YET: Final = Rule("none_yet", "尚无证件", shape(r"|无|尚无|暂无"), _none_yet)

RULES: Final[tuple[Rule, ...]] = (
    CITIZEN_ID,
    RESIDENCE_PERMIT,
    USCC,
    PERMANENT_RESIDENCE,
    MOBILE,
    LICENCE_ID,
    *TRAVEL,
    LANDLINE,
    PERMANENT_RESIDENCE_OLD,
    DIVISION_CODE,
    ORG_CODE,
    NONE_YET,
)
"""Tried in this order; the first is the likeliest where nothing is valid."""

KINDS: Final[dict[str, Rule]] = {rule.kind: rule for rule in (*RULES, PASSPORT_FOREIGN)}


class UnknownIdKind(LookupError):
    """Somebody asked for a kind of number that does not exist."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"没有“{kind}”这种号码，可用的有：{'、'.join(KINDS)}。")


def identify(value: str, today: date | None = None) -> list[Checked]:
    """Every kind of number that this can be; else the likeliest kind and why it is not valid.

    Args:
        value: as typed: full-width digits, spaces and small letters are brought to standard form, and ``why``
            says so.
        today: births after it are refused; None leaves that out.
    """
    number, note = normalised(value)
    judged = [(rule, rule.judge(number, today)) for rule in RULES if rule.shape.fullmatch(number)]
    valid = [pair for pair in judged if pair[1].valid and (pair is judged[0] or not pair[1].weak)]
    chosen = valid or judged[:1] or [(_UNKNOWN, _UNKNOWN.judge(number, today))]
    return [_checked(number, note, *pair) for pair in chosen]


def check(value: str, kind: str, today: date | None = None) -> Checked:
    """Whether this is a valid number of one kind.

    Raises:
        UnknownIdKind: there is no such kind.
    """
    if kind not in KINDS:
        raise UnknownIdKind(kind)
    number, note = normalised(value)
    rule = KINDS[kind]
    if not rule.shape.fullmatch(number):
        return Checked(number, kind, False, _because(f"不是{rule.word}的样子，请核对位数和字符。", note))
    return _checked(number, note, rule, rule.judge(number, today))


def kind_word(kind: str) -> str:
    """What people call this kind of number.

    Raises:
        UnknownIdKind: there is no such kind.
    """
    if kind not in KINDS:
        raise UnknownIdKind(kind)
    return KINDS[kind].word


def _checked(number: str, note: str, rule: Rule, verdict: Verdict) -> Checked:
    return Checked(number, rule.kind, verdict.valid, _because(verdict.why, note))


def _because(why: str, note: str) -> str:
    return f"{why}（{note}）" if note else why


def phone_read(typed: str) -> str | None:
    """A phone as it is kept, mobile or landline; "" if none was typed, None if it is neither."""
    bare = phone_bare(normalised(typed)[0])
    fits = not bare or check(bare, "mobile").valid or check(bare, "landline").valid
    return bare if fits else None
