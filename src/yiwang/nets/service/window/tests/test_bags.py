"""A bag between town and county: one keeper of each piece, checked piece by piece, short, late, found again."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from yiwang.foundations.notices.public import notices_visible_to
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import APP_ROLE, as_actor
from yiwang.kernel.lights import Light

from ..domain.attending import AttendingRefused
from ..models import HandOver, Paper
from ..policies import handovers_visible_to
from ..selectors.attending import paper_whereabouts
from ..selectors.bags import bags_coming, bags_going, papers_missing
from ..services.carrying import paper_found, papers_send, papers_take
from ..services.custody import papers_give
from .conftest import NOW, clerk

pytestmark = pytest.mark.django_db
TOWN, TOWN_POST = "441202001-town-hall-reception", "441202001-town-hall-reception-intake"
HEALTH, HEALTH_POST = "441202-health-approval", "441202-health-approval-officer"
CODES = ["CLAAAAAAAA", "CLBBBBBBBB", "CLCCCCCCCC"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def piece(code, unit=TOWN):
    """An original that a unit keeps."""
    return Paper.objects.create(
        code=code, attendance_id=uuid4(), key="k", label="场所平面图", number="20270112-0001-1",
        receiver_id=unit, holder_id=unit, since=NOW,
    )  # fmt: skip


def keepers():
    return dict(Paper.objects.values_list("code", "holder_id"))


@pytest.fixture
def ends(city):
    """Who received in the town, and who decides in the county; three pieces lie in the town."""
    for code in CODES:
        piece(code)
    return clerk("town", TOWN_POST), clerk("health", HEALTH_POST)


def test_a_short_bag_is_told_to_both_and_each_piece_has_one_keeper(ends, acting):
    town, county = ends
    bag = acting(town, papers_give, CODES, HEALTH, now=NOW)
    sent = acting(town, papers_send, bag.id, "镇送件岗", now=NOW + timedelta(hours=1))
    assert (sent.carrier, sent.due_at.date().isoformat()) == ("镇送件岗", "2027-01-15")
    assert keepers() == dict.fromkeys(CODES, TOWN)
    with pytest.raises(AttendingRefused, match="还有 1 份没有核对：CLCCCCCCCC"):
        acting(county, papers_take, bag.id, CODES[:2], now=NOW)
    with pytest.raises(AttendingRefused, match="不在这张交接单上：CLDDDDDDDD"):
        acting(county, papers_take, bag.id, [*CODES, "clddDDDDDD"], now=NOW)
    assert keepers() == dict.fromkeys(CODES, TOWN)
    acting(county, papers_take, bag.id, CODES[:2], now=NOW, short=True, remark="折角")
    assert keepers() == {**dict.fromkeys(CODES[:2], HEALTH), CODES[2]: TOWN}
    for actor in ends:
        with as_actor(actor):
            (told,) = notices_visible_to(actor).filter(template="papers_missing")
            assert CODES[2] in told.body and CODES[0] not in told.body
            assert [one.code for one, *_ in papers_missing(actor)] == [CODES[2]]
    again = acting(county, papers_take, bag.id, CODES, now=NOW)
    assert again.missing == [CODES[2]]


@pytest.mark.parametrize(("end", "keeper"), [(0, TOWN), (1, HEALTH)])
def test_who_finds_a_missing_piece_keeps_it_and_the_other_side_is_told(ends, acting, end, keeper):
    bag = acting(ends[0], papers_give, CODES, HEALTH, now=NOW, carrier="镇送件岗")
    acting(ends[1], papers_take, bag.id, CODES[:2], now=NOW, short=True)
    with pytest.raises(AttendingRefused, match="不在您手里"):
        acting(ends[0], papers_give, [CODES[2]], HEALTH, now=NOW)
    stranger = clerk("market", "441202-market-approval-officer")
    with pytest.raises(AttendingRefused, match="不在查找中"):
        acting(stranger, paper_found, CODES[2], now=NOW)
    held = acting(ends[end], paper_found, CODES[2].lower(), now=NOW)
    assert (held.holder_id, held.to_id, held.state) == (keeper, "", "held")
    with as_actor(ends[1 - end]):
        assert notices_visible_to(ends[1 - end]).filter(template="papers_found").count() == 1
    with pytest.raises(AttendingRefused, match="不在查找中"):
        acting(ends[end], paper_found, CODES[2], now=NOW)


def test_late_on_its_way_is_seen_at_both_ends_and_by_nobody_else(ends, acting):
    bag = acting(ends[0], papers_give, CODES, HEALTH, now=NOW, carrier="镇送件岗")
    later = NOW + timedelta(days=7)
    for actor, read in ((ends[0], bags_going), (ends[1], bags_coming)):
        assert [one.light for one in acting(actor, read, NOW)] == [Light.ON_TRACK]
        assert [one.light for one in acting(actor, read, later)] == [Light.OVERDUE]
    stranger = clerk("market", "441202-market-approval-officer")
    with as_actor(stranger):
        assert not handovers_visible_to(stranger).exists() and not HandOver.objects.exists()
    for act, more in ((papers_take, [CODES]), (papers_send, ["谁"])):
        with pytest.raises(AttendingRefused):
            acting(stranger, act, bag.id, *more, now=NOW)


def test_what_was_signed_for_is_not_handed_to_a_carrier_and_comes_back_by_a_slip_of_its_own(ends, acting):
    bag = acting(ends[0], papers_give, CODES, HEALTH, now=NOW)
    acting(ends[1], papers_take, bag.id, CODES, now=NOW)
    with pytest.raises(AttendingRefused, match="已经签收"):
        acting(ends[0], papers_send, bag.id, "镇送件岗", now=NOW)
    back = acting(ends[1], papers_give, CODES[:1], TOWN, now=NOW + timedelta(days=1), carrier="县送件岗")
    acting(ends[0], papers_take, back.id, CODES[:1], now=NOW + timedelta(days=2))
    assert acting(ends[0], paper_whereabouts, CODES[0]).slips[0][0] == back.number
    assert keepers()[CODES[0]] == TOWN


def test_a_piece_without_a_keeper_or_held_while_it_moves_is_no_row(city):
    held = piece(CODES[0])
    for wrong in ({"holder_id": ""}, {"to_id": HEALTH}, {"state": "moving"}, {"state": "missing"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(id=held.id).update(**wrong)


def test_the_page_checks_piece_by_piece_and_the_slip_says_what_was_there(
    ends, acting, client, monkeypatch, settings
):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    bag = acting(ends[0], papers_give, CODES, HEALTH, now=timezone.now(), carrier="镇送件岗")
    client.force_login(staff("taker", HEALTH_POST, is_demo=True), backend=BACKEND)
    options = {**connection.settings_dict["OPTIONS"], "assume_role": APP_ROLE}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    page = reverse("window:papers-take", args=[bag.id])
    assert bag.number in client.get(reverse("window:papers")).content.decode()
    refused = client.post(page, {"got": CODES[0], "codes": f"{CODES[1]}\n"}).content.decode()
    assert "还有 1 份没有核对" in refused and refused.count(" checked") == 2
    assert client.post(page, {"got": CODES[:2], "short": "1"}).headers["Location"] == reverse("window:papers")
    pdf = b"".join(client.get(reverse("window:slip", args=[bag.id])).streaming_content)
    text = "".join("".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())
    assert text.count("未收到") == 1 and "没有收到1份" in text and "镇送件岗" in text
    assert client.get(reverse("window:papers-take", args=[uuid4()])).status_code == 404
