"""Travel documents: structure only, for they carry no check digit on their face."""

from datetime import date

from .checked import Rule, Verdict, fine, shape, wrong

_ONLY = "只核对结构，没有校验位可核"


def _structure(number: str, today: date | None) -> Verdict:
    return fine(_ONLY)


def _foreign(number: str, today: date | None) -> Verdict:
    if not any(sign.isdigit() for sign in number):
        return wrong("护照号码至少含一位数字，请核对。")
    return fine(_ONLY)


def _rule(kind: str, word: str, pattern: str) -> Rule:
    return Rule(kind, word, shape(pattern), _structure, (1, 3))


PASSPORT = _rule("passport", "普通护照", r"E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|[DSP]E\d{7}")
PERMIT_HK_MACAO = _rule("permit_hk_macao", "港澳居民来往内地通行证", r"[HM]\d{8}(?:\d{2})?")
PERMIT_TAIWAN = _rule("permit_taiwan", "台湾居民来往大陆通行证", r"\d{8}|\d{10}\([A-Z]\)|\d{10}[A-Z]")
EXIT_HK_MACAO = _rule("exit_hk_macao", "往来港澳通行证", r"C\d{8}|C[A-HJ-NP-Z]\d{7}|W\d{8}")
EXIT_TAIWAN = _rule("exit_taiwan", "往来台湾通行证", r"L\d{8}|T\d{8}")
PASSPORT_FOREIGN = Rule("passport_foreign", "外国护照", shape(r"[A-Z0-9]{5,20}"), _foreign, (1, 3))
"""Only checked when asked for by kind: almost anything has its shape."""

TRAVEL = (PASSPORT, PERMIT_HK_MACAO, PERMIT_TAIWAN, EXIT_HK_MACAO, EXIT_TAIWAN)
