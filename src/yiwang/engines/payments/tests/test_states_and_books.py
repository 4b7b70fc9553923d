"""The pure parts: which state may follow which, and the comparison of two books."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.engines.payments.pure import MOVES, StatementLine, compare, may_become


def test_money_never_vanishes():
    """What is paid ends paid or refunded; nothing leads back to not paid."""
    after = {state for state in MOVES if may_become("paid", state) or may_become("refund_asked", state)}
    assert after == {"refund_asked", "refunded", "paid"} and MOVES["refunded"] == frozenset()


def test_what_was_cancelled_can_only_be_paid():
    assert MOVES["cancelled"] == {"paid"}


LINES = st.lists(
    st.builds(
        StatementLine, st.sampled_from("ABC"), st.sampled_from(["paid", "refunded"]), st.integers(1, 9)
    ),
    max_size=8,
)


@given(LINES)
def test_a_book_agrees_with_itself(lines):
    assert compare(lines, list(reversed(lines))).differences == ()


@given(LINES, LINES)
def test_every_entry_is_matched_or_told(theirs, ours):
    found = compare(theirs, ours)
    keys = {(line.number, line.kind) for line in (*theirs, *ours)}
    assert found.matched + len(found.differences) == len(keys)
    assert {d.kind for d in found.differences} <= {"only_theirs", "only_ours", "amount"}


@given(LINES, LINES)
def test_the_other_side_tells_the_same(theirs, ours):
    there, here = compare(theirs, ours), compare(ours, theirs)
    mirrored = {"only_theirs": "only_ours", "only_ours": "only_theirs", "amount": "amount"}
    assert [mirrored[d.kind] for d in there.differences] == [d.kind for d in here.differences]
