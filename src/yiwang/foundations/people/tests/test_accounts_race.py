"""Two at the same time: the same file taken in, the same invitation taken up, a last confirmation and the closing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from yiwang.foundations.people.models import Account, Appointment, ReviewLine
from yiwang.foundations.people.public import actor_of, hats_of
from yiwang.foundations.people.pure import RosterRow
from yiwang.foundations.people.services.invitations import (
    InvitationRefused,
    invitation_accept,
    invitation_make,
)
from yiwang.foundations.people.services.reviews import (
    ReviewRefused,
    lines_decide,
    review_start,
    reviews_close_due,
)
from yiwang.foundations.people.services.roster import roster_import
from yiwang.foundations.scope.public import as_actor

from .factories import NOW, WORKER, apply_city, rules_hold, staff

pytestmark = pytest.mark.django_db(transaction=True)
POSTS = ("441202-health-approval-officer", "441202-health-window-clerk")


@pytest.fixture(autouse=True)
def small_city(settings, monkeypatch):
    apply_city()
    rules_hold(monkeypatch)


def at_once(*works):
    """Run these at the same moment, each on a connection of its own; answers or errors in their order."""
    answers, gate = [None] * len(works), threading.Barrier(len(works))

    def run(at, work):
        try:
            gate.wait(20)
            answers[at] = work()
        except Exception as error:
            answers[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_two_administrators_take_the_same_file_in_and_every_account_is_made_once():
    rows = [
        RosterRow(at, f"new{at // 2}", f"新{at // 2}", "441202-health", POSTS[at % 2], None, None)
        for at in range(8)
    ]

    def take():
        with as_actor(WORKER):
            return roster_import(WORKER, rows, now=NOW)

    first, second = sorted(at_once(take, take), key=lambda one: one.unchanged)
    assert (len(first.made), first.appointed, first.problems) == (4, 8, [])
    assert (len(second.made), second.unchanged, second.problems) == (0, 8, [])
    assert Account.objects.filter(username__startswith="new").count() == 4
    assert Appointment.objects.filter(account__username__startswith="new").count() == 8


def test_of_two_who_take_up_one_invitation_the_first_has_the_account():
    account = staff("invited")
    with as_actor(WORKER):
        word = invitation_make(WORKER, account_id=account.pk, now=NOW)

    def accept(password):
        with transaction.atomic():
            return invitation_accept(word, password=password, now=NOW)

    answers = at_once(lambda: accept("First-Horse-1"), lambda: accept("Second-Horse-2"))
    refused = [isinstance(one, InvitationRefused) for one in answers]
    assert sorted(refused) == [False, True]
    account.refresh_from_db()
    assert account.check_password("Second-Horse-2" if refused[0] else "First-Horse-1")


def test_a_confirmation_in_the_last_moment_and_the_closing_agree_on_one_outcome():
    clerk, head = staff("clerk", POSTS[1]), actor_of(staff("head", "441202-health-head"), now=NOW)
    with as_actor(WORKER):
        review = review_start(WORKER, now=NOW)
    line, last = ReviewLine.objects.get(account=clerk), review.due_at - timedelta(seconds=1)

    def confirm():
        with as_actor(head):
            return lines_decide(head, review.id, {line.id: ("confirmed", "")}, now=last)

    def close():
        with as_actor(WORKER):
            return reviews_close_due(WORKER, review.due_at)

    told, suspended = at_once(confirm, close)
    line.refresh_from_db()
    was_confirmed = not isinstance(told, ReviewRefused)
    assert (line.verdict, suspended) == (("confirmed", 1) if was_confirmed else ("suspended", 2))
    assert len(hats_of(clerk, last)) == int(was_confirmed)
