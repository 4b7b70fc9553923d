"""What a pack writes about places: one row per division in ``divisions.csv``."""

from collections.abc import Iterator
from enum import StrEnum

from yiwang.loader import Complaint, Definition, Kind, World


class Level(StrEnum):
    """层级: five storeys of government, named as the statistics office names them."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


class DivisionKind(StrEnum):
    """What sort of place it is; statistical units (a prison) never reach a board, a list or a dispatch."""

    ORDINARY = "ordinary"
    ZONE = "zone"
    STATISTICAL = "statistical"


SIGNIFICANT = {Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6, Level.TOWN: 9, Level.VILLAGE: 12}
"""How many leading digits of a 12-digit code each level uses (GB/T 2260 and the statistical codes)."""


class DivisionRow(Definition):
    """One place. ``id`` is its 12-digit code, the CSV's first column ``code``."""

    name: str
    parent: str = ""
    level: Level
    kind: DivisionKind = DivisionKind.ORDINARY


def short_code(code: str, level: Level) -> str:
    """The code as people write it: six digits down to the county, nine for a town, twelve for a village."""
    return code[: max(6, SIGNIFICANT[level])]


def _check(row: DivisionRow, world: World) -> Iterator[Complaint]:
    used = SIGNIFICANT[row.level]
    if row.id[used:].strip("0"):
        mend = f"第 {used} 位以后应全是 0，或改正层级。"
        yield Complaint(f"代码“{row.id}”与层级不符。", mend, "division.level", ("level",))
    if row.parent and row.parent not in world.all("division"):
        what = f"“{row.name}”的上级区划“{row.parent}”不存在。"
        yield Complaint(what, "写上级区划的 12 位代码。", "division.parent", ("parent",))


DIVISION = Kind(
    "division",
    "divisions.csv",
    DivisionRow,
    many=True,
    check=_check,
    live=True,
    order=20,
    word="区划",
    id_pattern=r"[0-9]{12}",
)
"""区划."""
