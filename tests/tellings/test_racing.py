"""Two workers at one recipient: each status once, and none before its turn."""

import pytest

from tests.payments.test_racing import at_once
from yiwang.engines.applications.tests.conftest import city_for_all
from yiwang.engines.tellings.public import tellings_tell_due
from yiwang.nets.service.hotline.tests.world import NOW, taken

from .test_telling import ears, keep

__all__ = ["city", "city_for_all", "ears"]


@pytest.fixture
def city(city_for_all):
    """The demo city, committed."""
    return city_for_all


@pytest.mark.django_db(transaction=True)
def test_several_workers_tell_each_status_once_and_in_its_turn(ears):
    case = taken()[1]
    for seq in range(1, 9):
        keep(case, seq, f"第{seq}步")
    went = at_once(*[lambda: tellings_tell_due(NOW)] * 4)
    assert sum(went) == 8 and [word for _, word in ears.heard] == [f"第{seq}步" for seq in range(1, 9)]
