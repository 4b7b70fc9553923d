"""A bad rating with a real name opens a case in another body; the rated unit never learns who rated."""

import json
from dataclasses import replace

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from yiwang.engines.cases.models import Case, CaseParty, CaseUnit, Clock, EventBody
from yiwang.engines.cases.public import CaseNotFound, CaseRefused, access_case, case_move
from yiwang.engines.ratings.models import Mend, Rating
from yiwang.engines.ratings.public import (
    NotForThisHat,
    RatingRefused,
    rating_contact,
    rating_give,
    rating_give_by_token,
    rating_token,
    ratings_visible_to,
    said_of,
)
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor

from .world import (
    NOW,
    WORKER,
    clerk,
    declined,
    drained,
    event,
    head,
    opinion,
    person,
    staff,
    supervisor,
)

pytestmark = pytest.mark.django_db


def rated(who, grade=5, **more):
    """A closed case of somebody's, rated signed in."""
    case_id = declined(who)
    rating_give(who, f"case:{case_id}", opinion(grade, words="让我跑了三趟", **more), now=NOW)
    with as_actor(WORKER):
        return case_id, Rating.objects.get(event_blind=Rating.objects.latest("day").event_blind)


def move(actor, case_id, act, **data):
    """An act now, and what follows from it: subscribers go by the machine's clock."""
    case_move(actor=actor, case_id=case_id, act=act, data=data, now=timezone.now())
    drained()


def state(case_id):
    with as_actor(WORKER):
        return Case.objects.get(id=case_id).state


@pytest.mark.parametrize(("grade", "opens"), [(1, False), (3, False), (4, True), (5, True)])
def test_grades_four_and_five_open_a_case_at_the_supervisors(city, grade, opens):
    _, rating = rated(person(), grade)
    assert bool(rating.case_id) is opens
    if opens:
        with as_actor(WORKER):
            case = Case.objects.get(id=rating.case_id)
            assert (case.type, case.owner_unit_id) == ("bad_rating", "digital-supervision")
            clock = Clock.objects.get(case_id=case.id)
            assert (clock.key, clock.limit, clock.unit) == ("contact", 1, "working_day")


def test_an_anonymous_bad_rating_is_counted_and_opens_nothing(city):
    who = person()
    case_id, rating = rated(who, 5, anonymous=True)
    assert (rating.case_id, rating.is_named, rating.doubts) == (None, False, [])
    assert said_of(f"case:{case_id}").grade == 5
    with as_actor(WORKER):
        trace = rating.trace
        assert (trace.party_id, trace.case_id, trace.case_number) == (None, None, "")
    with pytest.raises(RatingRefused), as_actor(city_supervisor()):
        rating_contact(city_supervisor(), rating.id, "回访", now=NOW)


def city_supervisor():
    return replace(staff("supervisor", "government", "office", city=True))


def test_nothing_of_the_case_tells_who_rated_or_which_case_it_was(city):
    who = person()
    case_id, rating = rated(who)
    with as_actor(WORKER):
        assert not CaseParty.objects.filter(case_id=rating.case_id).exists()
        case = Case.objects.get(id=rating.case_id)
        told = json.dumps([case.data, case.title, list(EventBody.objects.filter(root_id=case.id).values("body"))],
                          ensure_ascii=False)  # fmt: skip
        number = Case.objects.get(id=case_id).number
    for secret in (str(who.parties[0]), "李示范", number, str(case_id), "10000000001"):
        assert secret not in told
    assert "让我跑了三趟" in told


@pytest.mark.parametrize("who", [clerk, head])
def test_the_rated_body_sees_neither_the_rating_nor_its_case(city, who):
    _, rating = rated(person())
    actor = who()
    with as_actor(actor):
        assert list(ratings_visible_to(actor)) == []
        assert Rating.objects.count() == 0
        with pytest.raises(CaseNotFound):
            access_case(actor, rating.case_id)
        with pytest.raises(NotForThisHat):
            rating_contact(actor, rating.id, "看看是谁", now=NOW)


@pytest.mark.parametrize("table", ["rating_trace", "rating_invitation", "rating_token", "rating_mend"])
def test_who_rated_no_hat_at_all_may_read(city, table):
    rated(person())
    asked = f"SELECT * FROM {table}"
    with (
        as_actor(city_supervisor()), pytest.raises(ProgrammingError), transaction.atomic(),
        connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute(asked)


def test_who_looks_into_it_opens_the_name_for_a_purpose_and_the_person_reads_that(city):
    who = person()
    _, rating = rated(who)
    actor = supervisor()
    with as_actor(actor):
        with pytest.raises(PurposeMissing):
            rating_contact(actor, rating.id, " ", now=NOW)
        contact = rating_contact(actor, rating.id, "一个工作日内联系核实", now=NOW)
    assert (contact.name, contact.phone) == ("李示范", "10000000001")
    with as_actor(who):
        assert "一个工作日内联系核实" in [seen.purpose for seen in access_log_for(who.parties[0])]


def test_a_supervisor_who_was_at_work_on_the_case_or_belongs_to_the_rated_body_stands_back(city):
    _, rating = rated(person())
    for near in (
        replace(city_supervisor(), account_id=clerk().account_id),
        replace(staff("supervisor", "market", "approval", city=True)),
    ):
        with as_actor(near), pytest.raises(NotForThisHat):
            rating_contact(near, rating.id, "看看是谁", now=NOW)


def test_a_rating_of_the_supervisors_own_body_goes_to_the_government(city):
    who = person()
    token = rating_token(event(1, unit="digital-approval", party=who.parties[0]), "qr", now=NOW)
    rating_give_by_token(token, opinion(5), now=NOW)
    with as_actor(WORKER):
        assert Rating.objects.get().handler_unit_id == "government-office"


def ordered(demand="请一次说清楚要哪些材料。"):
    """A bad rating that was looked into and is to be mended; the rating and its case by which the unit mends."""
    _, rating = rated(person())
    move(supervisor(), rating.case_id, "reached", told="跑了三趟")
    move(supervisor(), rating.case_id, "order_mend", demand=demand)
    with as_actor(WORKER):
        return rating, Mend.objects.get(bad_case_id=rating.case_id).case_id


def test_the_rated_unit_mends_on_the_handlers_words_alone(city):
    rating, mend = ordered()
    with as_actor(head()):
        case = access_case(head(), mend)
        told = json.dumps([case.data, case.title], ensure_ascii=False)
    assert "请一次说清楚" in told
    for secret in (str(rating.id), str(rating.case_id), rating.number, "跑了三趟", "李示范"):
        assert secret not in told
    with pytest.raises(CaseRefused):
        move(clerk(), mend, "mend", mended="我自己改了")
    move(head(), mend, "mend", mended="已印材料清单。")
    assert state(rating.case_id) == "feedback"


def test_it_ends_with_an_answer_and_a_call_and_the_person_is_told(city):
    rating, mend = ordered()
    move(head(), mend, "mend", mended="已印材料清单。")
    move(supervisor(), rating.case_id, "feed_back", answer="已改，今后一次说清。")
    move(supervisor(), rating.case_id, "follow_up", content="content")
    assert state(rating.case_id) == "closed"
    with as_actor(WORKER):
        told = Notice.objects.get(template="rating_closed")
    assert told.party_id and "今后一次说清" in told.body


def test_an_appeal_is_decided_by_the_other_body_and_upheld_leaves_the_rating_out(city):
    rating, mend = ordered()
    move(head(), mend, "appeal", appeal="同一个人反复差评，未到过窗口。")
    assert (state(mend), state(rating.case_id)) == ("appealed", "appeal")
    with pytest.raises((CaseNotFound, CaseRefused)):
        move(head(), rating.case_id, "uphold_appeal", decision="是恶意")
    move(supervisor(), rating.case_id, "uphold_appeal", decision="没有到场记录。")
    assert (state(mend), state(rating.case_id)) == ("cancelled", "malicious")
    with as_actor(WORKER):
        assert Rating.objects.get().doubts == ["申诉成立：没有到场记录。"]


def test_an_appeal_that_is_rejected_goes_on_with_mending_and_is_not_made_twice(city):
    rating, mend = ordered()
    move(head(), mend, "appeal", appeal="不属实。")
    move(supervisor(), rating.case_id, "reject_appeal", decision="有录像。")
    assert (state(mend), state(rating.case_id)) == ("asked", "mending")
    with pytest.raises(CaseRefused):
        move(head(), mend, "appeal", appeal="还是不服。")
    with as_actor(WORKER):
        assert Mend.objects.count() == 1
        assert CaseUnit.objects.filter(case_id=mend).values_list("unit_id", flat=True)[0] == "market"
