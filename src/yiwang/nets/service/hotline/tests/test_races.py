"""One form of the hotline sent several times at the same instant is one demand."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from yiwang.engines.cases.models import Case
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand
from yiwang.nets.service.hotline.services.telling import demand_tell

from .world import NOW, demand

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_demand_told_several_times_at_once_is_one(city_for_all):
    told = demand(channel="web")

    def tell(_):
        try:
            with as_actor(PUBLIC):
                return demand_tell(PUBLIC, told, address="192.0.2.1", now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        assert len(set(hands.map(tell, range(4)))) == 1
    assert Case.objects.count() == HotlineDemand.objects.count() == HotlineCaller.objects.count() == 1
