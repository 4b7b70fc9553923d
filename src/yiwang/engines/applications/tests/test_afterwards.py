"""After handing in: papers, supplements, opening a secret for a purpose, rotating keys."""

import pytest
from django.db import InternalError, ProgrammingError, transaction

from yiwang.engines.applications.models import Submission
from yiwang.engines.applications.public import (
    Upload,
    case_supply,
    draft_submit,
    slice_fields,
    slice_reveal,
    submission_papers_of,
)
from yiwang.engines.applications.selectors.closing import opened
from yiwang.engines.cases.public import CaseRefused
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.files.public import FileNotFoundForYouError, file_read
from yiwang.foundations.keys.public import key_rotate, reencrypt
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW
from .journeys import PDF, barber, filled_in, signed
from .test_issuing import act, case_of, head_of


@pytest.fixture
def handed(city):
    actor = barber()
    view = signed(actor, filled_in(actor))
    with as_actor(actor):
        return actor, draft_submit(actor, view.id, now=NOW)


def test_the_unified_form_and_the_items_own_forms_are_made_by_us(handed):
    actor, submission = handed
    outbox_drain(200)
    with as_actor(actor):
        papers = {paper.template: paper for paper in submission_papers_of(submission.id)}
        pdf = file_read(actor, papers["application_form"].file_id)
    assert pdf[:5] == b"%PDF-"
    assert {"individual_registration_form", "hygiene_application"} <= set(papers)


def test_a_supplement_reaches_the_unit_that_asked_and_only_it(handed):
    actor, submission = handed
    for subject in ("individual_registration", "seal_record", "hygiene_licence"):
        act(case_of(submission, subject), "complete_intake")
    sign = case_of(submission, "signboard_permit")
    act(sign, "remark", remarks=[{"about": "招牌效果图", "what": "没有注明尺寸", "mend": "注明长、宽"}])
    assert case_of(submission, "signboard_permit").state == "supplement"
    with as_actor(actor):
        moved = case_supply(
            actor, sign.id, answer="已注明", uploads={"招牌效果图": [Upload("图.pdf", PDF)]}, now=NOW
        )
    assert moved.state == "submitted"
    file_id = case_of(submission, "signboard_permit").data["kept"]["supplied"]["招牌效果图"]["file"]
    urban, health = head_of(sign.owner_unit_id), head_of(case_of(submission, "hygiene_licence").owner_unit_id)
    with as_actor(urban):
        assert file_read(urban, file_id)
    with as_actor(health), pytest.raises(FileNotFoundForYouError):
        file_read(health, file_id)
    with as_actor(actor), pytest.raises(CaseRefused):
        case_supply(actor, sign.id, answer="再来", uploads={}, now=NOW)


def test_a_secret_is_opened_for_a_purpose_and_the_person_can_see_that(handed):
    actor, submission = handed
    case = case_of(submission, "individual_registration")
    officer = head_of(case.owner_unit_id)
    shown = next(f for f in slice_fields(case.data["form"]) if f.key == "operator.citizen_id")
    assert shown.secret and "*" in shown.said
    with as_actor(officer):
        with pytest.raises(PurposeMissing):
            slice_reveal(officer, case.id, ["operator.citizen_id"], " ")
        found = slice_reveal(officer, case.id, ["operator.citizen_id"], "核对身份")
    assert found == {"operator.citizen_id": "441299199005120121"}
    with as_actor(actor):
        assert any(entry.purpose == "核对身份" for entry in access_log_for(actor.parties[0]))


def test_keys_may_be_rotated_under_a_submission_that_never_changes(handed):
    _, submission = handed
    key_rotate()
    reencrypt()
    content = Submission.objects.get(id=submission.id).content
    held = next(f for f in content["fields"] if f["key"] == "operator.citizen_id")
    assert held["value"]["secret"].startswith("k2.") and opened(held["value"]) == "441299199005120121"
    content["answers"]["area"] = "1"
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Submission.objects.filter(id=submission.id).update(content=content)
