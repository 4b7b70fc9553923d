"""Issuing a licence: once per key, by its unit only, secrets closed, versions that supersede."""

from datetime import date, timedelta

import pytest
from django.db import connection

from yiwang.engines.licences.models import Licence, LicenceVersion
from yiwang.engines.licences.public import (
    LicenceNotVisible,
    LicenceRefused,
    Status,
    licence_card,
    licence_decide,
    licence_held,
    licence_issue,
    licence_reissue,
    licence_uses,
)
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.keys.public import is_token, key_rotate, reencrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import LicenceId

from .factories import NOW, SECRET, TODAY, WORKER, citizen, issued, person, staff, world


def decide(licence, to, reason="试验", actor=WORKER, now=NOW):
    with as_actor(actor):
        return licence_decide(actor=actor, licence_id=licence.id, to=to, reason=reason, now=now)


def test_the_same_key_issues_one_licence(holder):
    first, again = issued(holder), issued(holder, face={"scope": "别的"})
    assert first.id == again.id
    assert Licence.objects.count() == LicenceVersion.objects.count() == 1


def test_its_identifier_can_be_checked_and_its_period_comes_from_the_type(holder):
    licence = issued(holder)
    identifier = LicenceId.parse(licence.versions.get().identifier)
    assert (identifier.body, identifier.version) == (licence.unit_uscc, 1)
    assert licence.valid_until == date(2030, 11, 22)


def test_secret_values_are_never_stored_open(holder):
    issued(holder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT face::text FROM licence_version")
        stored = cursor.fetchone()[0]
    assert SECRET not in stored
    assert "理发" in stored


def test_rotation_of_keys_reaches_the_face(holder):
    licence = issued(holder)
    before = LicenceVersion.objects.get().face["number"]
    key_rotate()
    reencrypt()
    after = LicenceVersion.objects.get().face["number"]
    assert is_token(after)
    assert before != after
    with as_actor(citizen(holder)):
        assert ("公民身份号码", SECRET) in licence_card(citizen(holder), licence.id, TODAY).face


def test_only_the_issuing_unit_may_issue(holder):
    clerk = staff("market")
    with pytest.raises(LicenceRefused, match="颁发单位"), as_actor(clerk):
        licence_issue(
            actor=clerk, type="hygiene", holders=[holder.id], issuing_unit="health", face={}, key="x",
            valid_from=TODAY, now=NOW, world=world(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"face": {"colour": "red"}}, "照面没有“colour”"),
        ({"issuing_unit": "nobody"}, "没有“nobody”这个单位"),
        ({"type": "identity", "face": {}}, "不能由“法人"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_left(city, more, why):
    firm = person("示范公司", kind="organisation")
    with pytest.raises(LicenceRefused, match=why):
        issued(firm, **more)
    assert not Licence.objects.exists()


def test_a_changed_face_is_a_new_version_and_the_rest_stays(holder):
    licence = issued(holder)
    with as_actor(WORKER):
        licence_reissue(
            actor=WORKER, licence_id=licence.id, face={"area": 60}, reason="扩大面积", now=NOW, world=world()
        )
    card = licence_card(citizen(holder), licence.id, TODAY)
    assert card.version == 2
    assert ".002." in card.identifier
    assert dict(card.face) == {"姓名": "张小明", "公民身份号码": SECRET, "经营面积": "60", "许可项目": "理发"}
    assert LicenceVersion.objects.filter(licence=licence).count() == 2


@pytest.mark.parametrize("end", [Status.REVOKED, Status.ANNULLED, Status.CANCELLED, Status.EXPIRED])
def test_what_was_ended_stays_ended(holder, end):
    licence = issued(holder)
    decide(licence, end)
    with pytest.raises(LicenceRefused, match="不能再变为"):
        decide(licence, Status.VALID)
    with pytest.raises(LicenceRefused, match="有效的证照"), as_actor(WORKER):
        licence_reissue(actor=WORKER, licence_id=licence.id, face={}, reason="变更", now=NOW, world=world())


def test_a_suspended_licence_may_be_restored_and_the_reason_stands_on_it(holder):
    licence = issued(holder)
    decide(licence, Status.SUSPENDED, "持证人挂失")
    assert licence_card(citizen(holder), licence.id, TODAY).status_reason == "持证人挂失"
    decide(licence, Status.VALID, "找回")
    assert licence_card(citizen(holder), licence.id, TODAY).status is Status.VALID


def test_a_decision_needs_a_reason_and_the_issuing_unit(holder):
    licence = issued(holder)
    with pytest.raises(LicenceRefused, match="原因"):
        decide(licence, Status.REVOKED, " ")
    for actor in (staff("market"), citizen(holder)):
        with pytest.raises(LicenceNotVisible):
            decide(licence, Status.REVOKED, "越权", actor)
    assert decide(licence, Status.REVOKED, "严重违法", staff("health")).status == Status.REVOKED


def test_it_expires_by_the_calendar(holder):
    licence = issued(holder, valid_until=TODAY)
    assert licence_card(citizen(holder), licence.id, TODAY).status is Status.VALID
    assert licence_card(citizen(holder), licence.id, TODAY + timedelta(days=1)).status is Status.EXPIRED


def test_every_act_is_in_the_sealed_log(holder):
    decide(issued(holder), Status.REVOKED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT act FROM audit_event WHERE subject LIKE 'licence:%' ORDER BY seq")
        acts = [row[0] for row in cursor.fetchall()]
    assert acts == ["licence.issued", "licence.decided"]
    assert verify_all() == []


def test_applications_get_the_elements_and_materials_of_valid_licences_only(holder, stranger):
    licence = issued(holder)
    issued(stranger, key="other")
    with as_actor(citizen(holder)):
        (held,) = licence_held([holder.id, stranger.id], TODAY, world())
        assert held.elements == {"name": "张小明", "citizen_id": SECRET, "area": 30}
        assert held.materials == ("hygiene_paper",)
        assert licence_held([holder.id], TODAY - timedelta(days=1), world()) == []
    decide(licence, Status.SUSPENDED)
    with as_actor(citizen(holder)):
        assert licence_held([holder.id], TODAY, world()) == []
        assert licence_uses(citizen(holder), licence.id) == []
