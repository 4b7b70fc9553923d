"""Results reach the applicant the way he chose, with a proof, and the case follows."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.delivery import signing
from yiwang.adapters.delivery.carriers import pressed
from yiwang.adapters.delivery.models import DemoParcel
from yiwang.engines.cases.tests.world import FIRE, HEALTH, STRANGER, citizen, clerk
from yiwang.engines.handovers.models import DeliveryNotice, Handover
from yiwang.engines.handovers.public import (
    Handing,
    HandoverNotVisible,
    HandoverRefused,
    Parcel,
    access_handover,
    carriers_ask,
    code_opened,
    delivery_receipt,
    handover_again,
    handover_give,
    handover_send,
    handovers_of,
    handovers_tell_ready,
    wish_of,
)
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .conftest import ADDRESS, ISSUER, PHONE, WORKER, act, handover_of, issue, opened, ready, state_of, wish

pytestmark = pytest.mark.django_db


def send(handover, actor=ISSUER):
    with as_actor(actor):
        handover_send(actor, handover.id, now=timezone.now())
    outbox_drain(50)
    return handover_of(handover.root_id)


def give(handover, actor=ISSUER, **said):
    with as_actor(actor):
        return handover_give(actor, handover.id, Handing(**said), now=timezone.now())


def told(template):
    with as_actor(WORKER):
        return Notice.objects.filter(template=template).count()


def test_without_a_wish_an_electronic_result_needs_no_hand_over(applicant):
    root_id, (case_id,) = opened(applicant)
    issue(case_id)
    assert state_of(case_id) == "closed"
    with as_actor(applicant):
        assert handovers_of(applicant, root_id) == []


def test_the_way_asked_for_in_the_draft_holds_without_a_wish(applicant):
    root_id, (case_id,) = opened(applicant, delivery="pickup")
    issue(case_id)
    assert (state_of(case_id), handover_of(root_id).way) == ("issued", "pickup")


def test_the_applicant_may_change_to_electronic_until_the_result_is_out(applicant):
    root_id, (case_id,) = opened(applicant, delivery="pickup")
    wish(applicant, root_id, "electronic")
    issue(case_id)
    assert state_of(case_id) == "closed"
    with pytest.raises(HandoverRefused, match="已经出来"):
        wish(applicant, root_id, "pickup")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"way": "drone"}, "请选择"),
        ({"pace": ""}, "请选择"),
        ({"address": " "}, "地址"),
        ({"way": "locker", "place": ""}, "寄件柜"),
    ],
)
def test_a_wish_that_lacks_something_is_told(applicant, wanted, words):
    root_id, _ = opened(applicant)
    with pytest.raises(HandoverRefused, match=words):
        wish(applicant, root_id, **wanted)


def test_by_courier_only_name_phone_and_address_go_out_and_that_is_on_record(
    applicant, carrying, monkeypatch
):
    given = []
    kind = type(carrying["post"])
    take = kind.take
    monkeypatch.setattr(kind, "take", lambda self, parcel: given.append(parcel) or take(self, parcel))
    case_id, handover = ready(applicant)
    sent = send(handover)
    (parcel,) = given
    assert parcel == Parcel(f"{sent.number}-1", "李示范", PHONE, ADDRESS, "")
    with as_actor(applicant):
        (seen,) = access_log_for(applicant.parties[0])
    assert "演示快递" in seen.purpose and list(seen.fields) == ["姓名", "手机号码", "地址"]
    assert (state_of(case_id), sent.state, told("handover_sent")) == ("issued", "sent", 1)


def test_the_case_closes_by_the_couriers_signed_notice_with_the_data_of_a_receipt(applicant):
    case_id, handover = ready(applicant)
    sent = send(handover)
    assert pressed(sent.carrier_number, "twice", timezone.now()) == ""
    outbox_drain(50)
    done = handover_of(handover.root_id)
    assert (state_of(case_id), done.state, done.proof["kind"]) == ("closed", "delivered", "carrier")
    receipt = delivery_receipt(done)
    assert receipt["carrier_number"] == sent.carrier_number and receipt["recipient"] == "李示范"
    with as_actor(WORKER):
        assert DeliveryNotice.objects.count() == 1


def test_silence_is_unknown_and_asked_again(applicant):
    case_id, handover = ready(applicant)
    sent = send(handover)
    assert carriers_ask(timezone.now()) == 0 and state_of(case_id) == "issued"
    pressed(sent.carrier_number, "silent", timezone.now())
    outbox_drain(50)
    assert state_of(case_id) == "issued"
    assert carriers_ask(timezone.now()) == 1
    outbox_drain(50)
    assert state_of(case_id) == "closed"


def test_what_comes_back_is_told_and_may_be_sent_again_or_handed_over(applicant):
    case_id, handover = ready(applicant)
    first = send(handover)
    pressed(first.carrier_number, "returned", timezone.now())
    outbox_drain(50)
    back = handover_of(handover.root_id)
    assert (back.state, back.trouble) == ("returned", "收件人拒收（演示）")
    assert (told("handover_trouble"), told("handover_trouble_unit")) == (1, 1)
    with as_actor(ISSUER):
        handover_again(ISSUER, handover.id, now=timezone.now())
    second = send(handover)
    assert second.carrier_number != first.carrier_number and second.attempt == 2
    pressed(second.carrier_number, "delivered", timezone.now())
    outbox_drain(50)
    assert state_of(case_id) == "closed"


def test_a_late_word_about_the_first_parcel_does_not_end_the_second(applicant):
    case_id, handover = ready(applicant)
    first = send(handover)
    pressed(first.carrier_number, "lost", timezone.now())
    with as_actor(ISSUER):
        handover_again(ISSUER, handover.id, now=timezone.now())
    send(handover)
    with as_actor(WORKER):
        DemoParcel.objects.filter(carrier_number=first.carrier_number).update(state="delivered")
    pressed(first.carrier_number, "delivered", timezone.now())
    outbox_drain(50)
    assert (state_of(case_id), handover_of(handover.root_id).state) == ("issued", "sent")


def test_a_locker_opens_once_to_its_code(applicant):
    case_id, handover = ready(applicant, "locker")
    sent = send(handover)
    code = code_opened(sent)
    wrong = "000000" if code != "000000" else "111111"
    assert "不对" in pressed(sent.carrier_number, "delivered", timezone.now(), wrong)
    assert pressed(sent.carrier_number, "delivered", timezone.now(), code) == ""
    outbox_drain(50)
    assert state_of(case_id) == "closed" and code_opened(handover_of(handover.root_id)) == ""


def test_at_the_counter_by_code_once(applicant):
    case_id, handover = ready(applicant, "pickup")
    assert told("handover_ready") == 1
    assert give(handover, code=code_opened(handover)) == ""
    outbox_drain(50)
    assert (state_of(case_id), handover_of(handover.root_id).proof["kind"]) == ("closed", "code")
    with pytest.raises(HandoverRefused, match="已经送达"):
        give(handover, code=code_opened(handover))


def test_after_five_wrong_codes_only_a_checked_identity_helps(applicant):
    case_id, handover = ready(applicant, "pickup")
    code = code_opened(handover)
    wrong = "000000" if code != "000000" else "111111"
    said = [give(handover, code=wrong) for _ in range(5)]
    assert "还可以试 4 次" in said[0] and "作废" in said[4]
    assert "作废" in give(handover, code=code)
    with pytest.raises(HandoverRefused, match="核对身份"):
        give(handover, receiver="李示范")
    assert give(handover, receiver="李示范", checked=True) == ""
    outbox_drain(50)
    assert state_of(case_id) == "closed"


def test_handed_out_on_the_desk_the_hand_over_is_delivered_too(applicant):
    case_id, handover = ready(applicant, "pickup")
    act(case_id, "hand_out", ISSUER, way="pickup", receipt="李示范")
    outbox_drain(50)
    done = handover_of(handover.root_id)
    assert (done.state, done.proof["kind"], state_of(case_id)) == ("delivered", "desk", "closed")


def test_only_the_unit_that_hands_out_may(applicant):
    _, handover = ready(applicant, "pickup")
    with pytest.raises(HandoverRefused, match="别的单位或岗位"):
        give(handover, clerk(HEALTH, "officer"), receiver="李示范", checked=True)
    with pytest.raises(HandoverNotVisible):
        give(handover, clerk(FIRE, "issuer"), receiver="李示范", checked=True)
    stranger = citizen(STRANGER)
    with as_actor(stranger), pytest.raises(HandoverNotVisible):
        access_handover(stranger, handover.id)
    with as_actor(stranger):
        assert not Handover.objects.exists() and wish_of(stranger, handover.root_id) is None


def test_a_wish_is_the_applicants_alone(applicant):
    root_id, _ = opened(applicant)
    from yiwang.engines.cases.public import CaseNotFound

    with pytest.raises(CaseNotFound):
        wish(citizen(STRANGER), root_id)


def two(applicant):
    root_id, ids = opened(applicant, HEALTH, FIRE)
    wish(applicant, root_id, "pickup", "together")
    return root_id, ids


def test_together_one_hand_over_waits_for_every_result_of_the_matter(applicant):
    root_id, (first, second) = two(applicant)
    issue(first)
    handover = handover_of(root_id)
    assert told("handover_ready") == 0
    with pytest.raises(HandoverRefused, match="还有 1 个"):
        give(handover, code=code_opened(handover))
    issue(second, FIRE)
    assert told("handover_ready") == 1 and handover_of(root_id).items.count() == 2
    assert give(handover, code=code_opened(handover)) == ""
    outbox_drain(50)
    assert (state_of(first), state_of(second), state_of(root_id)) == ("closed", "closed", "completed")


def test_together_is_told_when_the_last_case_ends_without_a_result(applicant):
    root_id, (first, second) = two(applicant)
    issue(first)
    act(second, "withdraw", applicant)
    outbox_drain(50)
    assert handovers_tell_ready(timezone.now()) == 1 and told("handover_ready") == 1
    assert give(handover_of(root_id), code=code_opened(handover_of(root_id))) == ""


def post(carrier, signed):
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("delivery-notice", args=[carrier]), signed.body, content_type="application/json",
                       headers={"X-Delivery-Signature": signed.signature})  # fmt: skip


def notice(handover, **other):
    said = signing.CarrierNotice(
        "n-1", "delivered", f"{handover.number}-1", handover.carrier_number, timezone.now(), "李*"
    )
    return signing.signed(replace(said, **other))


def test_forged_and_foreign_notices_are_refused_over_http_and_recorded(applicant):
    case_id, handover = ready(applicant)
    sent = send(handover)
    good = notice(sent)
    assert post("demo-courier", replace(good, body=good.body + b" ")).status_code == 403
    assert post("nobody", good).status_code == 403
    assert post("demo-courier", notice(sent, carrier_number="DEMO0")).status_code == 409
    assert post("demo-courier", notice(sent, id="n-2", number="SD0-1")).status_code == 409
    assert post("demo-locker", notice(sent, id="n-3")).status_code == 409
    with as_actor(WORKER):
        acts = [event.act for event in AuditEvent.objects.filter(act__startswith="handovers.notice.")]
    assert sorted(acts) == ["handovers.notice.refused", *["handovers.notice.unknown"] * 3]
    assert post("demo-courier", notice(sent, id="n-4")).status_code == 200
    outbox_drain(50)
    assert state_of(case_id) == "closed"
