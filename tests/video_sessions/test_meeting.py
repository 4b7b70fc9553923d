"""The way of both sides through a session: asked, taken, met, ended; missed; and what nobody may do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from yiwang.adapters.video import signing
from yiwang.engines.applications.public import Upload, draft_attach, draft_discard, draft_submit
from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.applications.tests.journeys import PDF, barber, filled_in, signed
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import case_timeline
from yiwang.engines.video_sessions.models import VideoNote, VideoNotice, VideoSession
from yiwang.engines.video_sessions.public import (
    NoticeForged,
    ProviderSilent,
    RoomNotice,
    VideoNotVisible,
    VideoRefused,
    about_case,
    about_draft,
    access_video_session,
    materials_missing,
    video_ask,
    video_close,
    video_enter,
    video_note,
    video_notice_take,
    video_offers,
    video_paper_ask,
    video_paper_read,
    video_recording_show,
    video_sessions_of,
    video_sessions_visible_to,
    video_sessions_work_off,
    video_settle,
    video_take,
    video_withdraw,
)
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from .conftest import HALL, NOW, SOON, WORKER, asked, clerk, drafted, held, met, press, signed_in, taken

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(minutes=25)


def notice(session, kind, side="", *, at=SOON, **more):
    row = held(session)
    said = RoomNotice(f"n-{kind}-{side}", kind, row.number, row.provider_number, at, side)
    return signing.signed(replace(said, **more))


def told(template):
    with as_actor(WORKER):
        return Notice.objects.filter(template=template).values("key").distinct().count()


def test_both_meet_the_clerk_notes_and_ends_it(rooms, applicant, draft, acting):
    session = asked(applicant, draft.id, agreed=True)
    desk = clerk()
    met(desk, session)
    assert held(session).state == "running" and told("video_taken") == 1
    acting(desk, video_note, session.id, "identity", " 居民身份证，  与本人一致 ", now=SOON)
    acting(desk, video_close, session.id, "done", "", now=SOON)
    row = held(session)
    assert (row.state, row.outcome, row.started_at) == ("closed", "done", SOON)
    assert [one.text for one in row.notes.all()] == ["居民身份证， 与本人一致"]
    outbox_drain(50)
    row = held(session)
    assert row.recording.startswith("REC") and row.recording_until > row.ended_at - timedelta(days=400)


def test_a_paper_that_is_asked_for_comes_as_the_drafts_own_and_is_seen_only_then(
    rooms, applicant, draft, acting
):
    session, desk = asked(applicant, draft.id), clerk()
    met(desk, session)
    wanted = materials_missing(held(session), SOON)[0]
    acting(desk, video_paper_ask, session.id, wanted.key, now=SOON)
    acting(desk, video_paper_ask, session.id, wanted.key, now=SOON)
    paper = held(session).papers.get()
    with pytest.raises(VideoRefused, match="还没有收到"):
        acting(desk, video_paper_read, session.id, paper.id, now=SOON)
    with as_actor(applicant):
        draft_attach(applicant, draft.id, wanted.key, [Upload("一.pdf", PDF)], now=SOON)
    label, data = acting(desk, video_paper_read, session.id, paper.id, now=SOON)
    assert label == wanted.label and data.startswith(b"%PDF")
    with as_actor(applicant):
        assert any("补拍" in str(vars(row)) for row in access_log_for(applicant.parties[0]))
    acting(desk, video_close, session.id, "later", "", now=SOON)
    with pytest.raises(VideoRefused, match="会话结束以后"):
        acting(desk, video_paper_read, session.id, paper.id, now=SOON)


def test_what_may_not_be_asked_for_is_refused_with_the_way_to_go_on(rooms, applicant, draft):
    for unit, now, words in (
        ("441202-tax", NOW, "不为这件事提供视频办"),
        (HALL, NOW.replace(hour=12, minute=30), "不是视频办的时间"),
        (HALL, NOW.replace(day=16), "不是视频办的时间"),
    ):
        with pytest.raises(VideoRefused, match=words):
            asked(applicant, draft.id, unit=unit, now=now)
    asked(applicant, draft.id)
    with pytest.raises(VideoRefused, match="已经约了一次"):
        asked(applicant, drafted(applicant).id)


def test_when_the_queue_is_full_nobody_more_waits(rooms, applicant, draft, city):
    with as_actor(WORKER):
        offer = video_offers(about_draft(replace(applicant), draft.id, NOW), NOW)[0]
        for place in range(offer.service.queue):
            VideoSession.objects.create(
                number=f"SP{place}", draft_id=uuid4(), title="别人", unit_id=HALL, party_id=uuid4(),
                account_id=uuid4(), asked_at=NOW, wait_until=LATE,
            )  # fmt: skip
    with pytest.raises(VideoRefused, match="排队的人已满"):
        asked(applicant, draft.id)


def test_not_taken_in_time_is_the_desks_and_one_may_ask_again(rooms, applicant, draft, acting):
    session, desk = asked(applicant, draft.id), clerk()
    assert video_settle(session.id, now=LATE).state == "missed"
    assert video_sessions_work_off(LATE) == 0
    row = held(session)
    assert row.missed_by == "desk" and told("video_missed") == 1
    with pytest.raises(VideoRefused, match="不用再接"):
        acting(desk, video_take, session.id, now=LATE)
    assert asked(applicant, draft.id, now=LATE).state == "waiting"


@pytest.mark.parametrize(("came", "absent"), [("desk", "applicant"), ("applicant", "desk"), ("", "desk")])
def test_who_does_not_come_in_time_is_the_one_absent(rooms, applicant, draft, came, absent):
    session = asked(applicant, draft.id)
    taken(clerk(), session)
    if came:
        press(session, came)
    assert video_sessions_work_off(SOON + timedelta(minutes=5)) == 1
    assert (held(session).state, held(session).missed_by) == ("missed", absent)


def test_before_somebody_counts_as_absent_the_provider_is_asked(rooms, applicant, draft, monkeypatch):
    session = asked(applicant, draft.id)
    taken(clerk(), session)
    monkeypatch.setattr("yiwang.adapters.video.stand_in._tell", lambda _happened: None)  # no notice arrives
    for side in ("applicant", "desk"):
        press(session, side)
    assert held(session).state == "taken"
    assert video_settle(session.id, now=SOON + timedelta(minutes=6)).state == "running"


def test_by_silence_of_the_provider_nobody_is_called_absent(rooms, applicant, draft, monkeypatch, acting):
    session, desk = asked(applicant, draft.id), clerk()

    def silent(*_args):
        raise ProviderSilent

    monkeypatch.setattr(rooms, "open", silent)
    with pytest.raises(VideoRefused, match="没有应答"):
        taken(desk, session)
    assert held(session).state == "waiting" and told("video_taken") == 0
    monkeypatch.delattr(rooms, "open")
    taken(desk, session)
    monkeypatch.setattr(rooms, "ask", silent)
    assert video_settle(session.id, now=LATE).state == "taken"
    acting(desk, video_close, session.id, "in_person", "请带原件到窗口", now=LATE)
    assert held(session).outcome == "in_person"


def test_time_is_up_and_the_clerk_still_says_how_it_ended(rooms, applicant, draft, acting):
    session, desk = asked(applicant, draft.id), clerk()
    met(desk, session)
    assert video_settle(session.id, now=NOW + timedelta(hours=1)).state == "over"
    with pytest.raises(VideoRefused, match="不能进入"):
        acting(applicant, video_enter, session.id, back="/", now=NOW + timedelta(hours=1))
    acting(desk, video_close, session.id, "done", "", now=NOW + timedelta(hours=1))
    assert held(session).state == "closed"


def test_an_outcome_needs_what_it_says(rooms, applicant, draft, acting):
    session, desk = asked(applicant, draft.id), clerk()
    taken(desk, session)
    for outcome, reason, words in (
        ("won", "", "请选择"),
        ("done", "", "还没有在视频里见到"),
        ("in_person", " ", "写明为什么"),
        ("later", "身份证 441299199005120121", "证件号码"),
        ("later", "长" * 501, "太长"),
    ):
        with pytest.raises(VideoRefused, match=words):
            acting(desk, video_close, session.id, outcome, reason, now=SOON)
    with pytest.raises(VideoRefused, match="进入视频以后"):
        acting(desk, video_note, session.id, "note", "看过", now=SOON)
    with as_actor(WORKER):
        assert not VideoNote.objects.exists()


def test_a_clerk_has_one_in_hand_and_nobody_else_holds_it(rooms, applicant, draft, acting):
    session, desk, other = asked(applicant, draft.id), clerk(), clerk("other")
    taken(desk, session)
    with pytest.raises(VideoRefused, match="不用再接"):
        taken(other, session)
    for act, args in ((video_note, ("note", "看")), (video_close, ("later", "")), (video_paper_ask, ("x",))):
        with pytest.raises(VideoRefused, match="别的工作人员"):
            acting(other, act, session.id, *args, now=SOON)
    with pytest.raises(VideoRefused, match="只有约视频的人"):
        acting(other, video_enter, session.id, back="/", now=SOON)
    second = signed_in(person("陈示范", "441299197802140230"), "second")
    second = asked(second, drafted(second).id)
    with pytest.raises(VideoRefused, match="您手里还有一次"):
        taken(desk, second)


def test_strangers_and_other_units_see_nothing_and_the_database_agrees(rooms, applicant, draft, acting):
    session = asked(applicant, draft.id)
    met(clerk(), session)
    tax = clerk("tax", "441202-tax-approval-officer")
    stranger = replace(applicant, parties=(uuid4(),), account_id=uuid4())
    for who in (tax, stranger):
        with pytest.raises(VideoNotVisible):
            acting(who, access_video_session, session.id)
        with as_actor(who):
            assert not VideoSession.objects.exists() and not VideoNote.objects.exists()
    agent = replace(applicant, account_id=uuid4())
    with pytest.raises(VideoRefused, match="只有约视频的人"):
        acting(agent, video_enter, session.id, back="/", now=SOON)
    for who in (applicant, clerk("c2")):
        with as_actor(who):
            assert VideoSession.objects.count() == 1
        with pytest.raises(ProgrammingError), transaction.atomic(), as_actor(who):
            VideoSession.objects.update(state="closed", outcome="done")


def test_what_is_done_with_stays_as_it_is(rooms, applicant, draft, acting):
    session = asked(applicant, draft.id)
    acting(applicant, video_withdraw, session.id, now=SOON)
    with pytest.raises(VideoRefused, match="已经结束"):
        acting(applicant, video_withdraw, session.id, now=SOON)
    with pytest.raises(ProgrammingError), transaction.atomic(), as_actor(WORKER):
        VideoSession.objects.filter(id=session.id).update(state="waiting")
    with pytest.raises(IntegrityError), transaction.atomic(), as_actor(WORKER):
        VideoSession.objects.filter(id=session.id).update(recording="REC1")


def test_notices_twice_late_foreign_and_forged(rooms, applicant, draft, acting):
    session, desk = asked(applicant, draft.id), clerk()
    taken(desk, session)
    first = notice(session, "joined", "applicant")
    assert [video_notice_take(first, now=SOON) for _ in range(2)] == ["taken", "taken"]
    assert (
        video_notice_take(notice(session, "joined", "desk", provider_number="DEMO0"), now=SOON) == "mismatch"
    )
    assert video_notice_take(notice(session, "joined", "desk", id="x", number="SP0"), now=SOON) == "unknown"
    with pytest.raises(NoticeForged):
        video_notice_take(Signed(first.body, "AAAA"), now=SOON)
    assert held(session).state == "taken" and not held(session).desk.came
    acting(desk, video_close, session.id, "later", "", now=SOON)
    assert video_notice_take(notice(session, "joined", "desk", id="y"), now=SOON) == "late"
    assert held(session).state == "closed" and VideoNotice.objects.count() == 4


def test_left_before_joined_arrives_is_put_in_order(rooms, applicant, draft):
    session = asked(applicant, draft.id)
    taken(clerk(), session)
    video_notice_take(notice(session, "left", "applicant", at=SOON + timedelta(minutes=2)), now=SOON)
    video_notice_take(notice(session, "joined", "applicant"), now=SOON)
    assert held(session).applicant.came and not held(session).applicant.there
    video_notice_take(notice(session, "joined", "desk"), now=SOON)
    assert held(session).state == "running"


def test_a_recording_nobody_agreed_to_is_not_even_kept_as_a_reference(rooms, applicant, draft, monkeypatch):
    session, erased = asked(applicant, draft.id), []
    met(clerk(), session)
    monkeypatch.setattr(rooms, "erase", erased.append)
    said = notice(session, "recorded", reference="REC9")
    assert video_notice_take(said, now=SOON) == "unasked"
    outbox_drain(50)
    assert held(session).recording == "" and erased == ["REC9"]


def test_a_recording_is_looked_at_for_a_purpose_and_goes_when_its_time_is_up(rooms, applicant, draft, acting):
    session, desk = asked(applicant, draft.id, agreed=True), clerk()
    met(desk, session)
    acting(desk, video_close, session.id, "done", "", now=SOON)
    video_notice_take(notice(session, "recorded", reference="REC1"), now=SOON)
    with pytest.raises(VideoRefused, match="不能看录像"):
        acting(desk, video_recording_show, session.id, "核对", now=SOON)
    manager = clerk("manager", f"{HALL}-manager")
    with pytest.raises(VideoRefused, match="用途"):
        acting(manager, video_recording_show, session.id, " ", now=SOON)
    gone = held(session).recording_until
    rooms.show = lambda reference: f"/shown/{reference}/"
    assert acting(manager, video_recording_show, session.id, "核对疑问", now=SOON) == "/shown/REC1/"
    with as_actor(applicant):
        assert any("核对疑问" in str(vars(row)) for row in access_log_for(applicant.parties[0]))
    video_sessions_work_off(gone)
    assert held(session).recording == "" and held(session).erased_at == gone
    with pytest.raises(VideoRefused, match="没有录像"):
        acting(manager, video_recording_show, session.id, "核对", now=gone)


def test_about_a_case_it_stands_on_that_case_and_opens_no_other(rooms, city, acting):
    who = signed_in(barber_with_case())
    root = Case.objects.get(parent_id=None, party_id=who.parties[0])
    case = Case.objects.get(root_id=root.id, subject="hygiene_licence")
    before = Case.objects.count()
    with as_actor(who):
        about = about_case(who, case.number)
        assert [one.unit for one in video_offers(about, NOW)] == ["441202-health"]
        session = video_ask(who, about, "441202-health", record_agreed=True, now=NOW)
    assert not session.record
    desk = clerk("health", "441202-health-approval-officer")
    met(desk, session)
    acting(desk, video_note, session.id, "document", "看过场所平面图", now=SOON)
    acting(desk, video_close, session.id, "done", "不用再来", now=SOON)
    lines = {one.act: one.text for one in acting(who, case_timeline, case.id, SOON).entries}
    assert {"video.asked", "video.taken", "video.started", "video.ended"} <= set(lines)
    assert "不用再来" in lines["video.ended"] and "video.noted" not in lines
    inside = {one.act: one.note for one in acting(desk, case_timeline, case.id, SOON).entries}
    assert "平面图" in inside["video.noted"] and Case.objects.count() == before
    market = clerk("market", "441202-market-approval-officer")
    assert acting(market, video_sessions_visible_to).count() == 0


def barber_with_case():
    """A citizen whose application is handed in."""
    who = barber()
    view = filled_in(who)
    signed(who, view)
    with as_actor(who):
        draft_submit(who, view.id, now=NOW)
    outbox_drain(100)
    return who


def test_what_was_met_about_before_handing_in_stands_with_the_matter(rooms, applicant, acting):
    view = filled_in(applicant)
    session, desk = asked(applicant, view.id), clerk()
    met(desk, session)
    acting(desk, video_close, session.id, "done", "", now=SOON)
    signed(applicant, view)
    with as_actor(applicant):
        root = draft_submit(applicant, view.id, now=NOW).matter_id
    for _ in range(2):
        outbox_drain(100)
    case = Case.objects.get(root_id=root, subject="individual_registration")
    market = clerk("market", "441202-market-approval-officer")
    tax = clerk("tax", "441202-tax-approval-officer")
    assert [one.id for one in acting(market, video_sessions_of, root, [case.id])] == [session.id]
    assert acting(tax, video_sessions_of, root, [case.id]) == []
    lines = [one.act for one in acting(applicant, case_timeline, root, SOON).entries]
    assert lines.count("video.before") == 1


def test_what_was_given_up_cannot_be_met_about(rooms, applicant, draft):
    with as_actor(applicant):
        draft_discard(applicant, draft.id, now=NOW)
    with pytest.raises(VideoRefused, match="已经提交或者删除"):
        asked(applicant, draft.id)
