"""Who sees a licence, what a QR code proves, and what the holder reads about its use."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from yiwang.engines.licences.models import Licence, LicenceGrant, LicenceHolder, LicenceUse, LicenceVersion
from yiwang.engines.licences.public import (
    LicenceNotVerified,
    LicenceNotVisible,
    LicenceRefused,
    Status,
    licence_authorisation_end,
    licence_authorise,
    licence_card,
    licence_decide,
    licence_use,
    licence_uses,
    licence_verify,
    licences_visible_to,
    presentation_open,
    presentations_prune,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor

from .factories import NOW, SECRET, TODAY, WORKER, citizen, issued, person, staff


@pytest.fixture
def licence(holder):
    return issued(holder)


def shown(licence, holder, now=NOW):
    with as_actor(citizen(holder)):
        return presentation_open(citizen(holder), licence.id, now=now, link="https://city.example/verify/")


def verified(said, now=NOW):
    with as_actor(PUBLIC):
        return licence_verify(said, now=now)


def refused(said, now=NOW):
    with pytest.raises(LicenceNotVerified) as found:
        verified(said, now)
    return found.value.reason


def authorised(licence, holder, unit="market", **more):
    words = {"purpose": "办理营业执照", "now": NOW, **more}
    with as_actor(citizen(holder)):
        return licence_authorise(actor=citizen(holder), licence_id=licence.id, unit=unit, **words)


def used(licence, actor, now=NOW):
    with as_actor(actor):
        return licence_use(actor=actor, licence_id=licence.id, purpose="核对", now=now, case_no="20261123-1")


# ---- who sees it


def test_holders_and_the_issuing_unit_see_it_and_nobody_else(licence, holder, stranger):
    seers = (citizen(holder), staff("health"), WORKER, Actor("staff", whole_city=True))
    others = (citizen(stranger), staff("market"), citizen(), PUBLIC)
    for actor in (*seers, *others):
        with as_actor(actor):
            assert licences_visible_to(actor).exists() is (actor in seers), actor


@pytest.mark.parametrize("model", [Licence, LicenceVersion, LicenceHolder, LicenceGrant, LicenceUse])
def test_the_database_holds_rows_back_by_itself(licence, holder, stranger, model):
    grant = authorised(licence, holder)
    used(licence, staff("market"))
    for actor, sees in ((citizen(holder), True), (citizen(stranger), False), (staff("fire"), False)):
        with as_actor(actor):
            assert model.objects.exists() is sees, (actor, grant)


def test_strangers_reach_no_table_at_all(licence):
    for table in ("licence", "licence_version", "licence_holder", "licence_use", "licence_presentation"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            as_actor(PUBLIC),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM {table}")


def test_citizens_cannot_change_a_licence_even_past_the_code(licence, holder):
    for statement in (
        "UPDATE licence SET valid_until = NULL",
        "UPDATE licence_version SET face = '{}'",
        "DELETE FROM licence_use",
        "INSERT INTO licence_holder (licence_id, party_id, name, name_masked) "
        "SELECT licence_id, party_id, '', '' FROM licence_holder",
    ):
        with pytest.raises(ProgrammingError), as_actor(citizen(holder)), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_licence_of_others_looks_like_none(licence, stranger):
    for wanted in (licence.id, uuid4()):
        with pytest.raises(LicenceNotVisible, match="没有找到"), as_actor(citizen(stranger)):
            licence_card(citizen(stranger), wanted, TODAY)


def test_secrets_are_open_for_holders_and_starred_for_staff(licence, holder):
    with as_actor(citizen(holder)):
        own = licence_card(citizen(holder), licence.id, TODAY)
    with as_actor(staff("health")):
        seen = licence_card(staff("health"), licence.id, TODAY)
    assert dict(own.face)["公民身份号码"] == SECRET
    assert dict(seen.face)["公民身份号码"] == "*" * 16 + "2X"
    assert own.code
    assert (own.holders, seen.holders, seen.code) == (("张小明",), ("张*明",), "")


def test_all_holders_hold_it(city, holder, stranger):
    licence = issued(holder, stranger, key="together")
    for one in (holder, stranger):
        assert shown(licence, one).token


# ---- what a QR code proves


def test_a_stranger_learns_only_what_verification_needs(licence, holder):
    found = verified(shown(licence, holder).token)
    assert (found.state, found.word) == ("valid", "有效")
    assert found.holders == ("张*明",)
    assert found.type_name == "卫生许可证"
    assert SECRET not in repr(found)


def test_a_firm_is_shown_in_full(city):
    firm = person("示范公司", kind="organisation")
    assert verified(shown(issued(firm), firm).token).holders == ("示范公司",)


def test_a_token_serves_at_most_a_minute(licence, holder):
    presentation = shown(licence, holder)
    assert presentation.expires_at <= NOW + timedelta(seconds=60)
    assert refused(presentation.token, presentation.expires_at + timedelta(milliseconds=1)) == "expired"
    assert verified(presentation.token, presentation.expires_at).state == "valid"


def test_an_ended_presentation_is_taken_away_after_a_day_and_an_open_one_is_not(licence, holder):
    token = shown(licence, holder).token
    assert presentations_prune(NOW + timedelta(hours=23)) == 0
    assert presentations_prune(NOW + timedelta(hours=25)) == 1
    assert refused(token) == "unknown"


def test_a_token_serves_once(licence, holder):
    token = shown(licence, holder).token
    verified(token)
    assert refused(token) == "used"
    assert verified(shown(licence, holder).token).state == "valid"


def test_a_forged_token_proves_nothing(licence, holder):
    token = shown(licence, holder).token
    payload, signature = token.split(".")
    other = shown(licence, holder).token.split(".")[0]
    for forged in (
        f"{other}.{signature}",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        payload,
        "",
        "x.y",
    ):
        assert refused(forged) == "unknown"


def test_the_link_in_the_qr_code_can_be_given_as_it_was_scanned(licence, holder):
    presentation = shown(licence, holder)
    assert presentation.qr.startswith("<svg")
    assert verified("https://city.example/verify/" + presentation.token).state == "valid"


def test_the_printed_code_can_be_checked_as_often_as_one_likes_however_it_is_typed(licence, holder):
    with as_actor(citizen(holder)):
        code = licence_card(citizen(holder), licence.id, TODAY).code
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert verified(typed).type_name == "卫生许可证"
    assert refused("0000-0000-0000-0000") == "unknown"


@pytest.mark.parametrize("state", [Status.SUSPENDED, Status.REVOKED, Status.ANNULLED, Status.CANCELLED])
def test_a_stranger_is_told_when_it_is_not_valid_any_more(licence, holder, state):
    with as_actor(citizen(holder)):
        code = licence_card(citizen(holder), licence.id, TODAY).code
    token = shown(licence, holder).token
    with as_actor(WORKER):
        licence_decide(actor=WORKER, licence_id=licence.id, to=state, reason="试验", now=NOW)
    assert verified(token).state == verified(code).state == state
    with pytest.raises(LicenceRefused, match="不能亮证"):
        shown(licence, holder)


def test_an_expired_one_is_told_as_expired(holder):
    licence = issued(holder, valid_until=TODAY)
    with as_actor(citizen(holder)):
        code = licence_card(citizen(holder), licence.id, TODAY).code
    later = NOW + timedelta(days=1)
    assert verified(code, later).state == "expired"
    with pytest.raises(LicenceRefused, match="不能亮证"):
        shown(licence, holder, later)


def test_only_a_holder_can_show_it(licence, stranger):
    for actor in (citizen(stranger), staff("health")):
        with pytest.raises(LicenceNotVisible), as_actor(actor):
            presentation_open(actor, licence.id, now=NOW)


# ---- letting others use it


def test_an_authorised_unit_uses_it_as_often_as_granted_and_no_longer(licence, holder):
    authorised(licence, holder, times=2)
    used(licence, staff("market"))
    used(licence, staff("market"))
    with pytest.raises(LicenceNotVisible):
        used(licence, staff("market"))


def test_an_authorisation_ends_with_its_period_or_when_it_is_withdrawn(licence, holder):
    grant = authorised(licence, holder)
    used(licence, staff("market"))
    with as_actor(citizen(holder)):
        licence_authorisation_end(actor=citizen(holder), grant_id=grant.id, now=NOW)
    with pytest.raises(LicenceNotVisible):
        used(licence, staff("market"))


def test_only_holders_authorise_and_say_what_for(licence, holder, stranger):
    with pytest.raises(LicenceNotVisible):
        authorised(licence, stranger)
    for words in (
        {"purpose": " "},
        {"purpose": "长" * 201},
        {"times": 0},
        {"until": NOW},
        {"unit": "nobody"},
    ):
        with pytest.raises(LicenceRefused):
            authorised(licence, holder, **words)
    assert authorised(licence, holder, purpose="长" * 200).purpose


def test_the_holder_reads_every_use(licence, holder):
    authorised(licence, holder)
    used(licence, staff("market"), NOW + timedelta(seconds=1))
    verified(shown(licence, holder, NOW + timedelta(seconds=2)).token, NOW + timedelta(seconds=3))
    with as_actor(citizen(holder)):
        uses = licence_uses(citizen(holder), licence.id)
    assert [use.act for use in uses] == ["verified", "shown", "used"]
    assert (uses[-1].unit_id, uses[-1].purpose, uses[-1].case_no) == ("market", "核对", "20261123-1")


def test_the_log_of_uses_is_the_holders_alone(licence, holder, stranger):
    for actor in (citizen(stranger), staff("market")):
        with pytest.raises(LicenceNotVisible), as_actor(actor):
            licence_uses(actor, licence.id)
