"""Selling a house without a face: both parties sign at the counter what was filled in online."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.engines.applications.models import DraftSignature
from yiwang.engines.applications.public import NotForThisHat, draft_code, draft_get, draft_submit
from yiwang.engines.applications.tests.checks import told
from yiwang.engines.applications.tests.journeys import PDF
from yiwang.engines.applications.tests.test_several_signers import house, house_standing
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.people.public import party_lookup, party_register, representation_record
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.attending import AttendingRefused, Identified
from ..services.signing_here import part_find, part_sign
from .conftest import INTAKE, NOW, clerk

__all__ = ["house", "house_standing", "told"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BUYER = Identified("黄示范", "citizen_id", "441299199207080316")
SELLER = Identified("陈示范", "citizen_id", "441299197802140230")
PROOF = {"proof": "scan", "data": PDF, "name": "签名.pdf"}


def states(draft):
    with as_actor(system_actor("tests")):
        return dict(DraftSignature.objects.filter(draft=draft).values_list("party", "state"))


def test_both_sign_at_the_counter_and_the_applicant_hands_in_from_home(house, acting):
    view, people = house
    desk = clerk()
    for who in (SELLER, BUYER):
        part = acting(desk, part_find, who, draft_code(view.id).lower(), now=NOW)
        assert {f.party for f in part.view.fields} <= {"buyer", "seller", "property"}
        acting(desk, part_sign, part, shown=part.view.shown_hash, now=NOW, **PROOF)
    assert states(view.id) == {"buyer": "signed", "seller": "signed"}
    with as_actor(people["buyer"]):
        content = draft_submit(people["buyer"], view.id, now=NOW).content
    assert {(s["method"], s["check"]) for s in content["signatures"]} == {("counter", "")}
    with as_actor(people["seller"]):
        assert any("当面签名" in str(vars(row)) for row in access_log_for(people["seller"].parties[0]))


def test_neither_a_code_nor_a_document_alone_opens_anything(house, acting):
    view, _people = house
    desk = clerk()
    stranger = Identified("李示范", "citizen_id", "441299199005120121")
    misnamed = Identified("别名", "citizen_id", SELLER.id_number)
    for who, code in ((stranger, draft_code(view.id)), (misnamed, draft_code(view.id)), (SELLER, "00000000")):
        with pytest.raises(AttendingRefused, match="没有找到"):
            acting(desk, part_find, who, code, now=NOW)
    with pytest.raises(NotForThisHat):
        part_find(system_actor("tests"), SELLER, draft_code(view.id), now=NOW)


def test_a_hall_elsewhere_takes_signatures_only_for_what_it_receives(house, acting):
    view, _people = house
    desk = clerk("wuzhou", "partner-wuzhou-hall-crossing-intake")
    with pytest.raises(AttendingRefused, match="通办协议里"):
        acting(desk, part_find, SELLER, draft_code(view.id), now=NOW)


def test_without_a_proof_or_after_a_change_nothing_is_signed(house, client, settings):
    view, _people = house
    settings.YIWANG_DEMO = True
    client.force_login(
        staff("clerk", INTAKE, is_demo=True), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = reverse("window:sign-here")
    who = {"code": draft_code(view.id), "kind": "citizen_id", "number": SELLER.id_number, "name": SELLER.name}
    found = client.post(page, {**who, "go": "find"}).content.decode()
    assert "念给到场的人听" in found and 'name="shown"' in found
    assert "签字板签名" in client.post(page, {**who, "go": "sign", "shown": "x"}).content.decode()
    sent = {**who, "go": "sign", "proof": "scan", "shown": "x"}
    file = SimpleUploadedFile("签名.pdf", PDF, "application/pdf")
    assert "核对后再次确认" in client.post(page, {**sent, "proof_file": file}).content.decode()
    assert states(view.id) == {"buyer": "asked", "seller": "asked"}


def test_who_does_not_sign_says_why_and_the_applicant_reads_it(house, client, settings):
    view, people = house
    settings.YIWANG_DEMO = True
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    page = reverse("window:sign-here")
    who = {"code": draft_code(view.id), "kind": "citizen_id", "number": SELLER.id_number, "name": SELLER.name}
    assert "他不签" in client.post(page, {**who, "go": "find"}).content.decode()
    assert "请写下他为什么不签" in client.post(page, {**who, "go": "refuse", "reason": " "}).content.decode()
    assert states(view.id)["seller"] == "asked"
    assert "已记下" in client.post(page, {**who, "go": "refuse", "reason": "价款不对"}).content.decode()
    assert states(view.id) == {"buyer": "asked", "seller": "refused"}
    with as_actor(people["buyer"]):
        signers = draft_get(people["buyer"], view.id, now=NOW).signers
    assert [one.reason for one in signers if one.state == "refused"] == ["价款不对"]
    own = {**who, "number": BUYER.id_number, "name": BUYER.name, "go": "refuse", "reason": "不签"}
    assert "这是他自己的申请" in client.post(page, own).content.decode()


def test_a_firm_signs_by_whom_a_register_names_and_by_nobody_else(house, acting):
    view, _people = house
    desk, firm = clerk(), Identified("示范置业有限公司", "uscc", "914412990000000003")
    with as_actor(system_actor("tests")):
        made = party_register(
            system_actor("tests"), kind="organisation", name=firm.name, id_kind="uscc", id_number=firm.id_number,
            is_demo=True,
        ).id  # fmt: skip
        held = DraftSignature.objects.get(draft=view.id, party="seller")
        held.draft.bound["seller[1]" if "seller[1]" in held.draft.bound else "seller"] = str(made)
        held.draft.save(update_fields=["bound"])
        DraftSignature.objects.filter(pk=held.pk).update(subject_id=made)
    with pytest.raises(AttendingRefused, match="登记信息里没有他代表"):
        acting(desk, part_find, SELLER, draft_code(view.id), firm=firm, now=NOW)
    with as_actor(system_actor("tests")):
        person = party_lookup(SELLER.id_kind, SELLER.id_number, SELLER.name)[0]
        representation_record(
            person=person, organisation=made, capacity="legal_representative", source="tests", now=NOW
        )
    part = acting(desk, part_find, SELLER, draft_code(view.id), firm=firm, now=NOW)
    acting(desk, part_sign, part, shown=part.view.shown_hash, now=NOW, **PROOF)
    assert states(view.id)["seller"] == "signed" and part.party == made and part.person == person
