"""Telephone numbers of the mainland, mobile and fixed, and the demo numbers that nobody can be called on."""

import re
from datetime import date
from typing import Final

from .checked import Rule, Verdict, fine, shape, wrong

_COUNTRY: Final = re.compile(r"^(?:\+|00)86-?|^86(?=1\d{10}$)")
_SHORT_AREAS: Final = re.compile(r"010|02\d")


def phone_bare(number: str) -> str:
    """A mobile number without country code and dashes, as it is stored and compared."""
    return _COUNTRY.sub("", number).replace("-", "")


def phone_is_demo(number: str) -> bool:
    """Whether it is one of the numbers 100xxxxxxxx that demo data use; no message is ever sent to them."""
    return re.fullmatch(r"100\d{8}", phone_bare(number)) is not None


def _mobile(number: str, today: date | None) -> Verdict:
    bare = phone_bare(number)
    if len(bare) != 11:
        return wrong(f"手机号码应为 11 位，现为 {len(bare)} 位。")
    if phone_is_demo(bare):
        return fine("演示号段，不会向它发送任何消息")
    return fine() if bare[1] in "3456789" else wrong(f"“{bare[:3]}”不是手机号段，请核对前三位。")


def _landline(number: str, today: date | None) -> Verdict:
    bare = _COUNTRY.sub("0", number) if number.startswith(("+", "00")) else number
    digits = bare.replace("-", "")
    area = 3 if _SHORT_AREAS.match(digits) else 4
    local = re.split(r"-|转", bare)[1] if re.match(r"\d{3,4}-", bare) else re.split("转", digits)[0][area:]
    if local[:1] in {"0", "1"}:
        return wrong("区号之后的号码不以 0 或 1 开头，请核对。")
    wanted = {8} if area == 3 else {7, 8}
    return fine() if len(local) in wanted else wrong("区号之后应为 7 或 8 位号码，请核对。")


MOBILE = Rule("mobile", "手机号码", shape(r"(?:\+86-?|0086-?|86)?1[0-9](?:-?\d){8,10}"), _mobile, (3, 4))
LANDLINE = Rule(
    "landline",
    "固定电话",
    shape(r"(?:(?:\+|00)86-?[1-9]\d{1,2}|0[1-9]\d{1,2})-?\d{6,8}(?:[-转]\d{1,6})?"),
    _landline,
    (4, 2),
)
PHONES = (MOBILE, LANDLINE)
