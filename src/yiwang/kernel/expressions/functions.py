"""The closed list of functions: what each takes, what it gives, and how it is computed.

Every function is strict: one unknown argument makes the result unknown (``known`` and ``has`` are not
functions but forms, see ``compiling``). What cannot be computed is unknown. ``x.f(y)`` and ``f(x, y)`` are
the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from yiwang.kernel.days import months_after

from .patterns import pattern
from .types import ANY, BOOL, DATE, DECIMAL, INT, MONEY, TEXT, TIMESTAMP, Dated, ListOf, Type, plain
from .values import INT_MAX, INT_MIN, DatedValue, comparable, number


@dataclass(frozen=True)
class Form:
    """One way to call a function: types of arguments and result; ``many`` repeats the last argument."""

    takes: tuple[Type, ...]
    gives: Type | Callable[[Sequence[Type]], Type]
    many: bool = False


@dataclass(frozen=True)
class Function:
    """A function of the language. ``says`` is its one-line help."""

    says: str
    run: Callable[..., Any]
    forms: tuple[Form, ...]


def _of_item(types: Sequence[Type]) -> Type:
    first = plain(types[0])
    return first.item if isinstance(first, ListOf) else first


def _of_first(types: Sequence[Type]) -> Type:
    return _of_item(types) if len(types) == 1 else next((plain(t) for t in types if plain(t) != INT), INT)


def _of_parameter(types: Sequence[Type]) -> Type:
    return types[0].item if isinstance(types[0], Dated) else ANY


def _to_int(value: Any) -> int:
    if isinstance(value, str):
        return int(value) if value.strip() == value and "_" not in value else _fail()
    return int(_exact(value).to_integral_value(ROUND_DOWN))


def _fail() -> Any:
    raise ValueError


def _exact(value: Any) -> Decimal:
    found = Decimal(value) if isinstance(value, str) else number(value)
    result = Decimal(found) if found is not None else _fail()
    return result if result.is_finite() else _fail()


def _to_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _to_bool(value: Any) -> bool:
    return value if isinstance(value, bool) else {"true": True, "false": False}[value]


def _to_date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _to_timestamp(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else _fail()


def _rounded(how: str) -> Callable[[Any], int]:
    return lambda value: int(_exact(value).to_integral_value(how))


def _portion(money: Any, ratio: Any) -> int:
    return int((_exact(money) * _exact(ratio)).to_integral_value(ROUND_HALF_UP))


def _extreme(sign: int) -> Callable[..., Any]:
    def run(*values: Any) -> Any:
        items = values[0] if len(values) == 1 and isinstance(values[0], list | tuple) else values
        best = items[0]
        for item in items[1:]:
            pair = comparable(item, best) or _fail()
            best = item if (pair[0] < pair[1] if sign < 0 else pair[0] > pair[1]) else best
        return best

    return run


def _sum(items: Sequence[Any]) -> Any:
    return sum(number(item) if number(item) is not None else _fail() for item in items)


def age_on(birth: date, day: date) -> int:
    """Full years of age on a day; the birthday counts, for 29 February it is 1 March in common years."""
    birth, day = _to_date(birth), _to_date(day)
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _months_between(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _on(value: Any, day: date) -> Any:
    return value.on(_to_date(day)) if isinstance(value, DatedValue) else value


_DATES: tuple[Form, ...] = (Form((DATE,), INT), Form((TIMESTAMP,), INT))
_LIST = ListOf(ANY)
_TEXT_TEST = (Form((TEXT, TEXT), BOOL),)
_EXTREMES = (
    Form((ListOf(ANY),), _of_item),
    *(Form((kind, kind), _of_first, many=True) for kind in (INT, DECIMAL, MONEY, DATE, TIMESTAMP, TEXT)),
)

FUNCTIONS: dict[str, Function] = {
    "size": Function("长度或个数", len, (Form((TEXT,), INT), Form((_LIST,), INT))),
    "contains": Function("文字中含有", lambda text, part: part in text, _TEXT_TEST),
    "startsWith": Function("以…开头", str.startswith, _TEXT_TEST),
    "endsWith": Function("以…结尾", str.endswith, _TEXT_TEST),
    "matches": Function("符合匹配式", lambda text, form: pattern(form).found_in(text), _TEXT_TEST),
    "lower": Function("转小写", str.lower, (Form((TEXT,), TEXT),)),
    "upper": Function("转大写", str.upper, (Form((TEXT,), TEXT),)),
    "trim": Function("去掉首尾空白", str.strip, (Form((TEXT,), TEXT),)),
    "int": Function("转整数（截去小数）", _to_int, (Form((DECIMAL,), INT), Form((TEXT,), INT))),
    "double": Function("转小数", _exact, (Form((DECIMAL,), DECIMAL), Form((TEXT,), DECIMAL))),
    "decimal": Function("转小数", _exact, (Form((DECIMAL,), DECIMAL), Form((TEXT,), DECIMAL))),
    "string": Function(
        "转文字", _to_text, tuple(Form((k,), TEXT) for k in (TEXT, DECIMAL, BOOL, DATE, TIMESTAMP))
    ),
    "bool": Function("转是否", _to_bool, (Form((BOOL,), BOOL), Form((TEXT,), BOOL))),
    "date": Function(
        "转日期", _to_date, (Form((TEXT,), DATE), Form((TIMESTAMP,), DATE), Form((DATE,), DATE))
    ),
    "timestamp": Function("转时刻（须带时区）", _to_timestamp, (Form((TEXT,), TIMESTAMP),)),
    "yuan": Function("元转金额", lambda n: _portion(n, 100), (Form((DECIMAL,), MONEY),)),
    "in_yuan": Function("金额转元", lambda fen: _exact(fen) / 100, (Form((MONEY,), DECIMAL),)),
    "portion": Function("金额的一部分，四舍五入到分", _portion, (Form((MONEY, DECIMAL), MONEY),)),
    "ratio": Function("两个金额之比", lambda a, b: _exact(a) / _exact(b), (Form((MONEY, MONEY), DECIMAL),)),
    "abs": Function("绝对值", abs, tuple(Form((k,), k) for k in (INT, DECIMAL, MONEY))),
    "ceil": Function("向上取整", _rounded(ROUND_CEILING), (Form((DECIMAL,), INT),)),
    "floor": Function("向下取整", _rounded(ROUND_FLOOR), (Form((DECIMAL,), INT),)),
    "round": Function("四舍五入取整", _rounded(ROUND_HALF_UP), (Form((DECIMAL,), INT),)),
    "min": Function("最小的", _extreme(-1), _EXTREMES),
    "max": Function("最大的", _extreme(1), _EXTREMES),
    "sum": Function("合计", _sum, (Form((ListOf(DECIMAL),), _of_item), Form((ListOf(MONEY),), MONEY))),
    "year": Function("年", lambda day: day.year, _DATES),
    "month": Function("月，1 至 12", lambda day: day.month, _DATES),
    "day_of_month": Function("日，1 至 31", lambda day: day.day, _DATES),
    "weekday": Function("星期，1 至 7", lambda day: day.isoweekday(), _DATES),
    "getFullYear": Function("年", lambda day: day.year, _DATES),
    "getMonth": Function("月，0 至 11（CEL 的数法）", lambda day: day.month - 1, _DATES),
    "getDate": Function("日，1 至 31", lambda day: day.day, _DATES),
    "getDayOfWeek": Function("星期，0 为星期日（CEL 的数法）", lambda day: day.isoweekday() % 7, _DATES),
    "getHours": Function("时", lambda at: at.hour, (Form((TIMESTAMP,), INT),)),
    "getMinutes": Function("分", lambda at: at.minute, (Form((TIMESTAMP,), INT),)),
    "age_on": Function("某日的周岁", age_on, (Form((DATE, DATE), INT), Form((DATE, TIMESTAMP), INT))),
    "days_between": Function("两日相隔天数", lambda a, b: (b - a).days, (Form((DATE, DATE), INT),)),
    "months_between": Function("两日相隔整月", _months_between, (Form((DATE, DATE), INT),)),
    "plus_days": Function("加天数", lambda d, n: d + timedelta(days=n), (Form((DATE, INT), DATE),)),
    "plus_months": Function("加月数，月末对月末", months_after, (Form((DATE, INT), DATE),)),
    "plus_years": Function("加年数", lambda d, n: months_after(d, 12 * n), (Form((DATE, INT), DATE),)),
    "on": Function(
        "参数在某日的值", _on, (Form((ANY, DATE), _of_parameter), Form((ANY, TIMESTAMP), _of_parameter))
    ),
}

SPECIAL = frozenset({"has", "known"})
"""Forms that look like functions and answer also when their argument is unknown."""

FAILURES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a function may raise on data it cannot work with; the result is unknown then."""


def within(value: Any) -> bool:
    """Whether a computed value stays inside the language's integers (64 bits, as in CEL and SQL)."""
    return value.__class__ is not int or INT_MIN <= value <= INT_MAX
