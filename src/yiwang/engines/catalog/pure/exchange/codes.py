"""Codes of the national tables beside our words. Units and channels that no text confirms are our own convention."""

from yiwang.engines.catalog.definitions import HandlingClass, Item, TimeLimit
from yiwang.kernel.worktime import Unit

HANDLING = {HandlingClass.INSTANT: "1", HandlingClass.COMMITTED: "2", HandlingClass.OTHER: "9"}
"""办件类型 (GB/T 39046 A.6)."""
HANDLING_BACK = {code: kind for kind, code in HANDLING.items()}

UNITS = {Unit.WORKING_DAY: "WD", Unit.DAY: "D", Unit.MONTH: "M", Unit.YEAR: "Y", Unit.HOUR: "H"}
"""Units of limits; the text of the standard was not read, so these are ours."""
UNITS_BACK = {code: unit for unit, code in UNITS.items()}

CHANNELS = {"online": ("2", "3"), "mail": ("4",), "partner_city": ("9",)}
"""办理形式 (A.5): 1 window, 2 computer, 3 phone, 4 post, 9 other; whatever is not named here is a window."""
WINDOW = ("1",)

SOURCES = {"self": "10", "government": "20", "intermediary": "30", "other": "99"}
"""来源渠道 of a material; 30 is one province's."""
SOURCES_BACK = {code: source for source, code in SOURCES.items()}

EXEMPT_WORDS = {"none": "", "commitment": "告知承诺", "tolerance": "容缺后补"}
NECESSARY, OPTIONAL = "1", "2"


def channels_of(item: Item) -> list[str]:
    """The ways in which the item may be applied for, as codes."""
    return sorted({code for receipt in item.receive for code in CHANNELS.get(receipt.place, WINDOW)})


def limit_of(limit: TimeLimit | None) -> tuple[str, str]:
    """Number and unit code of a limit; two empty texts for none, or where the table has no unit for it."""
    if limit is None:
        return "", ""
    parsed = limit.parsed()
    unit = UNITS.get(parsed.unit, "")
    return (str(parsed.value), unit) if unit else ("", "")


def limit_words(number: str, unit: str) -> str:
    """A limit as packs write it; empty if the number or the unit is not known."""
    if not number or unit not in UNITS_BACK:
        return ""
    return f"{number}{UNITS_BACK[unit].word}"
