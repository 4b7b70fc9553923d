"""Numbers of organisations: unified social credit code (GB 32100) and organisation code (GB 11714)."""

from datetime import date
from typing import Final

from stdnum.cn import uscc

from .areas import area_reminder
from .checked import Rule, Verdict, fine, shape, wrong

_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_AUTHORITIES: Final = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管",
    "A": "军队编制",
    "N": "农业农村",
    "Y": "其他",
}
_NATIONAL: Final = "100000"


def org_check_digit(first8: str) -> str:
    """The check character of an organisation code, by GB 11714."""
    rest = 11 - sum(_ORG.index(sign) * weight for sign, weight in zip(first8, _WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def uscc_check_digit(first17: str) -> str:
    """The check character of a unified social credit code, by GB 32100."""
    return str(uscc.calc_check_digit(first17))


def uscc_authority(code: str) -> str:
    """Which kind of authority registered it, in words; empty if the sign is not assigned."""
    return _AUTHORITIES.get(code[:1], "")


def _judge_uscc(code: str, today: date | None) -> Verdict:
    strangers = sorted(set(code) - set(_USCC))
    if strangers:
        return wrong(f"统一社会信用代码不使用字母“{'、'.join(strangers)}”，请核对是否与 0、1、2、5 混淆。")
    if not uscc_authority(code):
        return wrong(f"第 1 位“{code[0]}”不是登记管理部门代码，请核对。")
    if code[-1] != uscc_check_digit(code[:17]):
        return wrong("校验位不符（最后一位与前 17 位算不上），请逐位核对。")
    inner = "" if org_check_digit(code[8:16]) == code[16] else "其中的组织机构代码校验位不符"
    area = "" if code[2:8] == _NATIONAL else area_reminder(code[2:8])
    return fine(area, inner, weak=bool(inner))


def _judge_org(code: str, today: date | None) -> Verdict:
    bare = code.replace("-", "")
    if bare[-1] != org_check_digit(bare[:8]):
        return wrong("校验位不符（最后一位与前 8 位算不上），请逐位核对。")
    return fine()


USCC = Rule("uscc", "统一社会信用代码", shape(r"[0-9A-Z]{2}\d{6}[0-9A-Z]{10}"), _judge_uscc)
ORG_CODE = Rule("org_code", "组织机构代码", shape(r"[0-9A-Z]{8}-?[0-9X]"), _judge_org)
ORGANISATIONS = (USCC, ORG_CODE)
