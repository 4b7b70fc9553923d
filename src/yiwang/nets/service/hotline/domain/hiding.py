"""Which counts of a table with totals are not published, so that no small one can be read or computed from the rest.

Small counts are hidden. A hidden count could still be the difference between a total and what stands beside it, so
others are hidden with it: for every small count there is a ring of hidden ones along which one more here is balanced
by one more or one less there, no line changing its sum. So at least two tables fit what is published, and in them the
count differs. The reader knows that what is hidden is no nought; a ring never needs a one to become one.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]
Line = tuple[bool, int]
"""A row (True) or a column (False) with its place."""


def hidden_cells(table: Table, fewest: int) -> set[Cell]:
    """The cells that are not published.

    Args:
        table: counts; the last row and the last column are totals.
        fewest: counts of at least one and fewer than this are hidden, and what would tell them.
    """
    small = [
        (row, column)
        for row, line in enumerate(table)
        for column, count in enumerate(line)
        if 0 < count < fewest
    ]
    hidden = set(small)
    for cell in small:
        hidden |= set(_ring(table, hidden, cell))
    return hidden


def _ring(table: Table, hidden: set[Cell], cell: Cell) -> list[Cell]:
    """The cheapest way from a cell's row to its column over cells that can give way; what is hidden costs nothing.

    There always is one: by the totals of row, table and column, each of which takes one more.
    """
    start, goal = (True, cell[0]), (False, cell[1])
    queue: list[tuple[int, int, Line, list[Cell]]] = [(0, 0, start, [])]
    seen: set[Line] = set()
    count = 0
    while queue:
        cost, _, line, way = heappop(queue)
        if line == goal:
            return way
        if line in seen:
            continue
        seen.add(line)
        for next_line, via in _steps(table, line, cell):
            count += 1
            added = 0 if via in hidden else table[via[0]][via[1]]
            heappush(queue, (cost + added, count, next_line, [*way, via]))
    raise AssertionError("a table without totals")


def _steps(table: Table, line: Line, cell: Cell) -> Iterator[tuple[Line, Cell]]:
    """From a row to columns, from a column to rows: over cells that may become one more, or one less and stay."""
    by_row, place = line
    for other in range(len(table[0]) if by_row else len(table)):
        via = (place, other) if by_row else (other, place)
        count = table[via[0]][via[1]]
        grows = _sign(table, via) == _sign(table, cell) * (-1 if by_row else 1)
        if via != cell and count and (grows or count > 1):
            yield (not by_row, other), via


def _sign(table: Table, cell: Cell) -> int:
    """Minus for the total of one line, which stands on the other side of its sum."""
    return -1 if (cell[0] == len(table) - 1) != (cell[1] == len(table[0]) - 1) else 1
