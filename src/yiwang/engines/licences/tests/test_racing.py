"""Two at once: one key issues one licence, one QR code is verified once, one granted use is used once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from yiwang.engines.licences.models import Licence
from yiwang.engines.licences.public import (
    LicenceNotVerified,
    LicenceNotVisible,
    licence_authorise,
    licence_use,
    licence_verify,
    presentation_open,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

from .factories import NOW, citizen, issued, person, staff, unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def someone():
    unit("health"), unit("market")
    return person("张小明")


def together(act, count=4):
    def run(_):
        try:
            return act()
        except (LicenceNotVerified, LicenceNotVisible) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_one_key_issues_one_licence(someone):
    assert len({licence.id for licence in together(lambda: issued(someone))}) == 1
    assert Licence.objects.count() == 1


def test_one_token_is_verified_once(someone):
    licence = issued(someone)
    with as_actor(citizen(someone)):
        token = presentation_open(citizen(someone), licence.id, now=NOW).token

    def verify():
        with as_actor(PUBLIC):
            return licence_verify(token, now=NOW).state

    assert sorted(together(verify), key=str) == [LicenceNotVerified] * 3 + ["valid"]


def test_one_granted_use_is_used_once(someone):
    licence = issued(someone)
    with as_actor(citizen(someone)):
        licence_authorise(
            actor=citizen(someone), licence_id=licence.id, unit="market", purpose="核对", now=NOW, times=1
        )

    def use():
        with as_actor(staff("market")):
            return licence_use(actor=staff("market"), licence_id=licence.id, purpose="核对", now=NOW).type

    assert sorted(together(use), key=str) == [LicenceNotVisible] * 3 + ["hygiene"]
