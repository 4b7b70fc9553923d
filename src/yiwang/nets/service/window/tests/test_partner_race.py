"""A partner's system that sends one acceptance twice at the same instant, as programs do after a timeout."""

import pytest

from yiwang.engines.applications.models import Submission
from yiwang.engines.applications.public import Upload
from yiwang.engines.applications.tests.journeys import PDF, SPARE, persona

from ..models import Attendance
from ..services.filling import Sheet
from ..services.partner_intake import Sent, partner_hand_in
from .conftest import NOW, clerk
from .test_counters_race import as_, together
from .test_crossing import PARTNERED
from .test_partner_systems import ITEM, picture
from .test_receiving import BARBER

pytestmark = pytest.mark.django_db(transaction=True)


def sent():
    told = persona()
    fields = {key: str(value) for key, value in {**SPARE, **told.typed}.items()}
    uploads = {key: [Upload("一.pdf", PDF)] for key in ("operator.identity_card", "shop.premises_proof")}
    sheet = Sheet(consents=frozenset(), values=fields, uploads=uploads)
    return Sent("WZ-1", b"same", ITEM, BARBER, sheet, "pad", picture(), "签名.png")


def test_one_number_sent_twice_at_once_is_one_case(city_for_all):
    told = together([as_(clerk("wuzhou", PARTNERED), partner_hand_in, sent(), now=NOW)] * 2)
    assert sorted(is_new for _, is_new in told) == [False, True]
    assert len({held.number for held, _ in told}) == 1
    assert Submission.objects.count() == Attendance.objects.count() == 1
