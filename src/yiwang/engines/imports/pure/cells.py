"""Reading single cells as a mapping says: words looked up in its tables, instants in its zone. Nothing is guessed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from yiwang.kernel.days import YEARS

from ..definitions import Cell, ImportMapping
from ..domain.values import Wrong

EXCEL_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of a workbook has no zone
LINE_ENDS = "\n\r\t"
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class CellReader:
    """How cells of one mapping are read.

    Attributes:
        dates: how instants are written.
        zone: the zone of instants that name none.
        most: so many signs a cell may have.
    """

    dates: tuple[str, ...]
    zone: ZoneInfo
    most: int
    _tables: dict[int, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: ImportMapping, zone: str) -> "CellReader":
        """The reader of a mapping; ``zone`` is the pack's."""
        return cls(mapping.dates, zone_of(mapping, zone), mapping.limits.cell.value)

    def text(self, cells: Mapping[str, object], cell: Cell) -> str:
        """The word that a cell gives; "" if it has none and needs none. Raises Wrong."""
        said = self.said(cells, cell.column) if cell.column else ""
        if not said:
            if cell.required and not cell.value:
                raise Wrong(
                    cell.column,
                    "",
                    f"没有填“{cell.column}”。请在原系统补上，或者在映射里写明空着时取什么值。",
                )
            return cell.value
        return self._looked_up(said, cell) if cell.values else said

    def said(self, cells: Mapping[str, object], column: str) -> str:
        """What stands in a column, as text without edges. Raises Wrong."""
        text = _plain(cells.get(column))
        if len(text) > self.most:
            raise Wrong(column, text, f"“{column}”超过 {self.most} 字。请缩短，或者改映射的 limits.cell。")
        if any(unicodedata.category(sign) == "Cc" and sign not in LINE_ENDS for sign in text):
            raise Wrong(column, "", f"“{column}”里有看不见的控制字符。请在原系统清掉后重新导出。")
        return text

    def _looked_up(self, said: str, cell: Cell) -> str:
        table = self._tables.setdefault(id(cell), {_key(word): ours for word, ours in cell.values.items()})
        ours = table.get(_key(said))
        if ours is None:
            reason = f"“{cell.column}”里的“{said[:30]}”在映射里没有对应的值。请在映射的 values 里补上，或者改正原数据。"
            raise Wrong(cell.column, said, reason)
        return ours

    def moment(self, cells: Mapping[str, object], cell: Cell, *, end: bool = False) -> datetime | None:
        """The instant in a cell; None if it is empty. A bare day is its beginning, or its ``end``. Raises Wrong."""
        held = cells.get(cell.column) if cell.column else cell.value
        if held is None or held == "" or (isinstance(held, str) and not held.strip()):
            if cell.required and not cell.value:
                raise Wrong(cell.column, "", f"没有填“{cell.column}”。请在原系统补上。")
            held = cell.value
        return self._moment(held, cell.column, end=end) if held else None

    def _moment(self, held: object, column: str, *, end: bool) -> datetime:
        if isinstance(held, datetime):
            return self._zoned(held, column)
        if isinstance(held, date):
            return self._zoned(datetime.combine(held, END_OF_DAY if end else time.min), column)
        if isinstance(held, int | float) and not isinstance(held, bool):
            return self._zoned(self._serial(held, column), column)
        return self._zoned(self._written(str(held).strip(), column, end=end), column)

    def _serial(self, held: float, column: str) -> datetime:
        """A day of a workbook whose cell was left in the common format."""
        if not 1 <= held < 3_000_000:
            raise Wrong(
                column, str(held), f"“{column}”里的 {held} 不是日期。请把这一列设成日期格式后重新导出。"
            )
        moment = EXCEL_DAY + timedelta(days=held)
        return (moment + timedelta(milliseconds=500)).replace(microsecond=0)

    def _written(self, text: str, column: str, *, end: bool) -> datetime:
        for pattern in self.dates:
            try:
                found = datetime.strptime(text, pattern)  # noqa: DTZ007 - the mapping's zone is put on below
            except ValueError:
                continue
            bare = "%H" not in pattern and "%I" not in pattern
            return datetime.combine(found, END_OF_DAY) if bare and end else found
        shown = "、".join(self.dates)
        raise Wrong(
            column,
            text,
            f"“{column}”里的“{text[:30]}”不是写成 {shown} 的日期。请改正，或者在映射的 dates 里补上写法。",
        )

    def _zoned(self, held: datetime, column: str) -> datetime:
        if held.year not in YEARS:
            raise Wrong(column, str(held), f"“{column}”里的年份 {held.year} 不对。请改正。")
        return held if held.tzinfo else held.replace(tzinfo=self.zone)

    def number(self, cells: Mapping[str, object], column: str) -> Decimal:
        """The number in a column; 0 if it is empty. Raises Wrong."""
        text = self.said(cells, column)
        try:
            found = Decimal(unicodedata.normalize("NFKC", text).replace(",", "") or "0")
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise Wrong(column, text, f"“{column}”里的“{text[:30]}”不是数。请改正。")
        return found


def zone_of(mapping: ImportMapping, zone: str) -> ZoneInfo:
    """The zone of instants that name none: the mapping's, else the pack's."""
    return ZoneInfo(mapping.zone or zone)


def _plain(held: object) -> str:
    """A cell as text: whole numbers without a fraction, no edges."""
    if held is None:
        return ""
    if isinstance(held, float) and held.is_integer():
        return str(int(held))
    return str(held).strip()


def _key(word: str) -> str:
    """A word as tables are asked with it: width and edges do not matter."""
    return unicodedata.normalize("NFKC", word).strip()
