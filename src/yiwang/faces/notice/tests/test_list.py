"""The list of notices: unread first, by the city's days, one kind or all, and further pages that repeat nothing."""

import uuid
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from yiwang.engines.applications.tests.conftest import NOW, city
from yiwang.faces.notice import domain
from yiwang.faces.notice.public import notice_page
from yiwang.foundations.notices.public import notice_send, notices_mark_read, notices_unread
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

__all__ = ["city"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
UNIT = "441202-market"


def clerk(unit=UNIT):
    return Actor(audience="staff", account_id=uuid.uuid4(), units=(unit,))


def told(template, minutes=0, **data):
    at = NOW + timedelta(minutes=minutes)
    words = {"number": "20270112-0007-3", "due": "2027年1月15日", **data}
    notice_send(unit_id=UNIT, template=template, data=words, key=str(uuid.uuid4()), now=at)


def look(actor, address="", now=NOW + timedelta(days=3)):
    """One page of the list; what it shows is marked as read, as the views do."""
    with as_actor(actor):
        page = notice_page(actor, dict(parse_qsl(address.lstrip("?"))), now)
        notices_mark_read(actor, page.unread, now=now)
    return page


def titles(page):
    return [(day.day.day, day.is_read, notice.title) for day in page.days for notice in day.notices]


def test_unread_come_first_and_each_part_goes_by_day():
    me = clerk()
    told("case_due_soon")
    look(me)
    told("case_overdue", minutes=14 * 60)
    told("case_intake_overdue", minutes=15 * 60)
    assert titles(look(me, now=NOW + timedelta(days=4))) == [
        (13, False, "收件审查已超期"),
        (13, False, "办件已超期"),
        (12, True, "办件快到期"),
    ]


def test_a_look_marks_only_what_it_shows_and_only_for_its_account(monkeypatch):
    monkeypatch.setattr(domain, "PAGE", 2)
    me, colleague = clerk(), clerk()
    for minute in range(3):
        told("case_due_soon", minute)
    look(me)
    with as_actor(me):
        assert notices_unread(me) == 1
    with as_actor(colleague):
        assert notices_unread(colleague) == 3


def test_further_pages_repeat_nothing_that_the_first_has_marked(monkeypatch):
    monkeypatch.setattr(domain, "PAGE", 2)
    me, shown, address = clerk(), [], ""
    for minute in range(5):
        told("case_due_soon", minute)
    for _ in range(3):
        page = look(me, address)
        shown, address = [*shown, *(n.id for day in page.days for n in day.notices)], page.next
    assert len(shown) == len(set(shown)) == 5 and address == ""


def test_one_kind_is_sifted_out_and_a_foreign_address_shows_the_whole():
    me = clerk()
    told("case_due_soon")
    told("handover_trouble_unit", name="营业执照", reason="地址不详", receiver="李示范")
    assert [title for _, _, title in titles(look(me, "?about=due"))] == ["办件快到期"]
    for address in ("?about=nothing", "?after=x", "?after=2027-01-01_read_2027-01-01_" + str(uuid.uuid4())):
        assert len(titles(look(me, address))) == 2


def test_nobody_sees_what_another_unit_was_told():
    told("case_due_soon")
    assert titles(look(clerk("441202-health"))) == []
