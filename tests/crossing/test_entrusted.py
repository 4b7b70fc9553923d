"""替外地代收: our counter receives, the partner's body decides by its own system, the citizen follows our number."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from yiwang.adapters.exchange.models import DemoTask
from yiwang.adapters.exchange.stand_in import DemoExchange, pressed
from yiwang.engines.applications.public import OnlyInPresence, Upload, draft_submit
from yiwang.engines.applications.tests.conftest import city_world
from yiwang.engines.applications.tests.journeys import PDF
from yiwang.engines.cases.public import CaseRefused, case_acts_for, case_move, case_timeline, cases_visible_to
from yiwang.engines.cases.tests.world import citizen
from yiwang.engines.catalog.definitions.entrusted import check_elsewhere, check_entrusts
from yiwang.engines.catalog.pure import PARTNER
from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.services import gateways
from yiwang.foundations.files.public import file_read
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World
from yiwang.nets.service.window.domain.attending import AttendingRefused
from yiwang.nets.service.window.models import Attendance, Paper
from yiwang.nets.service.window.services.attending import attendance_open, materials_tick
from yiwang.nets.service.window.services.custody import papers_give
from yiwang.nets.service.window.services.filling import Sheet, attendance_fill, attendance_look
from yiwang.nets.service.window.services.handing_in import attendance_hand_in
from yiwang.nets.service.window.tests.conftest import NOW, acting, city, clerk
from yiwang.nets.service.window.tests.test_crossing import agreed_otherwise, browser, under
from yiwang.nets.service.window.tests.test_receiving import BARBER, proved

__all__ = ["acting", "agreed_otherwise", "browser", "city", "under"]
pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
REISSUE = "梧州市残疾人证补发（代收）"
THERE = "partner-wuzhou-hall-crossing"


@pytest.fixture
def desk(city, monkeypatch, settings):
    """A clerk of the district's hall, with the partner's system stood in for."""
    settings.YIWANG_DEMO = True
    held = DemoExchange()
    monkeypatch.setattr(gateways, "_gateways", {held.id: held})
    return clerk()


def filled(desk, acting):
    held = acting(desk, attendance_open, BARBER, REISSUE, now=NOW)
    view = acting(desk, attendance_look, held.id, now=NOW)[1].view
    offers = frozenset(offer.topic for offer in view.offers)
    acting(desk, attendance_fill, held.id, Sheet(consents=offers), now=NOW)
    values = {
        "holder.disability_kind": "visual",
        "holder.mail_address": "示范路1号",
        "holder.phone": "10000000001",
    }
    uploads = {m.key: [Upload("一.pdf", PDF)] for m in view.materials if m.state == "asked"}
    done = acting(desk, attendance_fill, held.id, Sheet(values=values, uploads=uploads), now=NOW)
    assert not done.missing, done.missing
    proved(desk, held, acting)
    return held, done


def received(desk, acting, original=False):
    """The reissue received at our hall; gives the attendance and its case."""
    held, done = filled(desk, acting)
    if original:
        one = next(m for m in done.view.materials if m.met == "file")
        acting(desk, materials_tick, held.id, {one.key: (one.label, frozenset({"original"}))})
    held = acting(desk, attendance_hand_in, held.id, shown=done.view.shown_hash, now=NOW)
    outbox_drain(100)
    with as_actor(WORKER):
        (case,) = cases_visible_to(WORKER)
    return held, case


def state_of(case):
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(id=case.id).state


def task_of(case, which=-1):
    with as_actor(WORKER):
        step = list(ExternalStep.objects.filter(case_id=case.id).order_by("id"))[which]
        return DemoTask.objects.get(number=step.number)


def answer(case, word, note="按规定办", how="once", which=-1):
    return pressed(task_of(case, which).their_number, word, note, how, timezone.now())


def applicant_of(case):
    return citizen(case.party_id)


def told(case):
    actor = applicant_of(case)
    with as_actor(actor):
        return " ".join(one.text for one in case_timeline(actor, case.id, timezone.now()).entries)


def test_it_is_received_here_and_the_receipt_names_both_and_who_decides(desk, acting):
    held, case = received(desk, acting)
    with as_actor(desk):
        pages = PdfReader(BytesIO(file_read(desk, held.receipt_file))).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    for words in (
        "端州区政务服务中心",
        "替梧州市政务服务中心（演示）代收",
        "梧州市残疾人联合会（演示）决定",
        "本市不审批",
        held.number,
    ):
        assert words in text
    assert (case.type, case.owner_unit_id, case.number) == (
        "entrusted_item",
        "441200-hall-reception",
        held.number,
    )


def test_what_was_taken_goes_over_with_its_papers_and_the_citizen_reads_both_numbers(desk, acting):
    _, case = received(desk, acting)
    task = task_of(case)
    assert {"姓名", "身份证号", "残疾类别"} <= set(task.fields)
    assert any(one.startswith("证件照片") or "字节" in one for one in task.fields), "the scans go along"
    words = told(case)
    assert task.number in words and task.their_number in words


def test_the_answer_comes_back_once_however_often_it_is_sent(desk, acting):
    _, case = received(desk, acting)
    assert answer(case, "办结", how="twice") == "taken"
    assert state_of(case) == "done"
    words = told(case)
    assert words.count("决定的机关已办结：") == 1 and "对方编号" in words
    assert ExternalStep.objects.get(case_id=case.id).state == "answered"


def test_what_it_still_wants_is_supplied_and_goes_over_again_under_a_new_number(desk, acting):
    _, case = received(desk, acting)
    answer(case, "补材料", "请补一张近期照片")
    assert state_of(case) == "supplement" and "请补一张近期照片" in told(case)
    actor = applicant_of(case)
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act="supply", data={"answer": "补了照片"}, now=timezone.now())
    outbox_drain(100)
    assert task_of(case).number.endswith("-W2")
    assert answer(case, "办结", which=0) == "taken", "the first answer again is the same message"
    assert state_of(case) == "sent" and answer(case, "不予办理", "不符合条件") == "taken"
    assert state_of(case) == "refused" and "不符合条件" in told(case)


def test_nobody_of_ours_can_decide(desk, acting):
    _, case = received(desk, acting)
    keeper = clerk("keeper", "441200-hall-reception-intake")
    with as_actor(keeper):
        assert {act.id for act in case_acts_for(keeper, case.id, NOW)} <= {"give_back"}
        for act in ("finish", "refuse", "ask_supplement"):
            with pytest.raises(CaseRefused):
                case_move(
                    actor=keeper, case_id=case.id, act=act, data={"told": "行", "reason": "行"}, now=NOW,
                    version=case.version,
                )  # fmt: skip
    assert state_of(case) == "sent"


def test_it_is_not_taken_online(desk, acting):
    held, _ = filled(desk, acting)
    with as_actor(WORKER):
        party = Attendance.objects.get(id=held.id).party_id
    with as_actor(citizen(party)), pytest.raises(OnlyInPresence, match="只能当面递交"):
        draft_submit(citizen(party), held.id, now=NOW)


def test_an_agreement_that_is_over_is_told_before_anything_is_begun(desk, acting, agreed_otherwise):
    agreed_otherwise({"valid_until": date(2026, 1, 31)})
    with pytest.raises(AttendingRefused, match="协议今天不在有效期内"):
        acting(desk, attendance_open, BARBER, REISSUE, now=NOW)


def test_originals_go_to_the_partner_by_post_with_the_number(desk, acting):
    received(desk, acting, original=True)
    paper = Paper.objects.get()
    with pytest.raises(AttendingRefused, match="邮寄单号"):
        acting(desk, papers_give, [paper.code], THERE, now=NOW)
    assert acting(desk, papers_give, [paper.code], THERE, now=NOW, posted="示范快递 SF0002").to_id == THERE


def test_it_is_counted_and_the_clerk_reads_what_is_received_for_whom(desk, acting, browser):
    received(desk, acting)
    page = browser("watching", "441200-digital-supervision-supervisor").get(reverse("desk:oversight"))
    (line,) = page.context["entrusted"]
    assert (line.partner, line.item, line.total, line.open) == ("梧州市政务服务中心（演示）", REISSUE, 1, 1)
    start = browser("somebody", "441202-hall-reception-intake").get(reverse("window:start")).content.decode()
    assert "替外地代收的事项" in start and "梧州市残疾人联合会（演示）" in start


def agreement(**changed):
    (like,) = city_world().all(PARTNER).values()
    return like.model_copy(update=changed)


def system(**changed):
    """The city, with another system for what goes to the partner."""
    world = city_world()
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    held = kinds["external_system"]["wuzhou_crossing"]
    kinds["external_system"] = {"wuzhou_crossing": held.model_copy(update=changed)}
    return World(world.pack, kinds, origins=world._origins)


@pytest.mark.parametrize(
    ("partner", "world", "words"),
    [
        (agreement, city_world, ""),
        (lambda: agreement(system=None), city_world, "没有写怎样送过去"),
        (lambda: agreement(id="other"), city_world, "没有写由它那里的机关决定"),
        (agreement, lambda: system(way="card"), "等于由本市作决定"),
        (agreement, lambda: system(serves=()), "收了以后不会送到"),
        (agreement, lambda: system(recall=""), "没有写怎样告诉"),
    ],
)
def test_what_is_wrong_with_receiving_for_others_is_told(partner, world, words):
    told = [complaint.what for complaint in check_entrusts(partner(), world())]
    assert any(words in one for one in told) if words else told == []


def test_an_item_decided_elsewhere_may_have_no_act_of_ours_that_decides():
    item = city_world().get("item", "wuzhou_disability_reissue")
    assert list(check_elsewhere(item, city_world())) == []
    strange = item.model_copy(update={"id": "strange"})
    assert any("协议里没有这个事项" in one.what for one in check_elsewhere(strange, city_world()))
    ours = item.model_copy(update={"case_type": "service_item"})
    assert any("可以由本市的人办" in one.what for one in check_elsewhere(ours, city_world()))


def test_the_guide_says_who_decides_and_sends_nobody_to_a_form(city, client):
    page = client.get(reverse("portal:item", args=["wuzhou_disability_reissue"])).content.decode()
    assert "由梧州市残疾人联合会（演示）决定" in page and "到窗口办" in page and 'id="start"' not in page
