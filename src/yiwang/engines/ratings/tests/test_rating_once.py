"""One rating per case and per service event, on every channel; never of the deceased, never of what was taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from yiwang.engines.cases.public import case_move
from yiwang.engines.ratings.models import Invitation, InvitationToken, Rating, Trace
from yiwang.engines.ratings.public import (
    AlreadyRated,
    InvitationUnknown,
    NotForThisHat,
    RatingRefused,
    asked_by_token,
    asked_of_case,
    rating_disown,
    rating_enter,
    rating_give,
    rating_give_by_token,
    rating_reply,
    rating_token,
    ratings_forget,
    said_of,
)
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.notices.public import party_silence
from yiwang.foundations.people.public import party_merge
from yiwang.foundations.scope.public import as_actor

from .world import (
    NOW,
    WORKER,
    account,
    clerk,
    declined,
    drained,
    event,
    open_case,
    opinion,
    person,
    supervisor,
)

pytestmark = pytest.mark.django_db


def invited():
    with as_actor(WORKER):
        return [(n.party_id, n.template) for n in Notice.objects.filter(template="rating_invite")]


def test_closing_a_case_offers_it_and_asks_once(city):
    who = person()
    case_id = declined(who)
    drained()
    assert invited() == [(who.parties[0], "rating_invite")]
    asked = asked_of_case(case_id, NOW)
    assert asked.is_open and "审批科" in asked.unit
    with as_actor(WORKER):
        notice = Notice.objects.get(template="rating_invite")
        assert Invitation.objects.get().accounts == [clerk().account_id]
    assert asked_by_token(notice.link.split("/")[-2], NOW).channel == "sms"
    assert "回复" in notice.sms and "http" not in notice.sms


def test_nobody_is_asked_more_often_than_the_pack_allows(city):
    who = person()
    cases = [declined(who) for _ in range(3)]
    assert len(invited()) == 2
    assert all(asked_of_case(case, NOW).is_open for case in cases)


def test_who_took_his_case_back_is_not_asked(city):
    who = person()
    case_id = open_case(who)
    case_move(actor=who, case_id=case_id, act="withdraw", data={}, now=NOW)
    drained()
    assert invited() == [] and asked_of_case(case_id, NOW) is None


def test_what_was_imported_is_not_asked_about(city):
    from yiwang.engines.cases.public import Terms

    assert asked_of_case(declined(person(), terms=Terms(flags={"imported": True})), NOW) is None
    assert invited() == []


def test_the_deceased_are_never_asked_nor_who_stands_for_them(city):
    who = person()
    slice_ = {"parties": {"deceased": str(who.parties[0]), "family": str(uuid4())}}
    assert asked_of_case(declined(who, data=slice_), NOW) is None
    heir = person("陈示范", "441299197802140230", "10000000003")
    assert asked_of_case(declined(heir, data=slice_), NOW).is_open
    with as_actor(WORKER):
        party_merge(WORKER, alias=heir.parties[0], into=who.parties[0], ground="同一人", now=NOW)
    aliased = {"parties": {"deceased": str(heir.parties[0])}}
    assert asked_of_case(declined(who, data=aliased), NOW) is None
    assert invited() == [(heir.parties[0], "rating_invite")]


def test_who_is_told_nothing_any_more_is_not_asked_about_anything(city):
    who = person()
    party_silence(who.parties[0], ground="死亡登记", now=NOW)
    assert asked_of_case(declined(who), NOW) is None


def test_a_token_serves_once_and_another_of_the_same_service_not_at_all(city):
    first, second = (rating_token(event(1), channel, now=NOW) for channel in ("qr", "tablet"))
    rating_give_by_token(first, opinion(2, tags=("quick", "nonsense")), now=NOW)
    for token in (first, second):
        with pytest.raises((AlreadyRated, InvitationUnknown)):
            rating_give_by_token(token, opinion(5), now=NOW)
    with pytest.raises(AlreadyRated):
        rating_token(event(1), "qr", now=NOW)
    with as_actor(WORKER):
        held = Rating.objects.get()
    assert (held.grade, held.tags, held.channel) == (2, ["quick"], "qr")


@pytest.mark.parametrize("token", ["", "a" * 28, "../" * 9 + "a", "A" * 28, "a" * 5000, "\x00" * 28])
def test_a_guessed_token_opens_nothing(city, token):
    rating_token(event(1), "qr", now=NOW)
    with pytest.raises(InvitationUnknown):
        asked_by_token(token, NOW)


def test_a_token_ends(city):
    token = rating_token(event(1), "qr", now=NOW)
    with pytest.raises(InvitationUnknown):
        rating_give_by_token(token, opinion(), now=NOW + timedelta(days=30))


def test_no_token_lies_in_the_database(city):
    token = rating_token(event(1), "qr", now=NOW)
    with as_actor(WORKER):
        assert token not in InvitationToken.objects.get().blind


def test_only_the_party_rates_a_case_when_signed_in(city):
    who, other = person(), person("陈示范", "441299197802140230", "10000000003")
    key = f"case:{declined(who)}"
    for stranger in (other, clerk(), supervisor()):
        with pytest.raises(InvitationUnknown):
            rating_give(stranger, key, opinion(), now=NOW)
    rating_give(who, key, opinion(3), now=NOW)
    assert said_of(key).grade == 3
    with pytest.raises(AlreadyRated):
        rating_give(who, key, opinion(1), now=NOW)


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_there_are_five_grades(city, grade):
    token = rating_token(event(1), "qr", now=NOW)
    with pytest.raises(RatingRefused):
        rating_give_by_token(token, opinion(grade), now=NOW)


def test_words_are_cut_and_numbers_in_them_masked(city):
    token = rating_token(event(1), "qr", now=NOW)
    rating_give_by_token(token, opinion(5, words="打我电话 13800138000 " + "很" * 999), now=NOW)
    with as_actor(WORKER):
        words = Rating.objects.get().words
    assert "13800138000" not in words and len(words) == 500


def test_a_text_message_rates_what_was_asked_about(city):
    who = person()
    declined(who)
    with as_actor(WORKER):
        code = Invitation.objects.get().reply_code
    assert rating_reply("10000000002", "5", now=NOW) is None
    assert rating_reply("10000000001", "谢谢", now=NOW) is None
    wrong = f"{(int(code) + 1) % 10000:04d}"
    assert rating_reply("10000000001", f"{wrong} 5", now=NOW) is None
    assert rating_reply("10000000001", f"{code} ５", now=NOW)
    assert rating_reply("10000000001", f"{code} 1", now=NOW) is None
    with as_actor(WORKER):
        assert [(r.grade, r.channel) for r in Rating.objects.all()] == [(5, "sms")]


def test_several_requests_of_one_phone_need_the_number_of_the_request(city):
    who = person()
    declined(who)
    declined(who)
    assert rating_reply("10000000001", "2", now=NOW) is None
    with as_actor(WORKER):
        codes = list(Invitation.objects.values_list("reply_code", flat=True))
    if len(set(codes)) == 2:
        assert rating_reply("10000000001", f"{codes[0]}2", now=NOW)


def test_by_phone_it_is_written_down_by_who_may_and_was_not_at_work_on_it(city):
    key = f"case:{declined(person())}"
    with pytest.raises(NotForThisHat):
        rating_enter(clerk(), key, opinion(), now=NOW)
    from dataclasses import replace

    with pytest.raises(NotForThisHat):
        rating_enter(replace(supervisor(), account_id=clerk().account_id), key, opinion(), now=NOW)
    rating_enter(supervisor(), key, opinion(2), now=NOW)
    with as_actor(WORKER):
        assert Rating.objects.get().channel == "phone"


def test_hashes_are_forgotten_and_nothing_else(city):
    token = rating_token(event(1), "qr", now=NOW)
    rating_give_by_token(token, opinion(device="d1", address="192.0.2.1"), now=NOW)
    rating_token(event(2), "qr", now=NOW)
    with as_actor(WORKER):
        held = Trace.objects.get()
    assert held.device and "d1" not in held.device and "192" not in held.address
    assert ratings_forget(now=NOW + timedelta(days=89)) == 0
    assert ratings_forget(now=NOW + timedelta(days=125)) == 3
    with as_actor(WORKER):
        assert (Trace.objects.get().device, Rating.objects.count()) == ("", 1)
        assert Invitation.objects.filter(is_rated=False).count() == 0


def test_a_rating_that_somebody_else_gave_in_my_name_is_disowned_and_i_rate_myself(city):
    who, key = person(), ""
    case_id = declined(who)
    key = f"case:{case_id}"
    rating_enter(supervisor(), key, opinion(1), now=NOW)
    with pytest.raises(InvitationUnknown):
        rating_disown(person("陈示范", "441299197802140230", "10000000003"), key, now=NOW)
    rating_disown(who, key, now=NOW)
    rating_give(who, key, opinion(2), now=NOW)
    with pytest.raises(InvitationUnknown):
        rating_disown(who, key, now=NOW)
    with as_actor(WORKER):
        held = {rating.channel: rating.doubts for rating in Rating.objects.all()}
    assert held == {"phone": ["本人说这不是自己评的"], "portal": []}


def test_of_ten_ratings_at_once_one_counts(city_for_all):
    token = rating_token(event(1), "qr", now=NOW)

    def rate(grade):
        try:
            return rating_give_by_token(token, opinion(grade), now=NOW)
        except RatingRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(rate, [1, 5] * 3))
    assert len([one for one in results if not isinstance(one, RatingRefused)]) == 1
    with as_actor(WORKER):
        assert Rating.objects.count() == 1


def test_the_account_behind_the_clerk_is_known(city):
    who = person()
    account(who.parties[0])
    rating_give(who, f"case:{declined(who)}", opinion(1), now=NOW)
    with as_actor(WORKER):
        assert Rating.objects.get().doubts == ["评价人是这件事的经办人"]
