"""The rota of a unit: kept by its head alone, numbers closed, a file tried before it is taken; a night on tables."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from yiwang.engines.cases.models import Task
from yiwang.engines.cases.public import CaseSeed, UnitPart, case_move, case_open_tree, clocks_work_off
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.notices.services.delivering import phone_for
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.rotas.models import DutyShift
from yiwang.foundations.rotas.public import (
    RotaRefused,
    Wanted,
    demo_rotas_seed,
    duty_at,
    duty_now,
    duty_phone,
    rota_of,
    shift_add,
    shift_remove,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .world import WORKER, hat

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-27T15:00+08:00")
EVENING, MORNING = NOW + timedelta(hours=2), NOW + timedelta(hours=66)
BODY, OFFICE = "441202-market", "441202-market-approval"
HEAD, OFFICER, REMOTE = f"{BODY}-head", f"{OFFICE}-officer", "441202-health-approval-officer"
DISPATCHER, PHONE = "441200-hotline-service-dispatcher", "10000000009"


@pytest.fixture
def officer(city):
    return staff(f"t-{uuid4()}", OFFICER, name="安")


def wanted(account, **more):
    return Wanted(**{"unit": BODY, "account_id": account.pk, "post": OFFICER, "since": EVENING, "until": MORNING,
                     "phone": PHONE, **more})  # fmt: skip


def added(account, post=HEAD, **more):
    actor = hat(post)
    with as_actor(actor):
        return shift_add(actor, wanted(account, **more), now=NOW)


def test_the_head_puts_somebody_on_and_the_number_is_closed(officer):
    shift, head = added(officer), hat(HEAD)
    with as_actor(head):
        (row,) = rota_of(head, [BODY], NOW, MORNING)
    assert (row.name, row.phone) == ("安", "100****0009")
    with as_actor(WORKER):
        held = DutyShift.objects.get(id=shift)
    assert PHONE not in held.phone and AuditEvent.objects.filter(act="rotas.shift.added").exists()


@pytest.mark.parametrize(
    "post", ["441202-health-head", OFFICER, DISPATCHER, "441200-government-office-inspector"]
)
def test_nobody_else_keeps_it(officer, post):
    with pytest.raises(RotaRefused):
        added(officer, post)


def test_the_database_holds_another_body_off_whatever_the_page_lets_through(officer):
    added(officer)
    stranger = hat("441202-health-head")
    with as_actor(stranger):
        assert not DutyShift.objects.defer("phone").exists()
        assert DutyShift.objects.update(until=NOW) == 0
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        as_actor(hat(HEAD)),
    ):
        list(DutyShift.objects.values_list("phone"))


def test_nobody_is_on_duty_twice_nor_from_another_body_nor_in_the_past(officer):
    added(officer)
    with pytest.raises(RotaRefused, match="已经排了班"):
        added(officer, since=MORNING - timedelta(hours=1), until=MORNING + timedelta(hours=1))
    added(officer, since=MORNING, until=MORNING + timedelta(hours=1))
    with pytest.raises(RotaRefused, match="不在本单位"):
        added(staff(f"t-{uuid4()}", REMOTE), post=HEAD)
    with pytest.raises(RotaRefused, match="起止时间"):
        added(officer, since=NOW - timedelta(days=2), until=NOW - timedelta(days=1))
    with pytest.raises(RotaRefused, match="电话号码"):
        added(officer, phone="12", since=MORNING + timedelta(days=1), until=MORNING + timedelta(days=2))


def test_a_unit_without_a_rota_goes_by_that_around_it_and_who_left_the_post_is_not_on(officer):
    added(officer)
    at = EVENING + timedelta(hours=1)
    with as_actor(WORKER):
        assert [(one.post, one.unit) for one in duty_at(OFFICE, at)] == [(OFFICER, OFFICE)]
        assert not duty_at(OFFICE, NOW) and not duty_at("441202-health", at)
        officer.is_active = False
        officer.save()
        assert not duty_at(OFFICE, at) and not duty_now(at)


def test_a_shift_that_runs_ends_and_one_to_come_is_gone(officer):
    shift, head = added(officer), hat(HEAD)
    with as_actor(head):
        shift_remove(head, shift, now=EVENING + timedelta(hours=1))
        assert DutyShift.objects.values_list("until", flat=True).get() == EVENING + timedelta(hours=1)
        with pytest.raises(RotaRefused, match="已经结束"):
            shift_remove(head, shift, now=EVENING + timedelta(hours=2))
    later, stranger = (
        added(officer, since=MORNING, until=MORNING + timedelta(hours=2)),
        hat("441202-health-head"),
    )
    with as_actor(stranger), pytest.raises(RotaRefused, match="没有这一班"):
        shift_remove(stranger, later, now=NOW)
    with as_actor(head):
        shift_remove(head, later, now=NOW)
        assert len(rota_of(head, [BODY], NOW, MORNING + timedelta(days=1))) == 1


def test_who_dispatches_is_shown_the_number_for_a_purpose_while_the_shift_runs(officer):
    shift, at, who = added(officer), EVENING + timedelta(hours=1), hat(DISPATCHER)
    with as_actor(who):
        assert [row.phone for row in duty_now(at)] == ["100****0009"]
        with pytest.raises(PurposeMissing):
            duty_phone(who, shift, " ", now=at)
        assert duty_phone(who, shift, "水管爆裂", now=at) == PHONE
        with pytest.raises(RotaRefused, match="不在值"):
            duty_phone(who, shift, "水管爆裂", now=MORNING)
    other = hat(OFFICER)
    with as_actor(other), pytest.raises(RotaRefused, match="不查看"):
        duty_phone(other, shift, "想知道", now=at)
    assert AuditEvent.objects.filter(act="rotas.phone.shown").count() == 1


def test_a_night_on_the_tables(officer):
    """Dispatched at nine in the evening: the person on duty has it, is told and texted; on Monday the unit has it."""
    added(officer)
    night = EVENING + timedelta(hours=4)
    desk = hat(DISPATCHER)
    parts = (UnitPart(desk.unit, "main"), UnitPart(desk.unit, "intake"))
    with as_actor(WORKER):
        seed = CaseSeed("demand", "hotline_demand", "help", "路灯漏电", units=parts)
        made = case_open_tree(actor=system_actor("hotline"), root=seed, key=str(uuid4()), now=night)
    with as_actor(desk):
        case_move(actor=desk, case_id=made.root_id, act="dispatch", data={"unit": BODY}, now=night)
    outbox_drain(50)
    with as_actor(WORKER):
        task = Task.objects.get(case_id=made.root_id, state="open")
        notice = Notice.objects.get(template="duty_called")
        assert (task.unit_id, task.account_id, task.post_id) == (OFFICE, officer.pk, OFFICER)
        assert notice.account_id == officer.pk and made.number in notice.sms
        notice.created_at = night
        assert phone_for(notice) == PHONE
    mine = hat(OFFICER, officer.pk)
    with as_actor(mine):
        case_move(actor=mine, case_id=made.root_id, act="sign", now=night + timedelta(minutes=5))
    assert clocks_work_off(MORNING + timedelta(minutes=2)).matters == 1
    with as_actor(WORKER):
        task = Task.objects.get(case_id=made.root_id, state="open")
        assert (task.step, task.unit_id, task.account_id) == ("handle", BODY, None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM case_unit WHERE part = 'duty' AND until IS NULL")
            assert cursor.fetchone()[0] == 0


def test_a_demo_site_has_turns_with_a_gap_and_seeding_again_adds_none(city):
    people = [staff(f"t-{uuid4()}", post) for post in ("441202-water-manager", "441202-water-business-clerk")]
    made = demo_rotas_seed(NOW)
    with as_actor(WORKER):
        held = list(DutyShift.objects.order_by("since").values_list("account_id", "since", "until"))
    assert made == len(held) > 5 and {row[0] for row in held} == {one.pk for one in people}
    assert any(a[2] != b[1] for a, b in pairwise(held)) and demo_rotas_seed(NOW) == 0


@pytest.fixture
def enter(city, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    def entered(post):
        account = staff(f"t-{uuid4()}", post, is_demo=True, name="头")
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def local(days, hour):
    at = timezone.localtime() + timedelta(days=days)
    return at.replace(hour=hour, minute=0).strftime("%Y-%m-%dT%H:%M")


def test_the_page_shows_gaps_and_puts_somebody_on(enter, officer):
    client = enter(HEAD)
    page = client.get(reverse("desk:rota"), {"unit": BODY}).content.decode()
    assert "还没有人值班的时间" in page and "排这一段" in page and "安（" in page
    sent = {
        "unit": BODY,
        "who": f"{officer.pk}/{OFFICER}",
        "since": local(1, 0),
        "until": local(3, 23),
        "phone": PHONE,
    }
    page = client.post(reverse("desk:rota"), sent, follow=True).content.decode()
    assert "已排上" in page and "100****0009" in page and PHONE not in page


def test_another_bodys_rota_is_refused_and_so_is_who_keeps_none(enter):
    client = enter(HEAD)
    for unit in ("441202-health", "441200-hotline-service", "nowhere"):
        assert client.get(reverse("desk:rota"), {"unit": unit}).status_code == 403
        assert client.post(reverse("desk:rota-try"), {"unit": unit}).status_code == 403
    assert enter(OFFICER).get(reverse("desk:rota")).status_code == 403


def file_of(text):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("rota.csv", ("登录名,姓名,岗位编号,从,到,电话\n" + text).encode())


def test_a_file_is_tried_and_then_taken_whole_or_not_at_all(enter, officer):
    client, span = enter(HEAD), f"{local(1, 0).replace('T', ' ')},{local(1, 20).replace('T', ' ')}"
    good = f"{officer.username},安,{OFFICER},{span},{PHONE}\n"
    template = client.get(reverse("desk:rota-template"), {"unit": BODY}).content.decode()
    assert officer.username in template and OFFICER in template
    sent = {"unit": BODY, "file": file_of(good + f"stranger,=cmd,{OFFICER},{span},\n")}
    answer = client.post(reverse("desk:rota-try"), sent)
    assert answer.status_code == 400 and "第 3 行" in answer.content.decode()
    answer = client.post(reverse("desk:rota-try"), {"unit": BODY, "file": file_of(good)})
    sealed = answer.context["sealed"]
    with as_actor(WORKER):
        assert not DutyShift.objects.exists()
    assert client.post(reverse("desk:rota-take"), {"unit": BODY, "sealed": sealed + "x"}).status_code == 400
    assert client.post(reverse("desk:rota-take"), {"unit": BODY, "sealed": sealed}).status_code == 302
    again = client.post(reverse("desk:rota-take"), {"unit": BODY, "sealed": sealed})
    assert again.status_code == 400 and "已经排了班" in again.content.decode()
    with as_actor(WORKER):
        assert DutyShift.objects.count() == 1


def test_what_was_tried_by_one_is_not_taken_by_another(enter, officer):
    client = enter(HEAD)
    text = f"{officer.username},安,{OFFICER},{local(1, 0)},{local(1, 20)},\n".replace("T", " ")
    sealed = client.post(reverse("desk:rota-try"), {"unit": BODY, "file": file_of(text)}).context["sealed"]
    assert enter(HEAD).post(reverse("desk:rota-take"), {"unit": BODY, "sealed": sealed}).status_code == 403


def test_the_hotline_sees_who_is_on_duty_now(enter, officer):
    since, until = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    added(officer, since=since, until=until)
    client = enter(DISPATCHER)
    page = client.get(reverse("hotline:duty")).content.decode()
    assert "安" in page and "100****0009" in page and PHONE not in page
    with as_actor(WORKER):
        shift = DutyShift.objects.get().id
    page = client.post(reverse("hotline:duty"), {"shift": str(shift), "purpose": "漏电"}).content.decode()
    assert PHONE in page
    assert "请写" in client.post(reverse("hotline:duty"), {"shift": str(shift)}).content.decode()
    assert enter(HEAD).get(reverse("hotline:duty")).status_code == 403
