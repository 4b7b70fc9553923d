"""Fills in a household's application as its head does, all but the signatures: ``python -m tests.journeys.household``.

The persona of the theme is a couple with a child; here the grandfather lives with them, so that three adults sign.
Prints the draft's id.
"""

import sys

from django.utils import timezone

from tests.permissions.matter import acting, citizen
from yiwang.engines.applications.public import draft_answer, draft_consent, draft_open, draft_rows
from yiwang.engines.applications.tests.journeys import handed_in, persona, typed_in
from yiwang.foundations.scope.public import as_actor

HEAD = "蔡示范"
GRANDFATHER = {
    "name": "蔡老示范", "citizen_id": "441299194806120030", "birth_date": "1948-06-12",
    "relation_to_applicant": "parent", "health_condition": "chronic", "employment_state": "retired",
    "monthly_income": "180", "income_source": "transfer",
}  # fmt: skip


def main() -> None:
    """Answer, agree, type, hand in."""
    now, told, actor = timezone.now(), persona("aid_family"), acting(citizen(HEAD))
    with as_actor(actor):
        view = draft_open(actor, f"theme:{told.theme}", now=now)
        for question, answer in {**told.answers, "members": "4"}.items():
            view = draft_answer(actor, view.id, question, answer, now=now)
        view = draft_rows(actor, view.id, "household", 4, now=now)
        for topic in {offer.topic for offer in view.offers}:
            view = draft_consent(actor, view.id, topic, given=True, now=now)
        typed = {**told.typed, **{f"household[4].{key}": value for key, value in GRANDFATHER.items()}}
        handed_in(actor, typed_in(actor, view, typed, now), now)
    sys.stdout.write(str(view.id))


if __name__ == "__main__":
    main()
