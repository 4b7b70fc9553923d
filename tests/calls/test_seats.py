"""At the telephone: it rings, the sheet opens with who calls, what is taken is of that call; dangers; lines."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yiwang.adapters.telephony import stand_in
from yiwang.engines.calls.models import Call, CallCase, CallEvent, CallRecording, CallSeat
from yiwang.engines.cases.models import Case
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.models import HotlineCaller
from yiwang.nets.service.hotline.tests.world import WORKER, caller, taken

from .conftest import CENTRE, DISPATCHER, PHONE, call_row, event, tell

pytestmark = pytest.mark.django_db
TRIED = {"HTTP_HX_REQUEST": "true"}


def typed(**more):
    """What a seat types; the phone is left to the exchange."""
    return {"key": str(uuid4()), "line": "citizen", "phone": "", "name": "李示范", "type": "help", "category": "c0103",
            "title": "物业不修电梯", "words": "坏了三天。", "place_of": "端州区", "how": "order", **more}  # fmt: skip


def text(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def rung(extension="8001"):
    """It rings: the call's number at the exchange, and the address of its sheet."""
    row = stand_in.ring(CENTRE, "12345-2", PHONE, extension)
    return row.number, f"{reverse('hotline:seat')}?call={call_row(row.number).id}"


def answered(client, extension="8001"):
    number, _sheet = rung(extension)
    call = call_row(number)
    assert client.post(reverse("hotline:answer"), {"answer": call.id}).status_code == 302
    return call_row(number)


def act(client, call, do, **more):
    return text(client.post(reverse("hotline:call-act"), typed(call=call.id, phone_do=do, **more)))


def test_the_seat_signs_on_rests_and_signs_off_and_one_telephone_has_one_person(enter):
    first, second = enter(extension="8001"), enter(extension="8001")
    bar = reverse("hotline:phone-bar")
    assert "8001" in text(first.get(bar)) and "空闲" in text(first.get(bar))
    assert "已经有人签入" in text(second.get(reverse("hotline:seat")))
    first.post(reverse("hotline:seat-state"), {"state": "rest"})
    assert "<strong>小休</strong>" in text(first.get(bar))
    first.post(reverse("hotline:seat-state"), {"state": "talking"})
    assert "通话和整理由电话带来" in text(first.get(reverse("hotline:seat")))
    first.post(reverse("hotline:seat-state"), {"do": "off"})
    assert "签入" in text(first.get(bar))
    with as_actor(WORKER):
        assert not CallSeat.objects.exists()


def test_who_signs_on_where_somebody_sits_keeps_the_own_telephone(enter):
    enter(extension="8001")
    client = enter(extension="8002")
    client.post(reverse("hotline:seat-state"), {"do": "on", "extension": "8001"})
    assert "8002" in text(client.get(reverse("hotline:phone-bar")))


def test_a_page_reads_its_call_once(enter):
    client = enter(extension="8001")
    for page in (rung()[1], reverse("hotline:call", args=[answered(client).id])):
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        assert sum('FROM "call_event"' in one["sql"] for one in seen) == 1, page


def test_what_rings_opens_the_sheet_unless_something_is_typed(enter):
    client, other = enter(extension="8001"), enter(extension="8002")
    _number, sheet = rung()
    bar = reverse("hotline:phone-bar")
    assert client.get(bar, **TRIED)["HX-Redirect"] == sheet
    for said in ({"title": "路灯"}, {"words": "三天"}):
        answer = client.get(bar, said, **TRIED)
        assert "HX-Redirect" not in answer and "接听" in text(answer)
    assert "HX-Redirect" not in other.get(bar, **TRIED)


def test_the_sheet_has_the_number_starred_and_what_it_demanded_before_but_nothing_secret(enter):
    taken(title="路灯不亮")
    taken(title="秘密的事", caller=caller(keep_secret=True))
    taken(title="黑作坊", type="report", category="c0702")
    client = enter(extension="8001")
    _number, sheet = rung()
    said = text(client.get(sheet))
    assert "100****0001" in said and PHONE not in said
    assert "路灯不亮" in said and "秘密的事" not in said and "黑作坊" not in said
    assert "来电人问自己的办件进展" in said, "his matters are told once he says who he is"
    assert re.search(r'value="elderly" selected', said), "the number that was dialled names the line"


def test_a_number_is_shown_to_nobody_else(enter):
    taken(title="路灯不亮")
    mine, other = enter(extension="8001"), enter(extension="8002")
    number, sheet = rung()
    said = text(other.get(sheet))
    assert "路灯不亮" not in said and PHONE not in said and "不是您接的" in said
    mine.post(reverse("hotline:answer"), {"answer": call_row(number).id})
    refused = text(other.post(reverse("hotline:seat"), typed(call=call_row(number).id)))
    assert "不是您接的" in refused
    with as_actor(WORKER):
        assert Case.objects.count() == 1


def test_a_demand_taken_in_a_call_has_its_number_and_the_call_knows_it(enter):
    client = enter(extension="8001")
    call = answered(client)
    assert "物业不修电梯" in text(client.post(reverse("hotline:seat"), typed(call=call.id)))
    second = text(client.post(reverse("hotline:seat"), typed(call=call.id, title="路灯也不亮")))
    assert "这个电话里还有别的事" in second
    with as_actor(WORKER):
        assert CallCase.objects.filter(call=call).count() == 2
        assert HotlineCaller.objects.exclude(phone="").count() == 2
    page = text(client.get(reverse("hotline:call", args=[call.id])))
    assert "物业不修电梯" in page and "路灯也不亮" in page and "接起" in page and PHONE not in page


def test_who_stays_unknown_leaves_neither_number_nor_voice_nor_a_way_to_the_demand(enter):
    client = enter(extension="8001")
    call = answered(client)
    client.post(reverse("hotline:seat"), typed(call=call.id, title="别的事"))
    client.post(reverse("hotline:seat"), typed(call=call.id, anonymous="on"))
    stand_in.press(call.exchange_number, "hang_up")
    row = call_row(call.exchange_number)
    assert (row.number, row.number_blind, row.is_anonymous) == ("", "", True)
    with as_actor(WORKER):
        assert CallCase.objects.filter(call=call).count() == 1, "what he said his name to"
        assert CallRecording.objects.get().state == "erased"
    tell(event("held", call.exchange_number))
    assert call_row(call.exchange_number).number == "", "a later event does not bring it back"


def test_a_secret_demand_and_a_report_stand_on_no_page_of_the_call(enter):
    client = enter(extension="8001")
    call = answered(client)
    client.post(reverse("hotline:seat"), typed(call=call.id, title="秘密的事", keep_secret="on"))
    client.post(reverse("hotline:seat"), typed(call=call.id, title="黑作坊", type="report", category="c0702"))
    for who in (client, enter(DISPATCHER)):
        page = text(who.get(reverse("hotline:call", args=[call.id])))
        assert "秘密的事" not in page and "黑作坊" not in page


def test_it_is_answered_once_and_the_second_is_told(enter):
    first, second = enter(extension="8001"), enter(extension="8002")
    number, _sheet = rung("")
    call = call_row(number)
    for client in (first, second):
        client.post(reverse("hotline:answer"), {"answer": call.id})
    assert "已经有人接了" in text(second.get(reverse("hotline:seat")))
    assert call_row(number).extension == "8001"
    assert "通话" in text(first.get(reverse("hotline:phone-bar")))


def test_after_the_call_the_seat_wraps_up(enter):
    client = enter(extension="8001")
    call = answered(client)
    stand_in.press(call.exchange_number, "hang_up")
    assert "<strong>整理</strong>" in text(client.get(reverse("hotline:phone-bar")))
    client.post(reverse("hotline:seat-state"), {"state": "ready"})
    assert "<strong>空闲</strong>" in text(client.get(reverse("hotline:phone-bar")))


def test_one_key_gives_it_to_110_with_an_event_and_no_demand(enter):
    client = enter(extension="8001")
    call = answered(client)
    assert "已转出" in act(client, call, "transfer:police")
    with as_actor(WORKER):
        assert "110 报警" in CallEvent.objects.filter(kind="asked_transfer").values_list("detail", flat=True)
        assert CallEvent.objects.filter(kind="transferred").count() == 1 and not Case.objects.exists()
    assert call_row(call.exchange_number).state == "ended"


def test_three_talk_the_caller_waits_and_what_was_typed_stays(enter):
    client = enter(extension="8001")
    call = answered(client)
    said = act(client, call, "join", join_number="0758-1234567")
    assert "坏了三天。" in said and "已办" in said
    for wrong in ("火警", "１１０", "11²"):
        assert "请写要加入的号码" in act(client, call, "join", join_number=wrong)
    act(client, call, "hold")
    assert call_row(call.exchange_number).state == "held"
    act(client, call, "hold")
    assert call_row(call.exchange_number).state == "talking"
    with as_actor(WORKER):
        joined = CallEvent.objects.get(kind="joined")
    assert joined.detail == "尾号 4567"


def test_a_danger_is_told_at_once_to_whom_the_pack_names_without_the_caller(enter):
    watch = staff("watch", "441200-government-office-watch")
    elsewhere = staff("watch-there", "441202-government-office-watch")
    client = enter(extension="8001")
    call = answered(client)
    said = act(client, call, "alarm:self_harm", place_of="")
    assert "先问在哪里" in said and "12356 心理援助" in said and "坏了三天。" in said
    act(client, call, "alarm:self_harm", place_of="")
    with as_actor(WORKER):
        assert [one.account_id for one in Notice.objects.filter(account_id__in=(watch.pk, elsewhere.pk))] == [
            watch.pk
        ]
        assert PHONE not in str(list(Notice.objects.values()))
    act(client, call, "alarm:self_harm")
    with as_actor(WORKER):
        assert Notice.objects.filter(account_id=elsewhere.pk).count() == 1, "the place was typed"


def test_who_holds_two_such_posts_is_told_whichever_is_near(enter):
    posts = ("441200-government-office-watch", "441202-government-office-watch")
    people = [staff("here-there", *posts), staff("there-here", *reversed(posts))]
    client = enter(extension="8001")
    act(client, answered(client), "alarm:self_harm", place_of="")
    with as_actor(WORKER):
        told = Notice.objects.filter(account_id__in=[one.pk for one in people])
        assert {one.account_id for one in told} == {one.pk for one in people}


def test_a_number_is_opened_for_a_danger_only_for_a_purpose_and_written_down(enter):
    client, watcher = enter(extension="8001"), enter(DISPATCHER)
    call = answered(client)
    page = reverse("hotline:call", args=[call.id])
    assert PHONE not in text(watcher.post(page, {"purpose": "好奇"}))
    act(client, call, "alarm:self_harm")
    assert PHONE not in text(watcher.post(page, {"purpose": " "}))
    assert PHONE in text(watcher.post(page, {"purpose": "告诉 110 去找人"}))
    assert PHONE not in text(enter(extension="8009").post(page, {"purpose": "也看看"}))
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="calls.number.opened").count() == 1


def test_hats_without_the_telephone_neither_see_nor_use_it(enter):
    call = answered(enter(extension="8001"))
    checker = enter("441200-hotline-service-checker")
    for name, args in (("phone-bar", []), ("calls", []), ("call", [call.id]), ("recordings", [])):
        assert checker.get(reverse(f"hotline:{name}", args=args)).status_code == 403
    superior = enter("441202-government-office-demands")
    assert "phone-bar" not in text(superior.get(reverse("hotline:seat"))), (
        "a seat without a telephone works by hand"
    )
    with as_actor(WORKER):
        assert Call.objects.count() == 1
