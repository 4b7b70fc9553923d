"""The phone a caller left is mended in a call on what he shows; nobody learns from it who called."""

import pytest
from django.urls import reverse

from yiwang.foundations.audit.models import AuditBody, AuditEvent
from yiwang.foundations.keys.public import blind, decrypt
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineCaller
from yiwang.nets.service.hotline.policies import PHONE_PURPOSE
from yiwang.nets.service.hotline.services.correcting import Correction, phone_correct

from .test_beside_the_seat import enter, send
from .world import MARKET, NOW, WORKER, caller, hat, move, seat, taken

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
OLD, NEW = "10000000001", "10000000009"


def corrects(actor=None, by="ask_number", purpose="换了号", phone=NEW, **said):
    with as_actor(actor or seat()):
        return phone_correct(actor or seat(), Correction(by, phone=phone, purpose=purpose, **said), now=NOW)


def phone_of_case(case):
    with as_actor(WORKER):
        held = HotlineCaller.objects.get(case_id=case.id)
    assert held.phone_blind == blind(decrypt(held.phone, purpose=PHONE_PURPOSE), purpose=PHONE_PURPOSE)
    return decrypt(held.phone, purpose=PHONE_PURPOSE)


def written(act):
    with as_actor(WORKER):
        rows = AuditEvent.objects.filter(act=act)
        return [AuditBody.objects.get(subject=one.subject, seq=one.seq).body for one in rows]


def test_by_the_number_to_ask_by_the_phone_is_mended_and_both_stand_starred_in_the_log(city):
    number, case = taken()
    assert corrects(number=number) == "100****0009"
    assert phone_of_case(case) == NEW
    (body,) = written("hotline.phone.corrected")
    assert "100****0001" in str(body) and "100****0009" in str(body) and "换了号" in str(body)
    assert OLD not in str(body) and NEW not in str(body)


def test_by_name_and_old_phone_too_and_the_name_stays(city):
    _, case = taken()
    with as_actor(WORKER):
        name = HotlineCaller.objects.get(case_id=case.id).name
    corrects(by="old_phone", number=case.number, name="李示范", old=OLD)
    with as_actor(WORKER):
        assert HotlineCaller.objects.get(case_id=case.id).name == name
    assert phone_of_case(case) == NEW


def test_what_does_not_fit_is_answered_alike_and_written_down(city):
    number, case = taken()
    tried = (
        {"number": "AAAA-BBBB-CCCC"},
        {"number": case.number},
        {"by": "old_phone", "number": case.number, "name": "王示范", "old": OLD},
        {"by": "old_phone", "number": case.number, "name": "李示范", "old": "10000000002"},
        {"by": "old_phone", "number": number, "name": "李示范", "old": OLD},
        {"by": "old_phone", "number": case.number, "name": "", "old": ""},
    )
    said = set()
    for one in tried:
        held = {"by": "ask_number", "phone": NEW, "purpose": "换了号", **one}
        with as_actor(actor := seat()), pytest.raises(HotlineRefused) as refused:
            phone_correct(actor, Correction(**held), now=NOW)
        said.add(str(refused.value))
    assert len(said) == 1 and phone_of_case(case) == OLD
    assert len(written("hotline.phone.not_corrected")) == len(tried)


@pytest.mark.parametrize(
    "more", [{"caller": caller(keep_secret=True)}, {"type": "report"}, {"about": "441202-market"}]
)
def test_what_is_protected_is_mended_by_its_own_number_only_and_no_part_of_a_phone_is_logged(city, more):
    number, case = taken(**more)
    with pytest.raises(HotlineRefused, match="没有查到"):
        corrects(by="old_phone", number=case.number, name="李示范", old=OLD)
    corrects(number=number)
    assert phone_of_case(case) == NEW
    (body,) = written("hotline.phone.corrected")
    assert "****" not in str(body)


def test_who_is_anonymous_left_nothing_to_mend(city):
    number, _ = taken(caller=caller(anonymous=True))
    with pytest.raises(HotlineRefused, match="没有查到"):
        corrects(number=number)


def test_it_takes_a_seat_a_purpose_and_a_phone(city):
    number, case = taken()
    with pytest.raises(HotlineRefused, match="不能改"):
        corrects(hat(f"{MARKET}-approval-officer"), number=number)
    with pytest.raises(PurposeMissing):
        corrects(number=number, purpose=" ")
    for phone in ("", "1", "=HYPERLINK(1)"):
        with pytest.raises(HotlineRefused, match="有误"):
            corrects(number=number, phone=phone)
    with pytest.raises(HotlineRefused, match="请选"):
        corrects(number=number, by="whatever")
    assert phone_of_case(case) == OLD


def test_what_is_over_is_not_mended(city):
    number, case = taken()
    move("441200-hotline-service-seat", case, "answer_directly", reply="已说明。")
    with pytest.raises(HotlineRefused, match="没有查到"):
        corrects(number=number)


def test_on_the_page_what_was_typed_stays_and_no_number_is_shown_in_full(enter):
    number, case = taken()
    said = {"correct_by": "ask_number", "correct_number": number, "correct_phone": NEW, "title": "别的事"}
    text = send(enter, "correct", **said)
    assert "请写明" in text or "用途" in text
    wrong = send(enter, "correct", **said | {"correct_number": "AAAA-BBBB-CCCC"}, correct_purpose="换了号")
    assert "没有查到" in wrong and "别的事" in wrong and len(written("hotline.phone.not_corrected")) == 1
    text = send(enter, "correct", **said, correct_purpose="换了号")
    assert "100****0009" in text and "别的事" in text and NEW not in text
    assert phone_of_case(case) == NEW and reverse("hotline:correct") in text
