"""What people are told reaches them as a notice, once, with the words filled."""

import pytest

from yiwang.engines.cases import subscribers
from yiwang.engines.cases.public import case_move, case_open_tree, clocks_work_off
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.outbox.public import Message

from .world import APPLICANT, HEALTH, at, citizen, clerk, seed

pytestmark = pytest.mark.django_db
REMARKS = [{"about": "合同", "what": "缺页"}]


@pytest.fixture
def told(monkeypatch):
    """What was sent: (template, receiver, data)."""
    sent = {}

    def send(*, template, data, key, **to):
        sent.setdefault(key, (template, to, data))

    monkeypatch.setattr(subscribers, "notice_send", send)

    def deliver():
        for row in OutboxMessage.objects.filter(topic="cases.notice").order_by("id"):
            subscribers.tell(Message(row.id, row.topic, row.key, row.body, 1))
        return list(sent.values())

    return deliver


def test_applicant_is_asked_once_with_the_day_by_which_to_answer(applied, told):
    opened = case_open_tree(actor=citizen(), root=seed("single"), key="k", now=at("03-02 09:00"))
    data = {"remarks": REMARKS}
    case_move(actor=clerk(HEALTH), case_id=opened.root_id, act="remark", data=data, now=at("03-03 09:00"))
    told()
    asked = [(to, data) for template, to, data in told() if template == "case_supplement"]
    assert len(asked) == 1 and asked[0][0] == {"party_id": APPLICANT, "served_by": HEALTH}
    assert asked[0][1]["number"] == opened.number and asked[0][1]["supply_by"] == "2026年3月24日"


def test_unit_is_told_before_its_intake_is_overdue(applied, told):
    case_open_tree(actor=citizen(), root=seed("single"), key="k", now=at("03-02 09:00"))
    clocks_work_off(at("03-05 18:00"))
    units = [(template, to) for template, to, _ in told() if "unit_id" in to]
    assert units == [("case_intake_due_soon", {"unit_id": HEALTH, "served_by": HEALTH})]
