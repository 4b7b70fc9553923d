"""我关注的: chosen on the case's page, told to him alone, listed with light and due; it never lets anybody see more."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import ProgrammingError, connection, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from yiwang.engines.cases.models import CaseFollow
from yiwang.engines.cases.public import (
    LAST_ID,
    CaseNotFound,
    CaseRefused,
    case_follow,
    case_followed,
    case_unfollow,
    cases_followed,
    clocks_work_off,
    follows_tidy,
)
from yiwang.engines.cases.services import following
from yiwang.engines.cases.tests.orders import DISPATCHER, SUPERVISOR, URBAN, WATER, hat
from yiwang.engines.cases.tests.world import at
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Account, HatChoice
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.collaboration.desk.views import follow as views

from .test_units_on_the_page import NOW, move, opened, orders_standing, shown

__all__ = ["orders_standing"]
pytestmark = pytest.mark.django_db
ALL = ("moves", "marks", "breach")


@pytest.fixture
def worn(orders_standing, db, monkeypatch):
    """The hats that accounts wear now: what is taken out of it they wear no more."""
    hats = {one.account_id: one for one in (DISPATCHER, SUPERVISOR)}
    for who in hats.values():
        Account.objects.create_user(who.hat, id=who.account_id, name=who.hat, is_staff_account=True)

    def held(account, now):
        found = hats.get(account.id)
        return [HatChoice(found.hat, found.hat_label, found)] if found else []

    monkeypatch.setattr(following, "hats_of", held)
    return hats


def told(who):
    """What this account was told, in order."""
    outbox_drain(500)
    return list(
        Notice.objects.filter(account_id=who.account_id)
        .order_by("created_at")
        .values_list("title", flat=True)
    )


def posted(actor, number, **said):
    request = RequestFactory().post("/desk/")
    request.POST = QueryDict(mutable=True)
    for key, values in said.items():
        request.POST.setlist(key, values)
    request.actor, request.user, request.session = actor, Account(), {}
    request._messages = FallbackStorage(request)
    answer = views.follow(request, number)
    return answer.url, [str(one) for one in request._messages]


def test_who_follows_is_told_what_he_chose_and_nobody_else_is(worn):
    case = opened()
    case_follow(SUPERVISOR, case.id, ["moves"], NOW)
    case_follow(DISPATCHER, case.id, ["breach"], NOW)
    move(DISPATCHER, case, "dispatch", unit=WATER)
    assert told(SUPERVISOR) == ["您关注的办件：现在是“待签收”"] and told(DISPATCHER) == []
    clocks_work_off(at("06-20 09:00"))
    assert len(told(SUPERVISOR)) == 1 and any("已超期" in one for one in told(DISPATCHER))
    case_unfollow(SUPERVISOR, case.id, NOW)
    move(hat(WATER), case, "sign")
    assert len(told(SUPERVISOR)) == 1


def test_ones_own_acts_are_no_news(worn):
    case = opened()
    case_follow(DISPATCHER, case.id, ALL, NOW)
    move(DISPATCHER, case, "dispatch", unit=WATER)
    assert told(DISPATCHER) == []


def test_who_may_is_the_definitions_to_say(worn):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    with pytest.raises(CaseRefused, match="不能关注"):
        case_follow(hat(WATER), case.id, ALL, NOW)
    with pytest.raises(CaseNotFound):
        case_follow(hat(URBAN, "dispatcher"), case.id, ALL, NOW)
    with pytest.raises(CaseRefused, match="没有选"):
        case_follow(DISPATCHER, case.id, ["everything"], NOW)
    assert "s-follow" not in shown(hat(WATER), case) and "s-follow" in shown(DISPATCHER, case)


def test_what_is_lost_from_sight_is_told_once_without_its_name_and_ends(worn):
    case = opened()
    case_follow(SUPERVISOR, case.id, ALL, NOW)
    worn[SUPERVISOR.account_id] = hat(URBAN, "supervisor")
    move(DISPATCHER, case, "dispatch", unit=WATER)
    assert told(SUPERVISOR) == ["有 1 件关注已结束"] and not CaseFollow.objects.exists()
    assert case.number not in "".join(Notice.objects.values_list("body", flat=True))


def test_who_left_the_unit_follows_nothing_the_next_night(worn):
    kept, gone = opened(), opened()
    case_follow(SUPERVISOR, kept.id, ALL, NOW)
    case_follow(DISPATCHER, gone.id, ALL, NOW)
    del worn[DISPATCHER.account_id]
    assert follows_tidy(NOW) == 1 and follows_tidy(NOW) == 0
    assert list(CaseFollow.objects.values_list("case_id", flat=True)) == [kept.id]


def test_the_list_is_one_query_and_shows_only_what_is_seen(worn):
    cases = [opened() for _ in range(3)]
    for case in cases:
        case_follow(SUPERVISOR, case.id, ALL, NOW)
    with as_actor(SUPERVISOR), CaptureQueriesContext(connection) as asked:
        rows = cases_followed(SUPERVISOR, before=LAST_ID, limit=2)
    assert len(asked) == 1 and [row.id for row in rows] == [cases[2].id, cases[1].id]
    assert [row.id for row in cases_followed(SUPERVISOR, before=rows[-1].id)] == [cases[0].id]
    blind = hat(URBAN, "supervisor")
    blinded = type(SUPERVISOR)(**{**vars(SUPERVISOR), "units": blind.units, "watched": frozenset()})
    assert cases_followed(blinded, before=LAST_ID) == []


def test_nobody_reaches_anothers_rows(worn):
    case = opened()
    case_follow(SUPERVISOR, case.id, ALL, NOW)
    with as_actor(DISPATCHER):
        assert not CaseFollow.objects.exists()
    row = {"account_id": SUPERVISOR.account_id, "hat": "x", "case_id": case.id, "told": [], "since": NOW}
    with pytest.raises(ProgrammingError), transaction.atomic(), as_actor(DISPATCHER):
        CaseFollow.objects.create(**row)


def test_the_page_offers_keeps_and_ends_it(worn):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    address, said = posted(SUPERVISOR, case.number, told=["marks"])
    assert address.endswith(f"{case.number}/") and "已关注" in said[0]
    assert case_followed(SUPERVISOR, case.id) == ("marks",)
    request = RequestFactory().get("/desk/following/")
    request.actor, request.user, request.session = SUPERVISOR, Account(), {}
    html = views.listed(request).content.decode()
    assert case.number in html and "light" in html
    address, said = posted(SUPERVISOR, case.number, end=[str(case.id)])
    assert "不再关注" in said[0] and case_followed(SUPERVISOR, case.id) is None
    assert "还没有关注" in views.listed(request).content.decode()


def test_what_is_archived_is_followed_no_more(worn):
    case = opened()
    case_follow(SUPERVISOR, case.id, ALL, NOW)
    type(case).objects.filter(id=case.id).update(archived_at=timezone.now())
    assert follows_tidy(NOW) == 1
