"""A partner's own system hands in by token what its hall received: once per number, whole or not at all."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from yiwang.engines.applications.models import Submission
from yiwang.engines.applications.tests.journeys import PDF, SPARE, persona
from yiwang.foundations.people.public import client_issue
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import Attendance, PartnerAcceptance
from .conftest import INTAKE
from .test_crossing import PARTNERED
from .test_receiving import BARBER

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
PATH, ITEM = "/api/v1/partner-acceptances", "individual_registration"


def program(post=PARTNERED, scopes=("partner:write",), name="wuzhou"):
    """A partner's system with a token of one of its posts."""
    account, now = staff(name, post), timezone.now()
    with as_actor(WORKER):
        _, token = client_issue(
            WORKER, account_id=account.pk, hat=f"post:{post}", label="测试", scopes=scopes, now=now,
            expires_at=now + timedelta(hours=1),
        )  # fmt: skip
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def wuzhou(city, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return program()


def picture():
    held = BytesIO()
    Image.new("RGB", (60, 30), "white").save(held, "PNG")
    return held.getvalue()


def acceptance(**changed):
    told = persona()
    fields = {key: str(value) for key, value in {**SPARE, **told.typed}.items()}
    applicant = {"name": BARBER.name, "id_number": BARBER.id_number, "phone": BARBER.phone}
    said = {
        "their_number": "WZ-2026-0001",
        "item": ITEM,
        "applicant": applicant,
        "fields": fields,
        "proof": "pad",
    }
    return {**said, **changed}


def files(materials=("operator.identity_card", "shop.premises_proof")):
    held = {f"material.{key}": SimpleUploadedFile("一.pdf", PDF, "application/pdf") for key in materials}
    return {**held, "proof": SimpleUploadedFile("签名.png", picture(), "image/png")}


def sent(client, said=None, held=None):
    return client.post(
        PATH, {"acceptance": json.dumps(said or acceptance()), **(files() if held is None else held)}
    )


def test_a_number_stands_for_one_case_however_often_it_is_sent(wuzhou):
    first, again = sent(wuzhou), sent(wuzhou)
    assert (first.status_code, again.status_code) == (201, 200), first.content.decode()
    assert first.json()["number"] == again.json()["number"] == Submission.objects.get().number
    assert Attendance.objects.get().channel == "partner"
    other = sent(wuzhou, acceptance(applicant={"name": "吴示范", "id_number": "441299198806250415"}))
    assert other.status_code == 422 and other.json()["title"] == "partner.number_reused"
    assert Submission.objects.count() == 1


def test_how_it_stands_and_the_receipt_are_found_by_their_number(wuzhou):
    number = sent(wuzhou).json()["number"]
    told = wuzhou.get(f"{PATH}/WZ-2026-0001").json()
    assert (told["number"], told["item"], told["closed_at"]) == (number, ITEM, None)
    receipt = wuzhou.get(f"{PATH}/WZ-2026-0001/receipt")
    assert receipt.content.startswith(b"%PDF")
    assert wuzhou.get(f"{PATH}/WZ-0").status_code == 404


def test_what_is_incomplete_is_told_key_by_key_and_nothing_is_kept(wuzhou):
    answer = sent(wuzhou, held=files(materials=()))
    assert answer.status_code == 422 and answer.json()["title"] == "partner.incomplete"
    assert answer.json()["errors"]
    assert not Attendance.objects.exists() and not PartnerAcceptance.objects.exists()
    assert sent(wuzhou).status_code == 201, "the same number is free for the mended one"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"item": "signboard_permit"}, "不在与梧州市政务服务中心（演示）的通办协议里"),
        ({"item": "no_such_item"}, "没有“no_such_item”这个事项"),
        ({"applicant": {"name": "李示范", "id_number": "441299199005120122"}}, "号"),
    ],
)
def test_what_may_not_be_handed_in_is_refused_with_a_sentence(wuzhou, changed, words):
    answer = sent(wuzhou, acceptance(**changed))
    assert answer.status_code == 422 and words in answer.json()["detail"], answer.content.decode()
    assert not Attendance.objects.exists()


def test_a_confirmation_of_the_person_in_presence_is_needed(wuzhou):
    held = files()
    del held["proof"]
    answer = sent(wuzhou, held=held)
    assert answer.status_code == 422 and "签名" in answer.json()["detail"]


def test_what_is_no_acceptance_is_told_where(wuzhou):
    answer = wuzhou.post(PATH, {"acceptance": "{}"})
    assert answer.status_code == 422 and {"at": ["item"], "what": "Field required"} in answer.json()["errors"]


def test_only_a_partners_token_with_the_scope_opens_this_door(wuzhou):
    ours = program(INTAKE, name="ours")
    assert sent(ours).status_code == 403 and sent(ours).json()["title"] == "partner.not_a_partner"
    other_scope = program(scopes=("cases:write",), name="wuzhou2")
    assert sent(other_scope).status_code == 403 and "partner:write" in sent(other_scope).json()["detail"]
    assert sent(Client()).status_code == 401
    assert not Attendance.objects.exists()
