"""What somebody typed into a field, brought to its standard form, or refused with a sentence beside the field.

Full-width digits, spaces and Chinese punctuation from the keyboard are mended, not refused. Values come out
as JSON
keeps them: texts, whole numbers, booleans and lists; decimals and days as text, money in fen.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from yiwang.engines.catalog.pure import Element
from yiwang.kernel import ids
from yiwang.kernel.days import day_words

Reader = Callable[[Element, Any, date], Any]

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
_IDENTITIES = frozenset(
    {"citizen_id", "residence_permit", "permanent_residence", "permanent_residence_old", "none_yet"}
)
_LONGEST = {"text": 200, "address": 300, "long_text": 4000}


class FieldRefused(ValueError):
    """A value that a field cannot take; the sentence says what to write instead."""


def field_value(element: Element, raw: Any, today: date) -> Any:
    """The value in its standard form; None for an empty field.

    Raises:
        FieldRefused: it is not of the element's type, or outside its bounds.
    """
    if raw is None or raw == "" or raw == [] or (isinstance(raw, str) and not raw.strip()):
        return None
    reader: Reader = _READERS.get(element.type.value, _text)
    value = reader(element, raw, today)
    _check_pattern(element, value)
    return value


def half_width(raw: Any) -> str:
    """A text with full-width digits, letters and signs made half-width, without spaces around."""
    return unicodedata.normalize("NFKC", str(raw)).strip()


def _text(element: Element, raw: Any, today: date) -> str:
    if isinstance(raw, dict | list):
        raise FieldRefused(f"请在“{element.label}”里填文字。")
    value = unicodedata.normalize("NFC", str(raw)).strip()
    longest = element.max_length or _LONGEST.get(element.type.value, 200)
    if len(value) > longest:
        raise FieldRefused(f"“{element.label}”最多 {longest} 个字，现在是 {len(value)} 个，请缩短。")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in value):
        raise FieldRefused(f"“{element.label}”里有看不见的字符，请删去后重新输入。")
    return value


def _check_pattern(element: Element, value: Any) -> None:
    if element.pattern and isinstance(value, str) and not re.fullmatch(element.pattern, value):
        example = f"，例如 {element.example}" if element.example else ""
        raise FieldRefused(f"“{element.label}”的写法不对{example}，请核对。")


def _number(kind: str) -> Callable[[Element, Any, date], str]:
    def read(element: Element, raw: Any, today: date) -> str:
        checked = ids.check(str(raw), kind, today)
        if not checked.valid:
            raise FieldRefused(checked.why)
        return checked.value

    return read


def _identity(element: Element, raw: Any, today: date) -> str:
    found = ids.identify(str(raw), today)
    good = [checked for checked in found if checked.valid and checked.kind in _IDENTITIES | _TRAVEL]
    if not good:
        raise FieldRefused(
            found[0].why if found[0].kind in _IDENTITIES else "不是可以识别的证件号码，请核对。"
        )
    return good[0].value


def _phone(element: Element, raw: Any, today: date) -> str:
    checked = ids.check(str(raw), "mobile", today)
    if checked.valid:
        return ids.phone_bare(checked.value)
    fixed = ids.check(str(raw), "landline", today)
    if fixed.valid:
        return fixed.value
    raise FieldRefused(
        checked.why if half_width(raw).startswith("1") else "请填 11 位手机号码，或带区号的固定电话。"
    )


def _email(element: Element, raw: Any, today: date) -> str:
    value = half_width(raw)
    if not _EMAIL.fullmatch(value) or len(value) > 200:
        raise FieldRefused("电子邮箱应写成 name@example.cn 的样子，请核对。")
    return value


def _day(element: Element, raw: Any, today: date) -> str:
    found = _DAY.fullmatch(half_width(raw))
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else _no_day(element)
    except ValueError:
        return _no_day(element)


def _no_day(element: Element) -> str:
    raise FieldRefused(f"“{element.label}”要填真实的日期，写成 2026-03-01 的样子。")


def _decimal_of(element: Element, raw: Any) -> Decimal:
    text = half_width(raw).replace(",", "").replace("元", "")
    text = text.removesuffix(element.unit).strip() if element.unit else text
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or isinstance(raw, bool):
        raise FieldRefused(f"“{element.label}”要填数字，不用写单位。")
    return _in_bounds(element, value)


def _in_bounds(element: Element, value: Decimal) -> Decimal:
    unit = element.unit
    if element.minimum is not None and value < element.minimum:
        raise FieldRefused(f"“{element.label}”不能小于 {element.minimum}{unit}，请核对。")
    if element.maximum is not None and value > element.maximum:
        raise FieldRefused(f"“{element.label}”不能大于 {element.maximum}{unit}，请核对。")
    return value


def _decimal(element: Element, raw: Any, today: date) -> str:
    return format(_decimal_of(element, raw).normalize(), "f")


def _int(element: Element, raw: Any, today: date) -> int:
    value = _decimal_of(element, raw)
    if value != value.to_integral_value():
        raise FieldRefused(f"“{element.label}”要填整数。")
    return int(value)


def _fen(element: Element, raw: Any, today: date) -> int:
    """Money is typed in yuan and kept in fen; a whole number that is no text is fen already."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    fen = _decimal_of(element, raw) * 100
    if fen < 0 or fen != fen.to_integral_value():
        raise FieldRefused(f"“{element.label}”按元填写，不能为负，最多两位小数。")
    return int(fen)


def _bool(element: Element, raw: Any, today: date) -> bool:
    answers = {
        True: True,
        False: False,
        "true": True,
        "false": False,
        "是": True,
        "否": False,
        "1": True,
        "0": False,
    }
    found = answers.get(raw if isinstance(raw, bool) else half_width(raw).lower())
    if found is None:
        raise FieldRefused(f"“{element.label}”请选“是”或“否”。")
    return found


def _choice(element: Element, raw: Any, today: date) -> str:
    value = half_width(raw)
    if value not in element.options:
        raise FieldRefused(f"“{element.label}”请从列出的选项中选一项。")
    return value


def _choices(element: Element, raw: Any, today: date) -> list[str]:
    values = raw if isinstance(raw, list | tuple) else half_width(raw).split(",")
    return list(dict.fromkeys(_choice(element, value, today) for value in values))


def _division(element: Element, raw: Any, today: date) -> str:
    checked = ids.check(str(raw), "division_code", today)
    if not checked.valid:
        raise FieldRefused("请从列表里选择所在的镇街。")
    return checked.value.ljust(12, "0")


def _account(element: Element, raw: Any, today: date) -> str:
    value = re.sub(r"[\s-]", "", half_width(raw))
    if not re.fullmatch(r"\d{8,32}", value):
        raise FieldRefused("账号应为 8 至 32 位数字，请对照银行卡或存折核对。")
    return value


_TRAVEL = frozenset(kind for kind in ids.KINDS if "pass" in kind or "permit" in kind)
_READERS: dict[str, Reader] = {
    "citizen_id": _number("citizen_id"), "identity": _identity, "uscc": _number("uscc"), "phone": _phone,
    "email": _email, "date": _day, "int": _int, "decimal": _decimal, "money": _fen, "bool": _bool,
    "choice": _choice, "choices": _choices, "division": _division, "account": _account,
}  # fmt: skip


def masked(element: Element, value: Any) -> str:
    """A secret value as it may be shown: numbers by their kind, anything else starred but for its ends."""
    text = str(value)
    kind = {"citizen_id": "citizen_id", "phone": "mobile", "identity": "citizen_id"}.get(element.type.value)
    if kind and len(text) >= 11:
        return ids.mask(text, kind)
    return text if element.type.value == "uscc" else text[:1] + "*" * max(len(text) - 2, 1) + text[-1:]


def said(element: Element, value: Any) -> str:
    """A value as people read it: labels of choices, yuan, days, yes and no."""
    if value is None:
        return ""
    if element.type.value == "money":
        return f"{Decimal(int(value)) / 100:,.2f} 元"
    if isinstance(value, bool) or element.type.value == "bool":
        return "是" if value in (True, "true", "是") else "否"
    if isinstance(value, list | tuple):
        return "、".join(element.options.get(str(part), str(part)) for part in value)
    if element.type.value == "date":
        return day_words(date.fromisoformat(str(value)))
    unit = element.unit if element.type.value in {"int", "decimal"} else ""
    return f"{element.options.get(str(value), str(value))}{unit and ' ' + unit}"
