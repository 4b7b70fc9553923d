"""Counts that are not published: no small one is left, and none of those hidden can be computed from the rest."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.nets.service.hotline.domain.hiding import hidden_cells
from yiwang.nets.service.hotline.domain.surging import chance_of, is_surge, usual_of

FEWEST = 3
ROWS = st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=3)


def totals(lines):
    held = [[*line, sum(line)] for line in lines]
    return [*held, [sum(line[at] for line in held) for at in range(len(held[0]))]]


def fitting(table, hidden):
    """Every table of counts that fits what is published: no hidden one is nought, the totals are totals."""
    rows, columns = len(table) - 1, len(table[0]) - 1
    free = [(row, column) for row in range(rows) for column in range(columns) if (row, column) in hidden]
    most = max(max(line[:-1]) for line in table[:-1])
    for tried in product(range(1, most + 2), repeat=len(free)):
        made = [list(line[:-1]) for line in table[:-1]]
        for (row, column), count in zip(free, tried, strict=True):
            made[row][column] = count
        whole = totals(made)
        cells = ((row, column) for row in range(rows + 1) for column in range(columns + 1))
        if all(whole[r][c] >= 1 if (r, c) in hidden else whole[r][c] == table[r][c] for r, c in cells):
            yield whole


@given(ROWS)
@settings(max_examples=25, deadline=None)
def test_no_small_count_can_be_computed(lines):
    table = totals(lines)
    hidden = hidden_cells(table, FEWEST)
    small = {(r, c) for r, line in enumerate(table) for c, count in enumerate(line) if 0 < count < FEWEST}
    assert small <= hidden
    seen = {cell: set() for cell in small}
    for whole in fitting(table, hidden):
        for row, column in small:
            seen[row, column].add(whole[row][column])
    assert all(len(counts) > 1 for counts in seen.values()), (table, hidden, seen)


def test_nothing_is_hidden_where_nothing_is_small():
    assert hidden_cells(totals([[7, 8], [9, 0]]), FEWEST) == set()


def test_one_small_count_takes_a_ring_with_it():
    table = totals([[3, 20, 30], [10, 40, 50], [60, 70, 80]])
    hidden = hidden_cells(table, 5)
    assert (0, 0) in hidden and len(hidden) == 4
    assert (0, 3) not in hidden and (3, 3) not in hidden, "totals stay where cells can be hidden instead"


def test_a_surge_is_big_enough_and_unlikely():
    usual = usual_of(28, hours=24, history_days=28)
    assert 1 < usual < 1.1 and chance_of(0, usual) == 1
    rule = {"at_least": 8, "times": 3.0, "chance": 0.001}
    assert is_surge(8, usual, **rule) and not is_surge(7, usual, **rule)
    assert not is_surge(20, 15.0, **rule), "many where many are usual"
    assert abs(chance_of(3, 1.0) - 0.0803) < 0.001
