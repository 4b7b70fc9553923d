"""Changing shift: what is open goes to who accepts it, and to nobody else."""

import pytest

from ..domain.attending import AttendingRefused
from ..models import ShiftChange
from ..selectors.attending import shifts_waiting
from ..services.attending import attendance_open
from ..services.filling import attendance_look
from ..services.queueing import counter_open, ticket_call, ticket_issue, ticket_move
from ..services.shifts import shift_leave, shift_take
from .conftest import HALL, NOW, clerk
from .test_receiving import BARBER, SHOP

pytestmark = pytest.mark.django_db


def test_what_one_leaves_the_next_takes_by_accepting(city, acting):
    first, second, third = clerk("first"), clerk("second"), clerk("third")
    acting(first, counter_open, HALL, "c1", now=NOW)
    acting(first, ticket_issue, HALL, "general", now=NOW)
    parked = acting(first, ticket_call, now=NOW)
    acting(first, ticket_move, parked.id, "park", now=NOW)
    held = acting(first, attendance_open, BARBER, SHOP, now=NOW)
    left = acting(first, shift_leave, note="平面图还没拿来", now=NOW)
    assert (left.tickets, [one["name"] for one in left.matters]) == (["A001"], ["李示范"])
    with pytest.raises(AttendingRefused, match="接班的人签收"):
        acting(first, shift_take, left.id, now=NOW)
    acting(second, shift_take, left.id, now=NOW)
    assert acting(second, attendance_look, held.id, now=NOW)[0].account_id == second.account_id
    for other in (first, third):
        with pytest.raises(AttendingRefused):
            acting(other, attendance_look, held.id, now=NOW)
    with pytest.raises(AttendingRefused, match="已由"):
        acting(third, shift_take, left.id, now=NOW)
    assert acting(third, shifts_waiting) == []
    officer = clerk("market", "441202-market-approval-officer")
    assert acting(officer, shifts_waiting) == []
    assert ShiftChange.objects.get().taken_account == second.account_id
