"""Division codes: 6 digits (GB/T 2260), 9 with the town, 12 with the village (statistical division codes)."""

from datetime import date

from .areas import area_known, province_known
from .checked import Rule, Verdict, fine, shape, wrong


def division_level(code: str) -> str:
    """``province``, ``prefecture``, ``county``, ``town`` or ``village``: the last part that is not zero."""
    full = code.ljust(12, "0")
    parts = (("village", full[9:]), ("town", full[6:9]), ("county", full[4:6]), ("prefecture", full[2:4]))
    return next((level for level, part in parts if part.strip("0")), "province")


def _gap(code: str) -> bool:
    """A village without town, or a county without prefecture."""
    full = code.ljust(12, "0")
    parts = [bool(part.strip("0")) for part in (full[2:4], full[4:6], full[6:9], full[9:])]
    prefecture, county, town, village = parts
    return (village and not town) or (county and not prefecture)


def _judge(code: str, today: date | None) -> Verdict:
    if not province_known(code):
        return wrong(f"前两位“{code[:2]}”不是省级行政区划代码，请核对。")
    if _gap(code):
        return wrong("上一级的位数为零而下一级不为零，请核对行政区划代码的层级。")
    if area_known(code[:6]):
        return fine()
    return fine(f"前六位 {code[:6]} 不在代码表中，可能是历史或新设区划", weak=True)


DIVISION_CODE = Rule("division_code", "行政区划代码", shape(r"\d{6}|\d{9}|\d{12}"), _judge)
