"""The desk's page of notices: with the way to the case, and what it shows is read."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from yiwang.engines.applications.tests.conftest import NOW, city
from yiwang.foundations.notices.public import notice_send, notices_unread
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.nets.collaboration.desk.views.notices import notices

__all__ = ["city"]


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_what_a_unit_was_told_leads_to_the_case_and_is_read_when_shown():
    me = Actor(audience="staff", account_id=uuid.uuid4(), units=("441202-market",))
    words = {"number": "20270112-0007-3", "due": "2027年1月15日"}
    notice_send(unit_id="441202-market", template="case_due_soon", data=words, key="k", now=NOW)
    request = RequestFactory().get("/desk/notices/")
    request.actor, request.user, request.session = me, get_user_model()(), {}
    with as_actor(me):
        html = notices(request).content.decode()
        assert "办件快到期" in html and "/desk/cases/?q=20270112-0007-3" in html and "未读" in html
        assert notices_unread(me) == 0
