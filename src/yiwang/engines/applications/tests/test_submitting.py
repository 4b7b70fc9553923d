"""Handing in: once, everything at once, each unit its own slice, counted honestly."""

import pytest
from django.db import InternalError, ProgrammingError, transaction

from yiwang.engines.applications.public import (
    DraftIncomplete,
    SignatureMissing,
    Submission,
    draft_open,
    draft_save_fields,
    draft_submit,
)
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from .conftest import NOW
from .journeys import barber, filled_in, signed

WORKER = system_actor("tests")


def submitted(actor):
    view = signed(actor, filled_in(actor))
    with as_actor(actor):
        return draft_submit(actor, view.id, now=NOW)


@pytest.fixture(scope="module")
def submission_standing(city_standing, tmp_path_factory):
    """One that every test finds handed in."""
    return city_standing.hold(lambda: submitted(barber()).id, tmp_path_factory.mktemp("submission"))


@pytest.fixture
def submission(submission_standing, city):
    """It, as it lies in the table."""
    return Submission.objects.get(id=submission_standing.value)


def cases_of(submission):
    with as_actor(WORKER):
        return list(cases_visible_to(WORKER).filter(root_id=submission.matter_id).order_by("id"))


def test_one_submission_opens_one_matter_with_a_case_per_item(submission):
    root, *children = cases_of(submission)
    assert root.type == "theme" and root.state == "in_hand"
    assert [c.subject for c in children] == [
        "individual_registration", "seal_record", "hygiene_licence", "signboard_permit",
    ]  # fmt: skip
    assert all(child.owner_unit_id.startswith("441202") for child in children)
    assert submission.number == root.number


def test_what_was_typed_is_what_the_compiler_asked(submission):
    assert submission.fields_asked == submission.fields_typed + submission.fields_blank
    assert submission.fields_typed > 10


def test_a_case_holds_only_its_own_slice_and_no_secret_in_clear(submission):
    seal = next(c for c in cases_of(submission) if c.subject == "seal_record")
    keys = {field["key"] for field in seal.data["form"]["fields"]}
    assert "shop.seal_set" in keys and "shop.sign_text" not in keys and "shop.seat_count" not in keys
    assert "441299199005120121" not in str(seal.data) and "10000000001" not in str(seal.data)
    assert "441299199005120121" not in str(submission.content)


def test_submitting_twice_gives_the_same_submission(submission):
    actor = barber()
    with as_actor(actor):
        assert draft_submit(actor, submission.id, now=NOW).matter_id == submission.matter_id
    assert Submission.objects.count() == 1


def test_a_unit_sees_its_own_case_and_not_the_others(submission):
    seal = next(c for c in cases_of(submission) if c.subject == "seal_record")
    officer = Actor(audience="staff", units=(seal.owner_unit_id,), unit=seal.owner_unit_id)
    with as_actor(officer):
        assert [case.subject for case in cases_visible_to(officer)] == ["seal_record"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Submission.objects.exists()


def test_nothing_reaches_a_unit_before_it_is_signed(city):
    actor = barber()
    view = filled_in(actor)
    with as_actor(actor), pytest.raises(SignatureMissing, match="签名"):
        draft_submit(actor, view.id, now=NOW)


def test_an_empty_draft_says_what_is_missing(city):
    actor = barber()
    with as_actor(actor):
        view = draft_open(actor, "theme:open_barber_shop", now=NOW)
        with pytest.raises(DraftIncomplete, match="请回答"):
            draft_submit(actor, view.id, now=NOW)


def test_a_submission_never_changes(submission):
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Submission.objects.filter(id=submission.id).update(title="另一件事")


def test_a_value_changed_after_signing_voids_the_signature(city):
    actor = barber()
    view = signed(actor, filled_in(actor))
    with as_actor(actor):
        view = draft_save_fields(actor, view.id, {"shop.seat_count": "9"}, now=NOW)
        assert [signer.state for signer in view.signers] == ["void"]
        with pytest.raises(SignatureMissing, match="重新签名"):
            draft_submit(actor, view.id, now=NOW)
