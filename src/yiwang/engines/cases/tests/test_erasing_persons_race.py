"""Two deciders at once: the person is erased once, and the other reads that nothing waits any more."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection

from yiwang.engines.cases.models import PartyErasure
from yiwang.engines.cases.public import CaseRefused, party_erasure_ask, party_erasure_confirm
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.releases.public import forget_current, release_apply

from .orders_site import order_place
from .test_erasing import GROUNDS, LATER
from .test_erasing_persons import HEAD, KEEPER, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(transactional_db, tmp_path, settings):
    """The place with its grounds in force, committed."""
    settings.YIWANG_DATA = tmp_path / "data"
    (tmp_path / "china" / "retention" / "grounds").mkdir(parents=True)
    (tmp_path / "china" / "retention" / "grounds" / "all.yaml").write_text(GROUNDS, encoding="utf-8")
    yield release_apply(order_place(tmp_path))
    forget_current()


def test_of_two_who_decide_at_once_one_does_and_the_other_reads_why_not(place):
    party = signed_in(1).parties[0]
    order = party_erasure_ask(KEEPER, party, ground="unlawful", reason="本人申请", now=LATER)

    def decides(actor):
        try:
            party_erasure_confirm(actor, order, answer="核对属实", now=LATER)
        except CaseRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as hands:
        answers = list(hands.map(decides, (HEAD, replace(HEAD, account_id=uuid4()))))
    assert answers.count("") == 1 and any("不在等您办理" in answer for answer in answers)
    assert PartyErasure.objects.get().state == "done"
    assert AuditEvent.objects.filter(act="cases.party_erasure.done").count() == 1
    assert not any(one.is_breach for one in verify_all())
