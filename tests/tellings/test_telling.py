"""What every recipient outside is promised: each status in order, at least once, and no other one's trouble."""

import importlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from yiwang.engines.applications.tests.conftest import city
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import case_timeline
from yiwang.engines.tellings.domain import recipients
from yiwang.engines.tellings.public import (
    Line,
    RecipientRefused,
    RecipientSilent,
    Status,
    Telling,
    TellingNotVisible,
    TellingRefused,
    recipients_use,
    refused_again,
    telling_again,
    telling_keep,
    tellings_tell_due,
)
from yiwang.engines.tellings.services import telling
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.tests.world import HOTLINE_UNIT, NOW, WORKER, hat, taken

__all__ = ["city"]
pytestmark = pytest.mark.django_db
WORD = "ear.look"
MINUTE = timedelta(minutes=1)


class Ears:
    """Recipients in memory: what each heard; who is deaf does not answer, who is cross refuses these words."""

    kind, may = "ear", WORD

    def __init__(self):
        self.heard, self.deaf, self.broken, self.cross = [], set(), set(), set()

    def title(self, recipient):
        return f"听者{recipient}"

    def number_label(self, recipient):
        return "编号"

    def tell(self, recipient, told):
        if recipient in self.deaf:
            raise RecipientSilent("没有应答，电话 13800138000。")
        if recipient in self.broken:
            raise ValueError("secret")
        if told.word in self.cross:
            raise RecipientRefused("不认识这个状态。")
        self.heard.append((recipient, told.word))


@pytest.fixture
def ears(city, monkeypatch):
    monkeypatch.setattr(recipients, "_bound", dict(recipients.recipients_bound()))
    held = Ears()
    recipients_use(held)
    return held


@pytest.fixture
def case(city):
    return taken()[1]


def keep(case, seq, word, recipient="a", unit=HOTLINE_UNIT, now=NOW):
    said = Status("ear", recipient, case.id, case.number, "T-1", unit, seq, word, "一句话。")
    telling_keep(said, now=now)


def rows():
    with as_actor(WORKER):
        return {row.word: row for row in Telling.objects.order_by("id")}


def test_what_is_heard_of_in_another_order_is_told_in_the_order_of_the_log(ears, case):
    for seq, word in ((9, "三"), (4, "一"), (7, "二")):
        keep(case, seq, word)
    keep(case, 7, "二")
    assert tellings_tell_due(NOW) == 3 and ears.heard == [("a", "一"), ("a", "二"), ("a", "三")]
    outbox_drain(50)
    assert len(ears.heard) == 3, "once each"


def test_one_that_does_not_answer_keeps_nobody_else_waiting_however_much_waits_for_it(
    ears, case, monkeypatch
):
    monkeypatch.setattr(telling, "MOST", 2)
    ears.deaf.add("a")
    others = [Case(id=uuid4(), number=f"x{at}") for at in range(3)]
    for at, other in enumerate(others):
        keep(other, at + 1, f"等{at}")
    ears.broken.add("aa")
    keep(case, 1, "坏", recipient="aa")
    keep(case, 1, "到", recipient="b")
    assert tellings_tell_due(NOW) == 1 and ears.heard == [("b", "到")]
    assert [row.tries for row in rows().values()] == [1, 0, 0, 1, 1], "one message tries the line"
    keep(case, 2, "又到", recipient="b")
    assert tellings_tell_due(NOW + MINUTE / 2) == 1
    assert "13800138000" not in rows()["等0"].trouble and "ValueError" in rows()["坏"].trouble


def test_one_message_goes_on_trying_the_line_and_waits_longer_up_to_an_hour(ears, case):
    ears.deaf.add("a")
    keep(case, 5, "后")
    now, waits = NOW, []
    for _ in range(9):
        tellings_tell_due(now)
        waits.append(rows()["后"].next_at - now)
        now = rows()["后"].next_at
        keep(Case(id=uuid4(), number="y"), 1, "别的", now=NOW - MINUTE)
    assert [one / MINUTE for one in waits] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_is_refused_holds_up_nothing_waits_for_a_person_and_goes_with_one_press(ears, case):
    ears.cross |= {"一", "二"}
    for seq, word in enumerate(("一", "二", "三"), start=1):
        keep(case, seq, word)
    assert tellings_tell_due(NOW) == 1 and ears.heard == [("a", "三")]
    assert tellings_tell_due(NOW + timedelta(days=9)) == 0
    with as_actor(WORKER):
        told = Notice.objects.filter(template="external_untold", unit_id=HOTLINE_UNIT)
        assert told.count() == 1, "once as long as something of it stands refused"
        assert case_timeline(WORKER, case.id, NOW).entries[-1].act == "external.told"
    looker = with_word(hat("441200-hotline-service-dispatcher"))
    ears.cross.clear()
    with as_actor(looker):
        assert telling_again(looker, rows()["二"].id, now=NOW)
    assert ears.heard[1:] == [("a", "一"), ("a", "二")]
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="telling.again").count() == 1
    with as_actor(looker), pytest.raises(TellingRefused, match="已经收到"):
        telling_again(looker, rows()["二"].id, now=NOW)


def test_after_a_bad_night_one_press_has_all_of_a_recipient_told_again_by_the_worker(ears, case):
    ears.cross.add("夜")
    others = [taken()[1], taken()[1]]
    for seq, one in enumerate((case, *others), start=1):
        keep(one, seq, "夜")
    keep(case, 9, "夜", recipient="b")
    keep(taken()[1], 9, "夜", unit="441202-urban-approval")
    tellings_tell_due(NOW)
    looker = with_word(hat("441200-hotline-service-dispatcher"))
    ears.cross.clear()
    with as_actor(looker):
        assert refused_again(looker, Line("ear", "a"), now=NOW) == 3 and ears.heard == []
    assert tellings_tell_due(NOW) == 3 and ears.heard == [("a", "夜")] * 3, (
        "other units' and others' own stay"
    )
    with as_actor(looker), pytest.raises(TellingRefused, match="请刷新"):
        refused_again(looker, Line("ear", "a"), now=NOW)


def with_word(actor):
    return type(actor)(**{**vars(actor), "roles": actor.roles | {WORD}})


def test_who_looks_after_it_is_the_unit_and_the_word(ears, case):
    ears.cross.add("一")
    keep(case, 1, "一")
    tellings_tell_due(NOW)
    row = rows()["一"]
    mine, other = hat("441200-hotline-service-dispatcher"), hat("441202-urban-approval-officer")
    for actor in (mine, other, with_word(other)):
        with as_actor(actor), pytest.raises(TellingNotVisible):
            telling_again(actor, row.id, now=NOW)
    watching = type(mine)(**{**vars(with_word(mine)), "watched": frozenset(mine.units)})
    with as_actor(watching), pytest.raises(TellingRefused, match="别的单位"):
        telling_again(watching, row.id, now=NOW)


EXTERNAL = "yiwang.engines.externals.migrations.0008_told_by_tellings"
HOTLINE = "yiwang.nets.service.hotline.migrations.0017_told_by_tellings"
OLD = """
CREATE TEMP TABLE external_told (
  id serial, partner text, case_id uuid, case_number text, their_number text, unit_id text,
  seq int, word text, sentence text, at timestamptz, told_at timestamptz, refused_at timestamptz, tries int,
  trouble text, next_at timestamptz);
CREATE TEMP TABLE hotline_status (
  id serial, relayed_id uuid, seq int, event int, word text, public text, at timestamptz,
  told_at timestamptz, tries int, trouble text, next_at timestamptz);
"""
BEFORE = """
INSERT INTO external_told VALUES
  (1, 'wuzhou', %(case)s, 'N1', 'WZ-1', 'u', 12, '已受理', '。', now(), NULL, now(), 3, '不收', now());
INSERT INTO hotline_relayed VALUES (%(relayed)s, %(case)s, 'channel:yst', 'YST-1', '', now()),
  (gen_random_uuid(), gen_random_uuid(), 'client:x', 'P-1', '', now());
INSERT INTO hotline_status VALUES
  (1, %(relayed)s, 1, 3, '已受理', '受理', now(), now(), 1, '', now()),
  (2, %(relayed)s, 2, 8, '已转办', '转办', now(), NULL, 4, '没有收', now() + interval '9 hours'),
  (3, %(relayed)s, 3, 9, '办理中', '办理', now(), NULL, 0, '', now())
"""


def test_what_waited_before_an_upgrade_waits_after_it_and_after_going_back(city, case):
    forth, back = zip(*(_ways(name) for name in (EXTERNAL, HOTLINE)), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(OLD)
        values = {"case": case.id, "relayed": uuid4()}
        for statement in BEFORE.split(";\n"):
            cursor.execute(statement, values)
        for statement in forth:
            cursor.execute(statement)
        held = [
            (row.kind, row.recipient, row.number, row.seq, row.unit_id)
            for row in Telling.objects.order_by("id")
        ]
        assert held == [
            ("partner", "wuzhou", "N1", 12, "u"),
            *(("channel", "yst", case.number, seq, HOTLINE_UNIT) for seq in (1, 2, 9)),
        ]
        assert not Telling.objects.filter(
            tries__gt=0, told_at=None, next_at__gt=NOW + timedelta(days=999)
        ).exists()
        for statement in ("DELETE FROM external_told", "DELETE FROM hotline_status", *back):
            cursor.execute(statement)
        cursor.execute("SELECT (SELECT count(*) FROM external_told), (SELECT count(*) FROM hotline_status)")
        assert cursor.fetchone() == (1, 3) and not Telling.objects.exists()


def _ways(name):
    step = importlib.import_module(name).Migration.operations[0]
    return step.sql, step.reverse_sql
