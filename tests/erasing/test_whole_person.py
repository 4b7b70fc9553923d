"""A person of the demo city is erased as such: every app forgets its share, and says before what that will be."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from PIL import Image

from yiwang.engines.applications.tests.conftest import NOW
from yiwang.engines.cases.public import (
    party_erasure_ask,
    party_erasure_confirm,
    party_erasure_plan,
)
from yiwang.engines.cases.tests.orders import hat
from yiwang.foundations.audit.public import party_blind_purposes, party_erasers, seal_now, verify_all
from yiwang.foundations.audit.tests.scanning import left_of, on_disk
from yiwang.foundations.files.models import File
from yiwang.foundations.files.public import file_store
from yiwang.foundations.keys.public import blind, encrypt
from yiwang.foundations.people.models import Party
from yiwang.foundations.people.public import Claims, account_identify, actor_of, hats_of
from yiwang.foundations.people.tests.factories import citizen_id
from yiwang.nets.service.hotline.models import HotlineCaller

from .rows import row
from .test_whole_matter import given_up

TABLES = Path(__file__).parent / "persons.txt"
NAME, PHONE, NUMBER = "甄全忘", "13800007701", citizen_id(77)
LATER = NOW + timedelta(days=40)
CITY = {"whole_city": True}
KEEPER = replace(hat("x"), roles=frozenset({"case.erase"}), **CITY)
HEAD = replace(hat("x", "head"), roles=frozenset({"case.erase_confirm"}), **CITY)

POINTS = {"party", "account", "socialaccount_socialaccount"}
NAMES = {
    "party_id", "account_id", "owner_id", "person_id", "presenter_id", "receiver_id", "subject_id", "phone", "parties",
    "phone_blind", "number_blind", "accounts", "account", "asked_by", "decided_by",
}  # fmt: skip
"""Columns that point at a person, besides foreign keys: most apps keep an id only."""


@pytest.fixture
def city(city_standing, db, tmp_path, settings):
    """The demo city in force, with nobody's files."""
    settings.YIWANG_DATA = city_standing.data or tmp_path / "data"


@pytest.fixture
def person(city):
    account = account_identify(Claims(NAME, "citizen_id", NUMBER, PHONE), source="t", now=NOW)
    return actor_of(account, hats_of(account)[0].key)


def whole(actor):
    """Something of this person in every app that keeps any."""
    me, mine = actor.parties[0], actor.account_id
    for part in (beside, said_to, applied_for, at_counters, by_phone):
        part(actor, me, mine)


def stored(actor, name=f"{NAME}.png"):
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), tuple(uuid4().bytes[:3])).save(picture, "PNG")
    return file_store(actor, data=picture.getvalue(), name=name, purpose="x", now=NOW).id


def beside(actor, me, mine):
    row("fnd_files.FileGrant", file=File.objects.get(id=stored(KEEPER, "别人的.png")), party_id=me)
    row("eng_cases.CaseFollow", account_id=mine)
    old = row(
        "eng_licences.Licence", status="revoked", case_id=None, serial="1", unit_uscc="u", trust_level="A"
    )
    row("eng_licences.LicenceHolder", licence=old, party_id=me, name=NAME)
    face = {"name": NAME}
    row(
        "eng_licences.LicenceVersion",
        licence=old,
        face=face,
        file_id=stored(actor),
        code_digest="d",
        identifier="i",
    )
    row("eng_person_checks.PersonCheck", person_id=me)


def said_to(actor, me, mine):
    told = row("fnd_notices.Notice", party_id=me, title=NAME, body=NAME)
    row("fnd_notices.NoticeRead", notice=told, account_id=mine)
    row("fnd_notices.NoticeDelivery", notice=told)
    row(
        "fnd_notices.Serving",
        party_id=me,
        recipient=NAME,
        state="served",
        way="visit",
        done_by="x",
        served_on=NOW.date(),
        file_id=stored(actor),
    )
    row("fnd_notices.NoticeSilence", party_id=me)
    row("ada_sms.SmsMessage", key=f"notice:{told.id}", text=f"{NAME}，您好")


def applied_for(actor, me, mine):
    draft = row("eng_applications.Draft", owner_id=me, account_id=mine, kind="item", title=NAME)
    row("eng_applications.DraftMaterial", draft=draft, owner_id=me, file_id=stored(actor), name=f"{NAME}.pdf")
    row("eng_applications.DraftValue", draft=draft, owner_id=me, value={"x": NAME})
    row("eng_applications.DraftSignature", draft=draft, owner_id=me, subject_id=me)
    row(
        "eng_applications.DataCorrection", draft_id=draft.id, owner_id=me, party_id=me, held=NAME, reason=NAME
    )
    rated = row("eng_ratings.Rating", words=f"{NAME}说好", grade=5, is_named=True)
    row("eng_ratings.Trace", rating=rated, party_id=me)
    row("eng_ratings.Invitation", party_id=me)
    shown = row("eng_publicity.Publication")
    row("eng_publicity.PublicationObjection", publication=shown, party_id=me, words=NAME, answered_at=NOW)
    talk = row(
        "eng_video_sessions.VideoSession", party_id=me, account_id=mine, draft_id=draft.id, reason=NAME
    )
    row("eng_video_sessions.VideoNote", session=talk)


def at_counters(actor, me, mine):
    row("svc_window.Booking", party_id=me, account_id=mine)
    proof = {"proof_file": stored(actor), "party_name": NAME, "presenter_name": NAME}
    row("svc_window.Attendance", party_id=me, presenter_id=me, account_id=uuid4(), **proof)
    row("gov_mediation.MediationConflict", party_id=me)


def by_phone(actor, me, mine):
    blinds = {purpose: blind(PHONE, purpose=purpose) for purpose in party_blind_purposes()}
    closed = encrypt(PHONE, purpose="x")
    row("fnd_notices.PhoneCode", phone=closed, phone_blind=blinds["notices.code_phone"])
    call = row("eng_calls.Call", number=closed, number_blind=blinds["calls.number"])
    row("eng_calls.CallTask", call=call, number_blind=blinds["calls.number"])
    row("eng_calls.CallRecording", call=call, state="kept", file_id=stored(actor))
    row("svc_voice.StuckReport", party_id=None, phone=closed, phone_blind=blinds["voice.phone"])
    called = {"phone": closed, "phone_blind": blinds["hotline.phone"]}
    row("svc_hotline.HotlineCaller", party_id=me, **called)
    followed = row("svc_hotline.HotlineCaller", party_id=me, **called)
    row("eng_cases.CaseParty", case_id=followed.case_id, party_id=me, part="applicant")


def test_every_app_forgets_its_share_and_said_so_before(person, settings, django_capture_on_commit_callbacks):
    whole(person)
    seal_now()
    party, said = person.parties[0], {"ground": "consent_withdrawn", "now": LATER}
    assert left_of(NAME) and len(shares(person)) == len(party_erasers()) - len(ONLY_AGAINST)
    with django_capture_on_commit_callbacks(execute=True):
        order = party_erasure_ask(KEEPER, party, reason="本人到窗口申请", **said)
        told = party_erasure_plan(HEAD, party, purpose="核对删除申请", **said)
        done = party_erasure_confirm(HEAD, order, answer="核对属实", now=LATER)
    assert done.goes == told.goes
    assert {one.what: one.number for one in done.goes}["材料、文书和录音的文件"] == 5
    assert {one.what: one.number for one in done.goes}["按号码和账号查找诉求的线索"] == 1, (
        "the guarded one is not told"
    )
    assert {(one.party_id, one.phone_blind) for one in HotlineCaller.objects.all()} == {(None, "")}
    assert [one.name for one in File.objects.all()] == ["别人的.png"]
    assert shares(person) == {}
    assert left_of(NAME) == left_of(NUMBER) == [] and on_disk(settings.YIWANG_DATA, NAME) == []
    seal_now()
    assert not any(one.is_breach for one in verify_all())


def test_who_applied_for_several_items_is_nowhere_any_more(
    city, monkeypatch, settings, django_capture_on_commit_callbacks
):
    root = given_up(monkeypatch)
    name, said = Party.objects.get(id=root.party_id).name, {"ground": "unlawful", "now": LATER}
    seal_now()
    assert {"submission.content", "case_search.words", "audit_event.hat_label"} <= set(left_of(name))
    with django_capture_on_commit_callbacks(execute=True):
        order = party_erasure_ask(KEEPER, root.party_id, reason="本人到窗口申请", **said)
        done = party_erasure_confirm(HEAD, order, answer="核对属实", now=LATER)
    assert [one.id for one in done.matters] == [root.id] and left_of(name) == []
    assert on_disk(settings.YIWANG_DATA, name) == []
    seal_now()
    assert not any(one.is_breach for one in verify_all())


ONLY_AGAINST = {"payments", "handovers"}
"""Apps that say only what keeps a person; what they hold goes or stays with matters."""


def shares(actor):
    """What each app says that it would still forget of a person: its own name → how many rows."""
    blinds = [blind(PHONE, purpose=purpose) for purpose in party_blind_purposes()]
    found = {}
    for name in party_erasers():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT sum(number)::int FROM party_erase_{name}_goes(%s, %s, %s, false, %s)",
                [list(actor.parties), [actor.account_id], blinds, LATER],
            )
            found[name] = cursor.fetchone()[0]
    return {name: number for name, number in found.items() if number}


def test_what_is_not_settled_keeps_the_person_and_is_said(person):
    me = person.parties[0]
    day = LATER.date() + timedelta(days=9)
    shown, held = row("eng_publicity.Publication"), row("eng_licences.Licence", status="valid", valid_until=None,
        type_name="食品经营许可证", serial="2", unit_uscc="u", trust_level="A")  # fmt: skip
    for word, label, given in (
        ("食品经营许可证", "eng_licences.LicenceHolder", {"licence": held, "party_id": me, "name": NAME}),
        ("费用", "eng_payments.Charge", {"party_id": me, "state": "asked"}),
        ("结果", "eng_handovers.Handover", {"party_id": me, "state": "prepared"}),
        ("异议", "eng_publicity.PublicationObjection", {"publication": shown, "party_id": me}),
        (
            "录像",
            "eng_video_sessions.VideoSession",
            {"party_id": me, "recording": "r", "record": True, "draft_id": uuid4()},
        ),
        ("承诺", "eng_applications.CommitmentExclusion", {"party_id": me, "until": day}),
        ("送达", "fnd_notices.Serving", {"party_id": me, "state": "waiting"}),
    ):
        said = {"ground": "unlawful", "purpose": "核对", "now": LATER}
        with transaction.atomic():
            assert party_erasure_plan(KEEPER, me, **said).against == ()
            row(label, **given)
            assert [word in one for one in party_erasure_plan(KEEPER, me, **said).against] == [True], word
            transaction.set_rollback(True)


def test_every_table_that_points_at_a_person_says_what_becomes_of_it():
    lines = TABLES.read_text(encoding="utf-8").splitlines()
    known = dict(line.split(maxsplit=1) for line in lines if not line.startswith("#"))
    pointing = {model._meta.db_table for model in apps.get_models() if _points(model)}
    assert pointing - known.keys() == set(), "say of each what becomes of it when a person is erased, and why"
    assert known.keys() - pointing == set(), "tables that are no more, or point at nobody"
    assert all(re.match(r"goes|matter|stays: .", word) for word in known.values())


def _points(model):
    ours = model.__module__.startswith(("yiwang.", "allauth.")) and ".tests." not in model.__module__
    return ours and any(
        field.attname in NAMES or (field.is_relation and field.related_model._meta.db_table in POINTS)
        for field in model._meta.concrete_fields
    )


@pytest.mark.django_db
def test_what_is_said_to_go_with_a_person_is_named_by_its_app():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname ~ '^party_erase_'")
        held = dict(cursor.fetchall())
    ours = {name for name in held if not re.search("_(files|against|goes|stays)$", name)}
    assert {f"party_erase_{name}" for name in party_erasers()} == ours
    written = " ".join(held[name] for name in ours)
    lines = TABLES.read_text(encoding="utf-8").splitlines()
    gone = [one.split()[0] for one in lines if re.match(r"[a-z]\w* goes", one) and "files_erase" not in one]
    apart = {"audit_event"}
    assert [table for table in gone if not re.search(rf"(FROM|UPDATE) {table}\b", written)] == sorted(apart)
