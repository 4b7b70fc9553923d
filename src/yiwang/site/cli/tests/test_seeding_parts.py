"""Many demo cases are filled in parts, and a filling that grows or was broken off meets the same parts again."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.site.cli.demo_seeding import PART, parts_of

COUNTS = st.integers(min_value=0, max_value=30 * PART)


@given(COUNTS)
def test_the_parts_are_all_of_it_and_none_is_too_large(count):
    parts = parts_of(count)
    assert sum(parts) == count
    assert parts
    assert max(parts) <= PART


@given(COUNTS, COUNTS)
def test_more_cases_leave_whole_parts_as_they_are(count, more):
    whole = [part for part in parts_of(count) if part == PART]
    assert parts_of(count + more)[: len(whole)] == whole
