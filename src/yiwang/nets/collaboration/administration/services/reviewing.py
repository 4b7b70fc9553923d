"""The yearly review of accounts among people: who is asked, who is reminded, what happens when its day has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import (
    AccountReview,
    AccountRulesMissing,
    account_rules,
    heads_with_open_lines,
    review_open,
    review_start,
    reviews_close_due,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.days import day_words

ASKED, DUE = "account_review_asked", "account_review_due"
WORKER = system_actor("reviews")


def review_begin(actor: Actor, *, now: datetime) -> AccountReview:
    """Begin a round and tell every head who has lines in it.

    Raises:
        ReviewRefused: a round is under way.
        AccountRulesMissing: the pack does not say how long one lasts.
    """
    review = review_start(actor, now=now)
    _tell(review, ASKED, now)
    return review


def reviews_turn(now: datetime) -> int:
    """The worker's turn: remind heads when it is time, close what is over; returns how many posts it suspended."""
    with as_actor(WORKER):
        review = review_open()
        if review is None:
            return 0
        if review.due_at <= now:
            return reviews_close_due(WORKER, now)
        if _is_late(review, now):
            _tell(review, DUE, now)
    return 0


def _is_late(review: AccountReview, now: datetime) -> bool:
    try:
        days = account_rules().review.remind_days.value
    except AccountRulesMissing:
        return False
    return review.due_at - now <= timedelta(days=days)


def _tell(review: AccountReview, template: str, now: datetime) -> None:
    """Each head once per round and sentence, however often it is called."""
    due = timezone.localtime(review.due_at)
    for one, left in heads_with_open_lines(review.id, now):
        data = {
            "due": day_words(due),
            "left": str(left),
            "link": reverse("administration:review-mine"),
        }
        key = f"{template}:{review.id}:{one.account_id}"
        notice_send(account_id=one.account_id, template=template, data=data, key=key, now=now)
