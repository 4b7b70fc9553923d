"""Numbers of persons: citizen id (GB 11643) and the residence permits built like it.

Residence permits for residents of Hong Kong, Macao and Taiwan take 18 digits beginning with 810000, 820000,
830000; the permanent residence card of 2023 takes 18 digits beginning with 9, the one before 15 characters.
"""

from datetime import date
from typing import Literal

from stdnum.cn import ric

from .areas import area_reminder
from .checked import Rule, Verdict, fine, shape, wrong


def citizen_birth(number: str) -> date:
    """Date of birth in an 18-digit number.

    Raises:
        ValueError: the digits are no date.
    """
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def citizen_sex(number: str) -> Literal["male", "female"]:
    """Sex by the 17th digit: odd for men."""
    return "male" if int(number[16]) % 2 else "female"


def _eighteen(number: str, today: date | None) -> str:
    """What is wrong with an 18-digit number of a person; empty if nothing is."""
    try:
        birth = citizen_birth(number)
    except ValueError:
        return f"第 7 至 14 位“{number[6:14]}”不是真实日期，请核对出生日期。"
    if today is not None and birth > today:
        return f"出生日期 {birth:%Y-%m-%d} 晚于今天，请核对。"
    if birth.year < 1800:
        return f"出生年份 {birth.year} 过早，请核对第 7 至 10 位。"
    expected = ric.calc_check_digit(number)
    return "" if number[-1] == expected else "校验位不符（最后一位与前 17 位算不上），请逐位核对。"


def _citizen(number: str, today: date | None) -> Verdict:
    if len(number) == 15:
        return wrong("15 位的旧号已停止使用，请填写 18 位公民身份号码。")
    if len(number) != 18:
        return wrong(f"公民身份号码应为 18 位，现为 {len(number)} 位。")
    problem = _eighteen(number, today)
    return wrong(problem) if problem else fine(area_reminder(number[:6]))


def _like_citizen(number: str, today: date | None) -> Verdict:
    problem = _eighteen(number, today)
    return wrong(problem) if problem else fine()


def _old_permanent(number: str, today: date | None) -> Verdict:
    month, day = int(number[9:11]), int(number[11:13])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return wrong(f"第 8 至 13 位“{number[7:13]}”不是出生年月日（两位年份），请核对。")
    return fine("旧版永久居留证只核对结构，没有核对校验位")


CITIZEN_ID = Rule("citizen_id", "公民身份号码", shape(r"[1-7]\d{14,17}[\dX]?"), _citizen, (6, 4))
RESIDENCE_PERMIT = Rule(
    "residence_permit", "港澳台居民居住证", shape(r"8[123]0000\d{11}[\dX]"), _like_citizen, (6, 4)
)
PERMANENT_RESIDENCE = Rule(
    "permanent_residence", "外国人永久居留身份证", shape(r"9\d{16}[\dX]"), _like_citizen, (6, 4)
)
PERMANENT_RESIDENCE_OLD = Rule(
    "permanent_residence_old", "外国人永久居留证（旧版）", shape(r"[A-Z]{3}\d{12}"), _old_permanent, (3, 2)
)
PERSONS = (CITIZEN_ID, RESIDENCE_PERMIT, PERMANENT_RESIDENCE, PERMANENT_RESIDENCE_OLD)
