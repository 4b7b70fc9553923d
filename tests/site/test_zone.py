"""A city whose pack names another zone shows and reckons its days by it; the settings' zone is what is left over."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from yiwang.foundations.calendars.public import in_zone, local_days, local_instant
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import PARAMETER, load
from yiwang.site import worker
from yiwang.site.middleware.zone import ZoneMiddleware

pytestmark = pytest.mark.django_db
INSTANT = datetime(2027, 3, 1, 17, 30, tzinfo=UTC)
"""Half past one in the night of the 2nd by the settings' zone, half past eleven of the 1st in this city."""


@pytest.fixture
def west(db, tmp_path):
    """A city two hours west of what the settings say."""
    (tmp_path / "west").mkdir()
    written = "id: west\nversion: '1'\ntitle: 西市\nzone: Asia/Urumqi\n"
    (tmp_path / "west" / "pack.yaml").write_text(written, encoding="utf-8")
    found = load(tmp_path / "west", (PARAMETER,))
    assert found.world is not None, found.problems
    release_apply(found.world)
    yield
    forget_current()


def answered(view):
    return ZoneMiddleware(view)(RequestFactory().get("/")).content.decode()


def test_a_page_shows_local_time_and_local_days(west):
    page = Template("{{ at|date:'Y-m-d H:i' }}")
    assert answered(lambda request: HttpResponse(page.render(Context({"at": INSTANT})))) == "2027-03-01 23:30"
    assert answered(lambda request: HttpResponse(str(timezone.localdate(INSTANT)))) == "2027-03-01"
    assert timezone.localdate(INSTANT) == date(2027, 3, 2), "left again after the request"


def test_the_site_reads_the_zone_before_any_hat_is_known(west):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE yiwang_app")
        forget_current()
        with in_zone():
            assert timezone.get_current_timezone_name() == "Asia/Urumqi"


def test_a_day_begins_and_ends_there(west):
    with in_zone():
        since, until = local_days(date(2027, 3, 1), date(2027, 3, 1))
        last = local_instant(date(2027, 3, 1), time.max)
    assert since.astimezone(UTC) == datetime(2027, 2, 28, 18, tzinfo=UTC)
    assert since <= INSTANT <= last < until


def test_the_worker_works_there(west):
    seen = []
    worker._turn(
        worker.threading.Event(), [], lambda _: seen.append(timezone.get_current_timezone_name()) or 0
    )
    assert seen == ["Asia/Urumqi"]


def test_before_any_pack_the_settings_zone_holds(db):
    forget_current()
    with in_zone():
        assert timezone.localdate(INSTANT) == date(2027, 3, 2)
