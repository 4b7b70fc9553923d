"""Receiving for somebody in presence: whom, with what proof, what the party sees, the receipt, paper that stays."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from yiwang.engines.applications.models import Submission
from yiwang.engines.applications.public import DraftIncomplete, Upload
from yiwang.engines.applications.tests.journeys import PDF, SPARE, persona
from yiwang.engines.cases.models import CaseParty, CaseUnit
from yiwang.engines.ratings.models import Invitation
from yiwang.engines.ratings.public import asked_by_token
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.files.public import file_read
from yiwang.foundations.people.models import Consent, Mandate
from yiwang.foundations.people.public import PartyMismatch
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.attending import AGENT, MANDATE, AttendingRefused, Identified
from ..models import Paper
from ..selectors.attending import paper_whereabouts, target_of
from ..services.attending import attendance_open, attendance_prove, materials_tick
from ..services.carrying import papers_take
from ..services.custody import paper_return, papers_give
from ..services.filling import Sheet, attendance_fill, attendance_look
from ..services.handing_in import attendance_hand_in
from .conftest import NOW, clerk, person

pytestmark = pytest.mark.django_db
BARBER = Identified("李示范", "citizen_id", "441299199005120121", "10000000001")
SHOP = "开理发店"


@pytest.fixture
def desk(city):
    return clerk()


def whole(actor, held, acting):
    """Fill the sheet as a clerk would: answers, agreement, fields page by page, materials."""
    told = persona()
    filled = acting(
        actor, attendance_fill, held.id, Sheet(answers={k: str(v) for k, v in told.answers.items()}), now=NOW
    )
    for _ in range(4):
        offers = frozenset(offer.topic for offer in filled.view.offers)
        values = {key: str(value) for key, value in {**SPARE, **told.typed}.items()}
        uploads = {m.key: [Upload("一.pdf", PDF)] for m in filled.view.materials
                   if m.state == "asked" and m.required and not m.met and not m.deferred}  # fmt: skip
        promises = {m.key: True for m in filled.view.materials if m.deferred and m.state == "asked"}
        sheet = Sheet(consents=offers, values=values, uploads=uploads, promises=promises)
        filled = acting(actor, attendance_fill, held.id, sheet, now=NOW)
    assert not filled.missing, filled.missing
    return filled


def proved(actor, held, acting):
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 30), "white").save(picture, "PNG")
    acting(actor, attendance_prove, held.id, "pad", picture.getvalue(), "签名.png", now=NOW)


def test_from_a_document_to_a_receipt(desk, acting):
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    filled = whole(desk, held, acting)
    material = next(m for m in filled.view.materials if m.met == "file")
    acting(desk, materials_tick, held.id, {material.key: (material.label, frozenset({"original"}))})
    with pytest.raises(AttendingRefused, match="还没有到场人的签名"):
        acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)
    proved(desk, held, acting)
    done = acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)
    again = acting(desk, attendance_hand_in, held.id, shown="", now=NOW)
    assert done.number == again.number == Submission.objects.get(id=held.id).number
    with as_actor(desk):
        text = "".join(
            page.extract_text() for page in PdfReader(BytesIO(file_read(desk, done.receipt_file))).pages
        )
    assert done.number in text.replace("\n", "")
    assert "收件不是受理" in text
    bare = "".join(text.split())
    assert "办不成事" in bare and "/voice/stuck/" in bare and "12345" in bare
    with as_actor(system_actor("tests")):
        asked = Invitation.objects.get(event_key=f"attendance:{held.id}")
    assert asked.accounts == [desk.account_id] and "/r/" in bare
    token = bare.split("/r/")[1][:28]
    assert asked_by_token(token, NOW).title.startswith("窗口收件：")
    assert {row.part for row in CaseUnit.objects.filter(unit_id=desk.unit)} == {"intake"}
    assert Paper.objects.get().holder_id == desk.unit


def test_the_party_sees_who_looked_and_what_it_agreed_to(desk, acting):
    party = person(BARBER.name, BARBER.id_number, BARBER.phone)
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    whole(desk, held, acting)
    with as_actor(party):
        told = access_log_for(held.party_id)
    assert any(one.purpose.startswith("窗口现场办理：") and "综合受理" in one.who for one in told)
    assert any("经本人现场同意" in one.purpose for one in told)
    assert set(Consent.objects.values_list("given_by", flat=True)) == {desk.hat}


def test_a_name_that_does_not_belong_to_the_number_opens_nothing(desk, acting):
    acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    with pytest.raises(PartyMismatch):
        acting(desk, attendance_open, replace(BARBER, name="别人"), SHOP, now=NOW)


def test_who_acts_for_another_gets_a_mandate_for_this_one_matter_with_a_term(desk, acting):
    agent = Identified("吴示范", "citizen_id", "441299198806250415")
    held = acting(desk, attendance_open, agent, SHOP, now=NOW, capacity=MANDATE, principal=BARBER)
    mandate = Mandate.objects.get()
    assert (mandate.matter, mandate.agent_id, (mandate.until - NOW).days) == (held.id, held.presenter_id, 90)
    filled = whole(desk, held, acting)
    proved(desk, held, acting)
    acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)
    assert set(CaseParty.objects.filter(part="applicant").values_list("mandate_id", flat=True)) == {
        mandate.id
    }


def test_a_mandate_taken_back_before_handing_in_counts_no_more(desk, acting):
    agent = Identified("吴示范", "citizen_id", "441299198806250415")
    held = acting(desk, attendance_open, agent, SHOP, now=NOW, capacity=MANDATE, principal=BARBER)
    filled = whole(desk, held, acting)
    proved(desk, held, acting)
    Mandate.objects.update(revoked_at=NOW)
    with pytest.raises(AttendingRefused, match="委托已经到期或撤回"):
        acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)


def test_an_agent_of_a_firm_acts_for_the_firm(desk, acting):
    agent = Identified("吴示范", "citizen_id", "441299198806250415")
    firm = Identified("肇庆市示范美发有限公司", "uscc", "914412997662318495")
    held = acting(desk, attendance_open, agent, SHOP, now=NOW, capacity=AGENT, principal=firm)
    assert Mandate.objects.get().principal_id == held.party_id


def test_what_is_missing_is_told_and_nothing_is_handed_in(desk, acting):
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    proved(desk, held, acting)
    with pytest.raises(DraftIncomplete):
        acting(desk, attendance_hand_in, held.id, shown="x", now=NOW)
    assert not Submission.objects.exists()


def test_others_cannot_go_on_with_it_nor_look_at_it(desk, acting):
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    colleague, officer = clerk("colleague"), clerk("market", "441202-market-approval-officer")
    for other in (colleague, officer):
        with pytest.raises(AttendingRefused, match="别的工作人员"):
            acting(other, attendance_look, held.id, now=NOW)
    with pytest.raises(AttendingRefused, match="不能为到场的人收件"):
        acting(officer, attendance_open, BARBER, SHOP, now=NOW)
    with pytest.raises(AttendingRefused):
        acting(person("李示范", "441299199005120121"), attendance_look, held.id, now=NOW)


def test_words_that_mean_several_things_are_asked_again(city):
    assert target_of("卫生许可", NOW)[0] == "item:hygiene_licence"
    with pytest.raises(AttendingRefused, match="没有找到"):
        target_of("造火箭", NOW)
    with pytest.raises(AttendingRefused, match="对应几件事"):
        target_of("登记", NOW)


def test_a_paper_has_one_holder_and_every_move_a_slip_both_signed(desk, acting):
    paper = Paper.objects.create(
        code="CLABCDEFGH", attendance_id=desk.account_id, key="k", label="平面图", number="1",
        receiver_id=desk.unit, holder_id=desk.unit, since=NOW,
    )  # fmt: skip
    officer = clerk("health", "441202-health-approval-officer")
    slip = acting(desk, papers_give, ["clabcdefgh"], "441202-health-approval", now=NOW)
    told = acting(desk, paper_whereabouts, paper.code)
    assert (told.holder, told.to) == ("端州区政务服务中心 综合受理区", "端州区卫健局 审批科")
    with pytest.raises(AttendingRefused, match="不在您手里"):
        acting(officer, paper_return, paper.code, now=NOW)
    with pytest.raises(AttendingRefused, match="不在您手里"):
        acting(desk, papers_give, [paper.code], "441202-market-approval", now=NOW)
    with pytest.raises(AttendingRefused, match="不是交给您单位"):
        acting(clerk("market", "441202-market-approval-officer"), papers_take, slip.id, [paper.code], now=NOW)
    acting(officer, papers_take, slip.id, [paper.code], now=NOW)
    told = acting(desk, paper_whereabouts, paper.code)
    assert (told.holder, told.to, len(told.slips)) == ("端州区卫健局 审批科", "", 1)
    acting(officer, paper_return, paper.code, now=NOW)
    assert acting(desk, paper_whereabouts, paper.code).holder == "已退还本人"
    assert acting(clerk("market2", "441202-market-approval-officer"), paper_whereabouts, paper.code) is None
