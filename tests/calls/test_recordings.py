"""Recordings: only for who may hear them, for a purpose; closed to all others, even to be counted; by hand; erased."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.telephony import stand_in
from yiwang.adapters.telephony.event_api import EventExchange
from yiwang.engines.calls.models import Call, CallCase, CallRecording
from yiwang.engines.calls.services import exchanges, recording
from yiwang.engines.cases.models import Case, CaseHold
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.files.models import File
from yiwang.foundations.files.public import files_visible_to
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.nets.service.hotline.services.recordings import calls_turn
from yiwang.nets.service.hotline.tests.world import WORKER

from .conftest import CENTRE, DISPATCHER, PHONE, RECORDER, call_row, event, tell
from .test_seats import act, answered, text, typed

pytestmark = pytest.mark.django_db
REPORTS = "441200-hotline-reports-reports"


def recorded(client, extension="8001", **more):
    """A call with a demand taken in it, recorded and kept."""
    call = answered(client, extension)
    text(client.post(reverse("hotline:seat"), typed(call=call.id, **more)))
    stand_in.press(call.exchange_number, "hang_up")
    outbox_drain(50)
    with as_actor(WORKER):
        return CallRecording.objects.get(call_id=call.id)


def hear(client, row, purpose="核对答复", **more):
    return client.post(reverse("hotline:recording-hear"), {"recording": row.id, "purpose": purpose, **more})


def listed(client):
    return text(client.get(reverse("hotline:recordings")))


def test_it_is_kept_closed_and_heard_for_a_purpose_that_is_written_down(enter, settings):
    row = recorded(enter(extension="8001"))
    assert row.state == "kept" and row.until - row.at == timedelta(days=730)
    recorder = enter(RECORDER)
    assert "保存到" in listed(recorder)
    assert hear(recorder, row, purpose=" ").status_code == 302
    answer = hear(recorder, row)
    assert answer["Content-Type"] == "audio/wav" and answer.content == stand_in.tone()
    assert "no-store" in answer["Cache-Control"]
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="calls.recording.heard").count() == 1
    folder = settings.YIWANG_DATA / "files"
    assert not [one for one in folder.rglob("*") if one.is_file() and b"RIFF" in one.read_bytes()]


def test_nobody_else_sees_or_counts_it(enter):
    row = recorded(enter(extension="8001"))
    for post in ("441200-hotline-service-seat", DISPATCHER, "441200-hotline-service-checker"):
        client = enter(post)
        assert client.get(reverse("hotline:recordings")).status_code == 403
        assert hear(client, row).status_code == 403
    page = text(enter(DISPATCHER).get(reverse("hotline:call", args=[row.call_id])))
    assert "有录音" not in page
    city_wide = Actor("staff", uuid4(), "post:x", "督查", whole_city=True)
    with as_actor(city_wide):
        assert not files_visible_to(city_wide).exists() and not File.objects.filter(id=row.file_id).exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT file_key(%s)", [row.file_id])
            assert cursor.fetchone()[0] is None
    for table in ("call", "call_recording", "call_event", "call_task", "call_case"):
        with (
            pytest.raises(Exception, match="permission denied"),
            as_actor(city_wide),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")


def test_a_voice_that_is_kept_secret_is_heard_only_by_who_may_know_whose_it_is(enter, monkeypatch):
    row = recorded(enter(extension="8001"), keep_secret="on")
    recorder = enter(RECORDER)
    assert hear(recorder, row).status_code == 200, "the recorder's post may open who called"
    monkeypatch.setattr("yiwang.nets.service.hotline.selectors.recordings.IDENTITY", "somebody.else")
    assert "保存到" not in listed(recorder) and hear(recorder, row).status_code == 302


def test_a_report_is_heard_only_with_a_second_persons_agreement_and_once(enter):
    row = recorded(enter(extension="8001"), type="report", category="c0702", title="黑作坊")
    assert "保存到" not in listed(enter(RECORDER)) and hear(enter(RECORDER), row).status_code == 302
    first, second = enter(REPORTS), enter(REPORTS)
    assert "举报" in listed(first)
    with as_actor(WORKER):
        number = Case.objects.get().number
    assert hear(first, row).status_code == 302
    caller = reverse("hotline:caller")
    first.post(caller, {"number": number, "purpose": "核对", "do": "ask"})
    look = re.search(r'name="look" value="([0-9a-f-]{36})"', text(second.get(caller)))[1]
    assert hear(first, row, look=look).status_code == 302
    second.post(reverse("hotline:agree"), {"number": number, "look": look})
    assert look in listed(first)
    assert hear(second, row, look=look).status_code == 302, "who agreed did not ask"
    assert hear(first, row, look=look).status_code == 200
    assert hear(first, row, look=look).status_code == 302, "once"


def test_taken_by_hand_while_the_exchange_is_silent_and_joined_later_by_a_person(enter):
    client, recorder = enter(extension="8001"), enter(RECORDER)
    stand_in.switch(down=True)
    assert "交换机没有消息" in text(client.get(reverse("hotline:seat")))
    said = text(client.post(reverse("hotline:call-act"), typed(phone_do="by_hand", phone=PHONE)))
    call = UUID(re.search(r'name="call" value="([0-9a-f-]{36})"', said)[1])
    assert "坏了三天。" in said and "手工" in said
    text(client.post(reverse("hotline:seat"), typed(call=call)))
    with as_actor(WORKER):
        held = Call.objects.get(id=call)
    assert "请在话机上转 110" in act(client, held, "transfer:police")
    client.post(reverse("hotline:call-act"), typed(call=call, phone_do="hang_up"))
    stand_in.switch(down=False)
    stand_in.recording_only(CENTRE, "8001")
    outbox_drain(50)
    said = listed(recorder)
    assert "没有通话的录音" in said and str(call) in said
    with as_actor(WORKER):
        row = CallRecording.objects.get()
    join = reverse("hotline:recording-join")
    recorder.post(join, {"recording": row.id, "call": uuid4()})
    client.post(join, {"recording": row.id, "call": call})
    with as_actor(WORKER):
        assert CallRecording.objects.get().call_id == row.call_id, "neither another call, nor by another hat"
    recorder.post(join, {"recording": row.id, "call": call})
    with as_actor(WORKER):
        assert CallRecording.objects.get().call_id == call
    assert "没有通话的录音" not in listed(recorder) and hear(recorder, row).status_code == 200


def test_of_a_call_by_hand_nothing_is_asked_of_an_exchange_that_does_not_know_it(enter):
    client = enter(extension="8001")
    said = text(client.post(reverse("hotline:call-act"), typed(phone_do="by_hand", phone=PHONE)))
    with as_actor(WORKER):
        held = Call.objects.get(id=re.search(r'name="call" value="([0-9a-f-]{36})"', said)[1])
    assert "手工记的" in act(client, held, "join", join_number="110")
    assert "请在话机上转 110" in act(client, held, "transfer:police")


def test_an_exchange_that_is_silent_for_long_is_seen_and_asked_again(enter, tmp_path, monkeypatch):
    client = enter(extension="8001")
    folder = tmp_path / "recordings"
    folder.mkdir()
    real = EventExchange(stand_in._secret().decode(), folder)
    monkeypatch.setattr(exchanges, "_exchanges", [real])
    assert "交换机没有消息" in text(client.get(reverse("hotline:seat")))
    tell(event("alive", ""))
    assert "交换机没有消息" not in text(client.get(reverse("hotline:seat")))
    tell(event("recorded", extension="8001", reference="R1.wav"))
    outbox_drain(50)
    with as_actor(WORKER):
        row = CallRecording.objects.get()
    assert row.state == "waiting" and "还没有这段录音" in row.trouble
    (folder / "R1.wav").write_bytes(stand_in.tone())
    calls_turn(timezone.now())
    with as_actor(WORKER):
        assert CallRecording.objects.get().state == "waiting", "not before its time"
    calls_turn(row.next_at + timedelta(seconds=1))
    outbox_drain(50)
    with as_actor(WORKER):
        assert CallRecording.objects.get().state == "kept"
    assert not (folder / "R1.wav").exists(), "the exchange's copy goes once it is kept"


def test_what_is_no_sound_is_not_kept(enter, monkeypatch):
    monkeypatch.setattr("yiwang.adapters.telephony.stand_in.tone", lambda: b"<html>not a sound</html>")
    row = recorded(enter(extension="8001"))
    assert row.state == "refused" and row.file_id is None
    assert "不是能播放的录音" in listed(enter(RECORDER))


def test_it_is_destroyed_when_its_time_is_over_unless_a_hold_keeps_its_matter(enter, settings):
    row = recorded(enter(extension="8001"))
    over = row.until + timedelta(hours=1)
    with as_actor(WORKER):
        case = Case.objects.get()
    held = {"case_id": case.id, "root_id": case.id}
    hold = CaseHold.objects.create(**held, reason="诉讼", placed_at=over, placed_hat="x")
    assert calls_turn(row.until - timedelta(hours=1)) == 0 and calls_turn(over) == 0
    CaseHold.objects.filter(id=hold.id).update(lifted_at=over)
    assert calls_turn(over) == 1
    with as_actor(WORKER):
        assert not File.objects.filter(id=row.file_id).exists()
        assert CallRecording.objects.get().state == "erased"
    assert hear(enter(RECORDER), row).status_code == 302


def test_what_is_held_back_does_not_stand_before_what_is_to_go(enter, monkeypatch):
    monkeypatch.setattr(recording, "BATCH", 1)
    client = enter(extension="8001")
    first, second = recorded(client), recorded(client)
    with as_actor(WORKER):
        CallRecording.objects.filter(id=first.id).update(until=second.until - timedelta(days=1))
        case = CallCase.objects.get(call_id=first.call_id).case_id
    over = second.until + timedelta(hours=1)
    CaseHold.objects.create(case_id=case, root_id=case, reason="诉讼", placed_at=over, placed_hat="x")
    assert (calls_turn(over), calls_turn(over)) == (1, 0)
    with as_actor(WORKER):
        assert CallRecording.objects.get(state="erased").id == second.id


def test_numbers_end_where_the_pack_says(enter):
    call = answered(enter(extension="8001"))
    calls_turn(timezone.now() + timedelta(days=1090))
    assert call_row(call.exchange_number).number
    calls_turn(timezone.now() + timedelta(days=1100))
    assert not call_row(call.exchange_number).number
