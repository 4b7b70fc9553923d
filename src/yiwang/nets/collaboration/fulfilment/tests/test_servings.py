"""What goes by letter: the list of a unit, the letter with the address, the receipt for a hand, marking it done."""

import io
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from pypdf import PdfReader

from yiwang.engines.applications.tests.conftest import city
from yiwang.foundations.notices.public import Serving, serving_ask
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.nets.collaboration.fulfilment.views import servings

__all__ = ["city"]
UNIT = "441202-urban-approval"


def clerk(unit=UNIT):
    hat = {"hat": f"post:{unit}-officer", "hat_label": "端州区城管局 审批科 审批员"}
    roles = frozenset({"notice.serve"})
    return Actor(audience="staff", account_id=uuid4(), unit=unit, units=(unit,), roles=roles, **hat)


def asked(actor, **posted):
    """A request as the site hands it to a view: signed in, under a hat."""
    request = RequestFactory().post("/", posted) if posted else RequestFactory().get("/")
    request.user, request.actor = SimpleNamespace(is_authenticated=True), actor
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


@pytest.fixture
def serving(city):
    party = Party.objects.create(kind="person", name="陈阿婆（演示）", is_demo=True)
    told = {
        "title": "需要补正材料",
        "body": "请在 12 月 11 日前补齐。",
        "party_id": party.id,
        "unit_id": UNIT,
    }
    serving_ask(key="k", kind="notice", now=timezone.now(), **told)
    with as_actor(system_actor("tests")):
        return Serving.objects.get()


def words(response):
    pdf = PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    return "".join(page.extract_text() for page in pdf.pages).replace(" ", "").replace("\n", "")


def test_the_letter_says_for_whom_what_and_whom_to_ask(serving):
    actor = clerk()
    with as_actor(actor):
        text = words(servings.letter(asked(actor), serving.id))
    for part in ("陈阿婆（演示）", "需要补正材料", "12月11日前补齐", "端州区城市管理", "演示"):
        assert part in text, part


def test_the_receipt_has_room_for_a_hand_and_later_says_who_signed(serving):
    actor, today = clerk(), timezone.localdate()
    with as_actor(actor):
        assert "送达回证" in words(servings.receipt(asked(actor), serving.id))
        said = {"way": "visit", "on": today.isoformat(), "receiver": "陈阿婆", "arrived": "1"}
        answer = servings.mark(asked(actor, **said), serving.id)
        text = words(servings.receipt(asked(actor), serving.id))
    assert answer.status_code == 302
    assert "上门送达" in text and "陈阿婆" in text and f"{today.year}年{today.month}月{today.day}日" in text


def test_another_unit_gets_neither_letter_nor_receipt_nor_may_mark_it(serving):
    other = clerk("441203-urban-approval")
    with as_actor(other):
        for view in (servings.letter, servings.receipt, servings.paper):
            with pytest.raises(Http404):
                view(asked(other), serving.id)
        with pytest.raises(Http404):
            servings.mark(asked(other, way="visit", on="2026-11-27", receiver="某"), serving.id)
