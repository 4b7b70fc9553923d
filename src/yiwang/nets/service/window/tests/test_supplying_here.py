"""A supplement brought to a counter: only what is missing is shown, it reaches who asked, the clock goes on."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.engines.applications.public import Upload
from yiwang.engines.applications.tests.journeys import PDF
from yiwang.engines.applications.tests.test_afterwards import handed
from yiwang.engines.applications.tests.test_issuing import act, case_of, head_of
from yiwang.engines.cases.models import Clock
from yiwang.faces.matter.public import Supplied
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.files.public import file_read
from yiwang.foundations.people.public import mandate_give
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor

from ..domain.attending import AttendingRefused, Identified
from ..services.supplying_here import missing_find, missing_supply
from .conftest import INTAKE, NOW, clerk, person

__all__ = ["handed"]
pytestmark = pytest.mark.django_db
BARBER = Identified("李示范", "citizen_id", "441299199005120121")
AGENT = Identified("吴示范", "citizen_id", "441299198806250415")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def remarked(handed):
    actor, submission = handed
    for subject in ("individual_registration", "seal_record", "hygiene_licence"):
        act(case_of(submission, subject), "complete_intake")
    sign = case_of(submission, "signboard_permit")
    act(sign, "remark", remarks=[{"about": "招牌效果图", "what": "没有注明尺寸", "mend": "注明长、宽"}])
    return actor, submission, sign


def clocks(case):
    return dict(Clock.objects.filter(case_id=case.id, state="running").values_list("key", "state"))


def test_what_is_brought_reaches_who_asked_and_the_clock_goes_on(remarked, acting):
    actor, submission, sign = remarked
    desk = clerk()
    (missing,) = acting(desk, missing_find, BARBER, now=NOW)
    assert [part.remarks for part in missing.asked.parts] == [("招牌效果图：没有注明尺寸（注明长、宽）",)]
    assert clocks(sign) == {"supplement": "running"}
    sent = {sign.id: Supplied("已注明", (Upload("图.pdf", PDF),))}
    receipt = acting(desk, missing_supply, missing, sent, now=NOW)
    held = case_of(submission, "signboard_permit")
    assert held.state == "submitted"
    assert clocks(sign) == {"intake": "running"}
    urban = head_of(sign.owner_unit_id)
    (file,) = held.data["kept"]["supplied"].values()
    with as_actor(urban):
        assert file_read(urban, file["file"])
    with as_actor(desk):
        assert file_read(desk, receipt)[:5] == b"%PDF-"
    with as_actor(actor):
        assert any("代收补充材料" in one.purpose for one in access_log_for(actor.parties[0]))
    with pytest.raises(AttendingRefused, match="不用再补"):
        acting(desk, missing_find, BARBER, now=NOW)


def test_a_number_opens_nothing_without_the_persons_own_document(remarked, acting):
    _actor, submission, _sign = remarked
    desk = clerk()
    person(AGENT.name, AGENT.id_number)
    misnamed = Identified("别名", "citizen_id", BARBER.id_number)
    for who, more in (
        (AGENT, {"number": submission.number}),
        (AGENT, {"principal": BARBER}),
        (misnamed, {"number": submission.number}),
        (BARBER, {"number": "20260101-0000-0"}),
    ):
        with pytest.raises(AttendingRefused, match="没有找到"):
            acting(desk, missing_find, who, now=NOW, **more)


def test_an_agent_with_a_mandate_for_this_matter_may_bring_it(remarked, acting):
    actor, submission, sign = remarked
    agent = person(AGENT.name, AGENT.id_number).parties[0]
    with as_actor(actor):
        mandate_give(
            actor,
            principal=actor.parties[0],
            agent=agent,
            matter=submission.id,
            now=NOW,
            until=None,
            ground="书面",
        )
    (missing,) = acting(
        clerk(), missing_find, AGENT, principal=BARBER, number=f"{submission.number}-01", now=NOW
    )
    assert [part.case_id for part in missing.asked.parts] == [sign.id]


def test_the_page_finds_shows_what_is_missing_takes_it_and_gives_a_receipt(remarked, client, settings):
    _actor, submission, sign = remarked
    settings.YIWANG_DEMO = True
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    page, who = reverse("window:supply-here"), {"number": BARBER.id_number, "name": BARBER.name}
    found = client.post(page, {**who, "go": "find"}).content.decode()
    assert "没有注明尺寸" in found and submission.number in found
    empty = client.post(page, {**who, "go": "supply"}).content.decode()
    assert "还没有补充" in empty and "没有注明尺寸" in empty
    file = SimpleUploadedFile("图.pdf", PDF, "application/pdf")
    done = client.post(page, {**who, "go": "supply", f"files.{sign.id}": file}).content.decode()
    assert "办理时限继续计算" in done
    receipt = re.search(r'data-pdf="([^"]+)"', done)[1]
    assert b"".join(client.get(receipt)).startswith(b"%PDF-")
