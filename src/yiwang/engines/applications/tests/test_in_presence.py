"""An official applies for somebody in presence: the same engine, the official's own hat, this one matter only."""

from dataclasses import replace
from uuid import UUID

import pytest

from yiwang.engines.applications.models import Draft, DraftFact, DraftValue, Submission
from yiwang.engines.applications.public import (
    DraftNotFound,
    NotForThisHat,
    actor_in_presence,
    draft_get,
    draft_open,
    draft_submit,
    drafts_visible_to,
)
from yiwang.engines.cases.models import Case, CaseUnit
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.files.models import File
from yiwang.foundations.people.public import actor_of, mandate_give
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import uuid7

from .conftest import NOW, person
from .journeys import barber, filled_in, signed

pytestmark = pytest.mark.django_db
INTAKE = "441202-hall-reception-intake"


@pytest.fixture
def clerk(city):
    return actor_of(staff("clerk", INTAKE), now=NOW)


def attended(clerk, party):
    return actor_in_presence(clerk, party.parties[0], uuid7())


def test_a_matter_is_received_from_first_question_to_number_under_the_officials_hat(clerk):
    here = attended(clerk, barber())
    view = filled_in(here)
    signed(here, view)
    with as_actor(here):
        submission = draft_submit(here, view.id, now=NOW, received_by=clerk.unit)
    assert view.id == here.matter
    assert (submission.hat, submission.account_id) == (clerk.hat, clerk.account_id)
    assert [one["method"] for one in submission.content["signatures"]] == ["counter"]
    parts = set(CaseUnit.objects.filter(unit_id=clerk.unit).values_list("part", flat=True))
    assert parts == {"intake"}
    assert CaseUnit.objects.filter(unit_id=clerk.unit).count() == Case.objects.count()


def test_nothing_held_is_shown_before_the_person_agrees(clerk):
    here = attended(clerk, barber())
    with as_actor(here):
        draft_open(here, "theme:open_barber_shop", now=NOW)
    kept = DraftFact.objects.exclude(source_kind="identity")
    assert kept.exists()
    assert not kept.filter(agreed=True).exists()
    assert set(kept.values_list("value", flat=True)) == {None}
    assert set(DraftFact.objects.filter(source_kind="identity").values_list("unit", flat=True)) == {
        "现场核验"
    }


def test_nothing_else_of_that_party_can_be_reached(clerk):
    owner = barber()
    done = filled_in(owner)
    signed(owner, done)
    with as_actor(owner):
        draft_submit(owner, done.id, now=NOW)
        other = draft_open(owner, "theme:open_barber_shop", now=NOW)
    here = attended(clerk, owner)
    with as_actor(here):
        mine = draft_open(here, "theme:open_barber_shop", now=NOW)
        assert [draft.id for draft in drafts_visible_to(here)] == [mine.id]
        assert not cases_visible_to(here).exists()
        assert [draft.id for draft in Draft.objects.all()] == [mine.id]
        assert not DraftValue.objects.exclude(draft_id=mine.id).exists()
        for table in (Submission, Case, File):
            assert not table.objects.exists(), table
        with pytest.raises(DraftNotFound):
            draft_get(here, other.id, now=NOW)


def test_only_posts_that_serve_in_presence_may(clerk):
    party = barber().parties[0]
    for hat in (replace(clerk, roles=frozenset({"officer"})), replace(clerk, audience="citizen"), barber()):
        with pytest.raises(NotForThisHat):
            actor_in_presence(hat, party, uuid7())


def test_a_mandate_for_one_matter_opens_this_matter_and_no_other(clerk):
    owner, agent = barber(), person("吴示范", "441299198806250415")
    with as_actor(owner):
        draft_open(owner, "theme:open_barber_shop", now=NOW)
    here = attended(clerk, owner)
    view = filled_in(here)
    signed(here, view)
    with as_actor(here):
        given = mandate_give(
            here, principal=owner.parties[0], agent=agent.parties[0], matter=view.id, ground="窗口", now=NOW
        )
        draft_submit(here, view.id, now=NOW)
    hat = replace(agent, hat=f"mandate:{given}", parties=owner.parties, matter=view.id)
    with as_actor(hat):
        assert [draft.id for draft in Draft.objects.all()] == [view.id]
        assert Case.objects.exists()
        with pytest.raises(NotForThisHat):
            draft_open(hat, "theme:open_barber_shop", now=NOW)


def test_the_hat_of_such_a_mandate_is_held_to_it(clerk):
    from yiwang.foundations.people.models import Account

    owner, agent = barber(), person("吴示范", "441299198806250415")
    account = Account.objects.create_user("agent", party_id=agent.parties[0])
    matter = UUID(int=7)
    with as_actor(owner):
        given = mandate_give(
            owner, principal=owner.parties[0], agent=agent.parties[0], matter=matter, ground="自愿", now=NOW
        )
    assert actor_of(account, f"mandate:{given}", NOW).matter == matter
