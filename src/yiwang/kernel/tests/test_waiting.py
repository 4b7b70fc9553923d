"""Waits double with each trial and end at the longest."""

from datetime import timedelta

from yiwang.kernel.waiting import wait_after

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)


def test_the_first_wait_is_doubled_up_to_the_longest():
    waits = [wait_after(tries, first=FIRST, longest=LONGEST) for tries in (0, 1, 2, 6, 7, 8, 10_000)]
    assert [wait / FIRST for wait in waits] == [1, 1, 2, 32, 60, 60, 60]
