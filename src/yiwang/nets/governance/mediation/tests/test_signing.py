"""An agreement is signed by everybody on a screen, or on paper; the head seals; its papers reach who may have them."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.files.public import file_read
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.governance.mediation.domain.errors import MediationRefused
from yiwang.nets.governance.mediation.domain.signing import digest_of
from yiwang.nets.governance.mediation.models import MediationPaper
from yiwang.nets.governance.mediation.services.packing import confirm_pack, dossier_pack
from yiwang.nets.governance.mediation.services.papers import agreement_print, agreement_seal
from yiwang.nets.governance.mediation.services.signing import paper_take, sign_here, sign_own

from .world import (
    COUNTY,
    HEAD,
    MEDIATOR,
    NOW,
    OTHER,
    TOWN,
    WORKER,
    WRITTEN,
    case_of,
    citizen,
    hat,
    move,
    signing,
    under,
)

pytestmark = pytest.mark.django_db


def photo():
    made = BytesIO()
    Image.new("RGB", (400, 600), "white").save(made, "JPEG")
    return made.getvalue()


def here(made, role, typed, checked=True):
    under(hat(MEDIATOR), sign_here, made.number, role, typed, checked)


def sealed(made):
    move(HEAD, made, "take_effect")
    agreement_seal(case_of(made).id, NOW + timedelta(hours=1))


def test_each_signs_on_a_screen_and_only_then_the_head_can_seal(city):
    made, who = signing()
    under(who, sign_own, made.number, digest_of(case_of(made).data))
    here(made, "other", OTHER)
    assert case_of(made).state == "signing"
    here(made, "mediator", "黄调解")
    assert case_of(made).state == "sealing"
    sealed(made)
    assert case_of(made).state == "in_effect"
    with as_actor(who):
        paper = MediationPaper.objects.get(kind="agreement")
        assert file_read(who, paper.file_id).startswith(b"%PDF")


def test_a_photograph_of_the_paper_counts_for_everybody_and_stays_in_the_dossier(city):
    made, _ = signing()
    under(hat(MEDIATOR), paper_take, made.number, [photo(), photo()])
    assert case_of(made).state == "sealing"
    sealed(made)
    agreement_seal(case_of(made).id, NOW + timedelta(hours=1))
    names = ZipFile(BytesIO(under(hat(HEAD), dossier_pack, made.number))).namelist()
    assert names == ["00-卷宗目录.pdf", "01-纸上签名的协议书（照片）.pdf", "02-人民调解协议书.pdf"]


@pytest.mark.parametrize("role, typed, checked", [("other", "别人", True), ("other", OTHER, False), ("x", "x", True),
                                                  ("applicant", "", True)])  # fmt: skip
def test_who_is_not_the_side_or_was_not_checked_signs_nothing(city, role, typed, checked):
    made, _ = signing()
    with pytest.raises(MediationRefused):
        here(made, role, typed, checked)


def test_nobody_signs_twice_nor_what_was_changed_nor_anothers(city):
    made, who = signing()
    old = digest_of(case_of(made).data)
    under(who, sign_own, made.number, old)
    with pytest.raises(MediationRefused, match="签过"):
        under(who, sign_own, made.number, old)
    with pytest.raises(CaseNotFound):
        under(citizen("何示范", "441299198502020020"), sign_own, made.number, old)
    move(MEDIATOR, made, "talk_again", reason="数额")
    move(MEDIATOR, made, "draft_agreement", **WRITTEN)
    with pytest.raises(MediationRefused, match="变了"):
        under(who, sign_own, made.number, old)
    here(made, "other", OTHER)
    here(made, "mediator", "黄调解")
    assert case_of(made).state == "signing", "the signature under the former text does not count"


def test_the_agreement_is_printed_for_both_and_for_nobody_else(city):
    made, who = signing()
    for actor in (who, hat(MEDIATOR)):
        assert under(actor, agreement_print, made.number).startswith(b"%PDF")
    with pytest.raises(CaseNotFound):
        under(citizen("何示范", "441299198502020020"), agreement_print, made.number)
    with pytest.raises(CaseNotFound):
        under(who, dossier_pack, made.number)


def test_sealing_follows_from_taking_effect_through_the_outbox(city):
    made, _ = signing()
    under(hat(MEDIATOR), paper_take, made.number, [photo()])
    move(HEAD, made, "take_effect")
    with as_actor(WORKER):
        assert OutboxMessage.objects.filter(topic__contains="mediation.agreement").exists()


def test_the_packet_for_the_court_is_there_for_thirty_days_from_effect(city):
    made, _ = signing()
    under(hat(MEDIATOR), paper_take, made.number, [photo()])
    with pytest.raises(MediationRefused):
        under(hat(MEDIATOR), confirm_pack, made.number)
    sealed(made)
    names = ZipFile(BytesIO(under(hat(MEDIATOR), confirm_pack, made.number))).namelist()
    assert names == ["01-司法确认申请书（双方签名）.pdf", "02-人民调解协议书.pdf"]
    with pytest.raises(MediationRefused, match="期限已过"):
        under(hat(MEDIATOR), confirm_pack, made.number, now=NOW + timedelta(days=40))


def test_what_concerns_the_status_of_persons_is_not_confirmed(city):
    made, _ = signing(type="family")
    under(hat(MEDIATOR), paper_take, made.number, [photo()])
    sealed(made)
    with pytest.raises(MediationRefused, match="身份关系"):
        under(hat(MEDIATOR), confirm_pack, made.number)


def test_committees_around_that_look_on_take_no_signatures(city):
    made, _ = signing()
    for post in (f"{TOWN}-mediator", f"{COUNTY}-mediator"):
        with pytest.raises((MediationRefused, CaseNotFound)):
            under(hat(post), sign_here, made.number, "other", OTHER, True)
