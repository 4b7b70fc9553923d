"""The labelled box keeps each message once, shows numbers masked, and only the worker opens it."""

import pytest
from django.db.utils import Error

from yiwang.adapters.sms.demo_box import DemoBox, box_messages
from yiwang.adapters.sms.models import SmsMessage
from yiwang.foundations.notices.public import sms_gateway
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor

pytestmark = pytest.mark.django_db
PHONE = "13800000001"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path, monkeypatch):
    settings.YIWANG_DATA = tmp_path
    monkeypatch.delenv("YIWANG_KEYS", raising=False)


def test_the_box_is_bound_and_says_that_it_is_a_demonstration():
    assert isinstance(sms_gateway(), DemoBox)
    assert sms_gateway().is_demo
    assert "演示" in sms_gateway().name


def test_a_message_is_kept_once_with_its_number_closed():
    first = DemoBox().send(phone=PHONE, text="您的申请已受理。", key="notice:1")
    assert DemoBox().send(phone=PHONE, text="您的申请已受理。", key="notice:1") == first
    assert [(m.phone, m.text) for m in box_messages()] == [("138****0001", "您的申请已受理。")]
    assert PHONE not in "".join(str(value) for value in SmsMessage.objects.values_list()[0])


@pytest.mark.parametrize("actor", [PUBLIC, Actor(audience="staff"), Actor(audience="citizen")])
def test_nobody_else_opens_the_box(actor):
    with pytest.raises(Error), as_actor(actor):
        list(SmsMessage.objects.all())
