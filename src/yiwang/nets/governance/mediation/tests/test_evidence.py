"""Evidence: once per form, for the committee, for nobody else, and not without end."""

from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.files.public import FileNotFoundForYouError, file_read
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.governance.mediation.domain.errors import MediationRefused
from yiwang.nets.governance.mediation.models import MediationPaper
from yiwang.nets.governance.mediation.services.evidence import evidence_add
from yiwang.nets.governance.mediation.services.packing import dossier_pack

from .test_pages import enter
from .test_signing import photo
from .world import HEAD, MEDIATOR, WORKER, asked, citizen, hat, move, under

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
OTHER_CITIZEN = ("何示范", "441299198502020020")


def add(actor, made, **more):
    said = {"key": uuid4(), "may_show": False, **more}
    return under(
        actor, evidence_add, made.number, said.pop("photos", [photo()]), said.pop("title", "现场"), **said
    )


def kept():
    with as_actor(WORKER):
        return list(MediationPaper.objects.all())


def test_the_same_form_twice_is_one_paper_and_it_says_whether_it_may_be_shown(city):
    made, who = asked()
    key = uuid4()
    add(who, made, key=key)
    add(who, made, key=key)
    add(hat(MEDIATOR), made, may_show=True)
    assert sorted(row.kind for row in kept()) == ["evidence", "evidence_closed"]


def test_the_committee_reads_it_and_strangers_do_not(city):
    made, who = asked()
    add(who, made)
    with as_actor(hat(HEAD)):
        assert file_read(hat(HEAD), kept()[0].file_id).startswith(b"%PDF")
    far = hat("441202003-mediation-mediator")
    with as_actor(far), pytest.raises(FileNotFoundForYouError):
        file_read(far, kept()[0].file_id)
    with pytest.raises(CaseNotFound):
        add(citizen(*OTHER_CITIZEN), made)


def test_the_applicant_does_not_learn_what_the_mediator_put_into_the_dossier(city):
    made, who = asked()
    add(who, made, title="我的收据")
    add(hat(MEDIATOR), made, title="对方的病历")
    with as_actor(who):
        assert [row.title for row in MediationPaper.objects.all()] == ["我的收据"]


@pytest.mark.parametrize("more", [{"title": " "}, {"photos": []}, {"photos": [b"x"] * 7}])
def test_what_is_missing_is_said(city, more):
    made, who = asked()
    with pytest.raises(MediationRefused):
        add(who, made, **more)
    assert not kept()


def test_an_ended_mediation_takes_none(city):
    made, who = asked()
    move(MEDIATOR, made, "withdraw")
    with pytest.raises(MediationRefused, match="结束"):
        add(who, made)


def test_both_pages_take_photographs(enter):
    made, who = asked()
    for client, name in ((enter(who), "own"), (enter(MEDIATOR), "")):
        address = reverse(f"mediation:{name}-evidence" if name else "mediation:evidence", args=[made.number])
        sent = {
            "key": str(uuid4()),
            "title": "收据",
            "photos": SimpleUploadedFile("a.jpg", photo(), "image/jpeg"),
        }
        assert "收据" in client.post(address, sent, follow=True).content.decode()
        assert "太久" in client.post(address, {"key": "x"}, follow=True).content.decode()
    assert len(kept()) == 2


def test_a_title_with_slashes_is_no_way_out_of_the_dossier(city):
    made, who = asked()
    add(who, made, title="../../收据\\明细")
    move(MEDIATOR, made, "contacted", how="电话")
    names = ZipFile(BytesIO(under(hat(MEDIATOR), dossier_pack, made.number))).namelist()
    assert len(names) == 2 and not any("/" in name or "\\" in name for name in names)
