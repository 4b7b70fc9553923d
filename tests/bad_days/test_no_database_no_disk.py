"""The database is away, a disk is full: people and programs are told so, nothing is half done, it mends by itself."""

import errno
import os
from io import BytesIO
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError, connection
from django.db.utils import ConnectionHandler
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image
from psycopg import errors

from yiwang.engines.applications.models import DraftMaterial
from yiwang.foundations.files.services import storage
from yiwang.site.settings.database import entry
from yiwang.site.trouble import server_error, trouble_of
from yiwang.site.turns import Every


def picture():
    """A photograph as a phone sends it."""
    held = BytesIO()
    Image.new("RGB", (400, 300), "white").save(held, "PNG")
    return held.getvalue()


def raised(error, cause=None):
    """It, as Django raises it: with the cause it has below."""
    try:
        raise error from cause
    except type(error) as held:
        return held


def answered(error, path="/service/", method="get", committing=False, **headers):
    """What is answered to an error under way."""
    request = getattr(RequestFactory(headers=headers), method)(path)
    request.committing = committing
    try:
        raise error
    except type(error):
        return server_error(request)


LOST = OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LOST, "site.away"),
        (InterfaceError("connection already closed"), "site.away"),
        (raised(OperationalError(), errors.CannotConnectNow()), "site.away"),
        (psycopg.OperationalError("the connection is closed"), "site.away"),
        (raised(OperationalError(), errors.DiskFull()), "site.full"),
        (raised(OperationalError(), errors.DeadlockDetected()), "site.busy"),
        (raised(OperationalError(), errors.QueryCanceled()), "site.busy"),
        (OSError(errno.ENOSPC, "No space left on device"), "site.full"),
        (OSError(errno.EROFS, "Read-only file system"), "site.away"),
        (raised(ValueError(), LOST), "site.away"),
    ],
)
def test_what_passes_by_itself_is_told_as_such(error, code):
    assert trouble_of(error).code == code
    told = answered(error, "/api/v1/cases")
    assert told.status_code == 503 and int(told["Retry-After"]) > 0 and code in told.content.decode()


@pytest.mark.parametrize(
    "error",
    [raised(DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")),
     raised(DataError("unsupported"), errors.UntranslatableCharacter())],
)  # fmt: skip
def test_signs_that_no_database_keeps_are_told_as_what_was_sent(error):
    told = answered(error, "/api/v1/cases", "post")
    assert told.status_code == 400 and "存不下的字符" in told.content.decode() and "Retry-After" not in told


def test_a_mistake_of_ours_is_no_passing_trouble_and_programs_get_a_problem_without_a_trace():
    assert (
        trouble_of(ValueError("secret of the inside"))
        is None
        is trouble_of(DataError("numeric field overflow"))
    )
    told = answered(ValueError("secret of the inside"), "/api/v1/cases")
    assert told.status_code == 500 and told["Content-Type"] == "application/problem+json"
    assert "secret" not in told.content.decode() and "Retry-After" not in told


def test_people_read_whether_something_was_saved():
    assert "请过一会儿再打开这一页" in answered(LOST).content.decode()
    assert "什么也没有改变" in answered(LOST, method="post").content.decode()
    unsure = answered(LOST, method="post", committing=True).content.decode()
    assert "可能已经保存了，也可能没有" in unsure and "什么也没有改变" not in unsure
    assert 'lang="en"' in answered(LOST, accept_language="en").content.decode()


@pytest.mark.django_db
def test_a_full_disk_of_files_is_told_keeps_nothing_and_mends_by_itself(applicant, monkeypatch):
    applicant.client.raise_request_exception = False
    kept = DraftMaterial.objects.count()
    with monkeypatch.context() as full:
        full.setattr(storage.tempfile, "mkstemp", lambda **_: (os.open("/dev/full", os.O_WRONLY), "/nowhere"))
        told = applicant.hands_in("a.png", picture())
    assert (
        told.status_code == 503
        and "磁盘满了" in told.content.decode()
        and "什么也没有改变" in told.content.decode()
    )
    assert DraftMaterial.objects.count() == kept and not list(storage.contents_older_than(-1))
    assert applicant.hands_in("a.png", picture()).status_code < 400
    assert DraftMaterial.objects.count() == kept + 1


FULL = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON draft_value EXECUTE FUNCTION full_disk();"""
"""The server's own error of a full disk, raised by the server: filling a real one needs a file system of its own."""


@pytest.mark.django_db
def test_a_full_disk_of_the_database_is_told_keeps_nothing_and_mends_by_itself(applicant):
    applicant.client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute(FULL)
    told = applicant.types(shop__shop_name="端州区示范剪吧")
    assert told.status_code == 503 and "磁盘满了" in told.content.decode()
    assert applicant.kept("shop.shop_name") is None
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER full_disk ON draft_value")
    assert applicant.types(shop__shop_name="端州区示范剪吧").status_code < 400
    assert applicant.kept("shop.shop_name") == "端州区示范剪吧"


@pytest.mark.django_db(transaction=True)
def test_a_connection_whose_server_was_restarted_spoils_no_request():
    url = urlunsplit(
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    )
    held = ConnectionHandler({"default": entry(url, "yiwang_app", 2)}).create_connection("default")
    try:
        with held.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (old,) = cursor.fetchone()
        held.close()
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("SELECT pg_terminate_backend(%s, 5000)", [old])
        with held.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), current_user")
            new, role = cursor.fetchone()
        assert new != old and role == "yiwang_app"
    finally:
        held.close()
        held.close_pool()


def test_one_turn_of_the_worker_that_fails_holds_up_no_other():
    def full():
        raise OSError(errno.ENOSPC, "No space left on device")

    ran = []
    for turn in (Every(60, full), Every(60, lambda: ran.append(1))):
        turn.due()
    assert ran == [1]


@pytest.mark.django_db
def test_the_site_itself_answers_so(client, settings, monkeypatch):
    """The whole way through the middleware: from the database's error to the page."""
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("yiwang.site.middleware.scope.as_actor", _lost)
    browser = Client(raise_request_exception=False)
    told = browser.get(reverse("front-door"))
    assert told.status_code == 503 and told["Retry-After"] == "5" and "Content-Security-Policy" in told
    assert browser.get("/api/v1/publications")["Content-Type"] == "application/problem+json"


def _lost(actor):
    raise LOST
