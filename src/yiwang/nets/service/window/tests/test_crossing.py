"""跨省通办: a partner's hall receives what was agreed, sees what it received, and the body here decides."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from yiwang.engines.applications.tests.conftest import city_world
from yiwang.engines.cases.models import CaseUnit
from yiwang.engines.cases.public import CaseRefused, case_acts_for, case_move, cases_visible_to
from yiwang.engines.catalog.pure import PARTNER
from yiwang.foundations.files.public import file_read
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

from ..domain.attending import AttendingRefused
from ..models import Attendance, Paper
from ..policies import attendances_visible_to
from ..services.attending import attendance_open, materials_tick
from ..services.carrying import papers_take
from ..services.custody import papers_give
from ..services.filling import attendance_look
from ..services.handing_in import attendance_hand_in
from .conftest import NOW, clerk
from .test_receiving import BARBER, proved, whole

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PARTNERED = "partner-wuzhou-hall-crossing-intake"
MARKET = "441202-market-approval"


@pytest.fixture
def desk(city):
    return clerk("wuzhou", PARTNERED)


def title_of(item):
    from yiwang.engines.catalog.public import catalogue

    return catalogue().items[item].title


def handed_in(desk, acting, original=False):
    """A shop's registration received at the partner's hall; with its premises' paper kept."""
    held = acting(desk, attendance_open, BARBER, title_of("individual_registration"), now=NOW)
    filled = whole(desk, held, acting)
    if original:
        one = next(m for m in filled.view.materials if m.met == "file")
        acting(desk, materials_tick, held.id, {one.key: (one.label, frozenset({"original"}))})
    proved(desk, held, acting)
    return acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)


def under(changed):
    """The city with another agreement."""
    world = city_world()
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    (like,) = world.all(PARTNER).values()
    kinds["partner"] = {like.id: like.model_copy(update=changed)}
    assets = {path: world._assets[path] for path in world.assets}
    release_apply(World(world.pack, kinds, origins=world._origins, assets=assets))


@pytest.fixture
def agreed_otherwise():
    yield under
    forget_current()


def test_it_receives_and_the_receipt_names_both_halls(desk, acting):
    done = handed_in(desk, acting)
    with as_actor(desk):
        pages = PdfReader(BytesIO(file_read(desk, done.receipt_file))).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    for words in (
        "梧州市政务服务中心（演示）",
        "端州区政务服务中心",
        "跨省通办",
        "异地代收代办",
        "代收的大厅不审批",
        "邮寄",
    ):
        assert words in text
    assert {row.part for row in CaseUnit.objects.filter(unit_id=desk.unit)} == {"intake"}
    with as_actor(WORKER):
        (case,) = cases_visible_to(WORKER)
    assert case.owner_unit_id == MARKET and case.opened_at == NOW, "the partner's receipt starts the clock"


def test_it_sees_what_it_received_and_nothing_else_and_never_acts(desk, acting):
    done = handed_in(desk, acting)
    ours = clerk("ours")
    other = acting(ours, attendance_open, BARBER, title_of("individual_registration"), now=NOW)
    with as_actor(desk):
        (case,) = cases_visible_to(desk)
        assert case_acts_for(desk, case.id, NOW) == []
        assert [one.id for one in attendances_visible_to(desk)] == [done.id]
        with pytest.raises(CaseRefused):
            case_move(actor=desk, case_id=case.id, act="accept", data={}, now=NOW, version=case.version)
    with pytest.raises(AttendingRefused, match="没有这件接待"):
        acting(desk, attendance_look, other.id, now=NOW)
    with pytest.raises(AttendingRefused, match="没有这件接待"):
        acting(ours, attendance_look, done.id, now=NOW)


@pytest.mark.parametrize("wanted", ["开理发店", "户外招牌设置", "公共场所卫生许可（新办）"])
def test_what_was_not_agreed_is_refused_at_once(desk, acting, wanted):
    with pytest.raises(AttendingRefused, match="不在与梧州市政务服务中心（演示）的通办协议里"):
        acting(desk, attendance_open, BARBER, wanted, now=NOW)
    assert not Attendance.objects.exists()


def test_an_agreement_that_is_over_opens_nothing_and_stops_what_was_begun(desk, acting, agreed_otherwise):
    from yiwang.engines.applications.public import MayNotReceive

    held = acting(desk, attendance_open, BARBER, title_of("individual_registration"), now=NOW)
    filled = whole(desk, held, acting)
    proved(desk, held, acting)
    agreed_otherwise({"valid_until": date(2026, 1, 31)})
    with pytest.raises(AttendingRefused, match="今天不在有效期内"):
        acting(desk, attendance_open, BARBER, title_of("individual_registration"), now=NOW)
    with pytest.raises(MayNotReceive):
        acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)


def test_originals_go_by_a_slip_both_sign_and_by_post_with_the_number(desk, acting, agreed_otherwise):
    handed_in(desk, acting, original=True)
    paper = Paper.objects.get()
    (like,) = city_world().all(PARTNER).values()
    posted = [one.model_copy(update={"originals": "post"}) for one in like.items]
    agreed_otherwise({"items": tuple(posted)})
    with pytest.raises(AttendingRefused, match="邮寄单号"):
        acting(desk, papers_give, [paper.code], MARKET, now=NOW)
    slip = acting(desk, papers_give, [paper.code], MARKET, now=NOW, posted="示范快递 SF0001")
    officer = clerk("market", f"{MARKET}-officer")
    taken = acting(officer, papers_take, slip.id, [paper.code], now=NOW)
    paper.refresh_from_db()
    assert (taken.posted, paper.holder_id) == ("示范快递 SF0001", MARKET)


def test_where_no_originals_were_agreed_none_stay(desk, acting, agreed_otherwise):
    (like,) = city_world().all(PARTNER).values()
    none = [one.model_copy(update={"originals": "none"}) for one in like.items]
    agreed_otherwise({"items": tuple(none)})
    with pytest.raises(AttendingRefused, match="不收原件"):
        handed_in(desk, acting, original=True)


@pytest.fixture
def browser(city, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    def signed_in(username, post):
        client.force_login(staff(username, post, is_demo=True), backend=BACKEND)
        return client

    return signed_in


def test_the_window_tells_its_clerk_what_was_agreed(browser):
    page = browser("wuzhou", PARTNERED).get(reverse("window:start")).content.decode()
    assert "梧州市政务服务中心（演示） · 跨省通办" in page and "异地代收代办" in page
    assert title_of("social_card") in page and title_of("signboard_permit") not in page


def test_a_matter_that_was_not_agreed_is_refused_on_the_page(browser):
    who = {"kind": "citizen_id", "number": BARBER.id_number, "name": BARBER.name, "wanted": "户外招牌设置"}
    page = browser("wuzhou", PARTNERED).post(reverse("window:start"), who).content.decode()
    assert "通办协议里，不能在这里收件" in page and not Attendance.objects.exists()


def test_what_partners_received_is_counted_by_partner_and_item(desk, acting, browser):
    handed_in(desk, acting)
    page = browser("watching", "441200-digital-supervision-supervisor").get(reverse("desk:oversight"))
    (line,) = page.context["crossings"]
    assert (line.scope, line.item, line.total, line.open) == (
        "跨省通办", title_of("individual_registration"), 1, 1,
    )  # fmt: skip
    elsewhere = browser("elsewhere", "441202-police-approval-chief").get(reverse("desk:oversight"))
    assert elsewhere.context["crossings"] == []
