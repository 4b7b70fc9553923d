"""What is published and reported of a month: two people, frozen, nothing small, the same file for everybody; surges."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineMonthly, HotlineRelease, HotlineSurge
from yiwang.nets.service.hotline.selectors.board import month_counted
from yiwang.nets.service.hotline.selectors.months import months_past
from yiwang.nets.service.hotline.services.monthly import monthly_file, monthly_make
from yiwang.nets.service.hotline.services.publishing import (
    release_prepare,
    release_publish,
    release_withdraw,
)
from yiwang.nets.service.hotline.services.surging import surges_watch

from .test_pages import enter
from .world import NOW, WORKER, hat, taken

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
PUBLISHER, DISPATCHER, CHECKER = (
    f"441200-hotline-service-{one}" for one in ("publisher", "dispatcher", "checker")
)
MONTH, LATER = NOW.date().replace(day=1), NOW + timedelta(days=40)


def publisher():
    """Somebody who publishes; another person each time."""
    return hat(PUBLISHER)


def demands(count, **more):
    for _ in range(count):
        taken(**{"category": "c0108", "title": "不能公开的标题", **more})


def prepared(actor):
    with as_actor(actor):
        return release_prepare(actor, MONTH, now=LATER)


def released():
    row = prepared(publisher())
    other = publisher()
    with as_actor(other):
        release_publish(other, row, now=LATER)
    return row


def body():
    with as_actor(WORKER):
        return HotlineRelease.objects.latest("prepared_at").body


def test_small_counts_stand_nowhere_and_cannot_be_computed(city):
    demands(9, division="441202000000")
    demands(8, division="")
    demands(2, division="441202000000", category="c0202")
    demands(9, division="", category="c0202")
    demands(3, division="441202000000", type="report")
    released()
    held = body()
    lines = dict(zip(held["categories"], held["cells"], strict=True))
    assert lines["城市管理"] == [*lines["城乡建设"][:2], 11] == [None, None, 11], "a ring of four"
    assert held["places"] == ["肇庆市", "端州区", "合计"] and lines["合计"] == [17, 11, 28], (
        "reports are in no count"
    )
    assert "不能公开" not in str(held) and str(month_counted(MONTH, now=LATER).table) not in str(held)


def test_two_people_release_and_who_prepared_never_does(city):
    first = publisher()
    row = prepared(first)
    with as_actor(first), pytest.raises(HotlineRefused, match="另一个人"):
        release_publish(first, row, now=LATER)
    for post in (DISPATCHER, CHECKER):
        with as_actor(hat(post)), pytest.raises(HotlineRefused, match="不编制"):
            release_publish(hat(post), row, now=LATER)
    with as_actor(WORKER), pytest.raises(IntegrityError), transaction.atomic():
        HotlineRelease.objects.filter(id=row).update(released_by=first.account_id)


def test_a_month_that_is_not_over_and_one_that_is_released_are_not_prepared(city):
    actor = publisher()
    with as_actor(actor), pytest.raises(HotlineRefused, match="没有过完"):
        release_prepare(actor, MONTH, now=NOW)
    released()
    with as_actor(actor), pytest.raises(HotlineRefused, match="已经发布"):
        release_prepare(actor, MONTH, now=LATER)


def test_what_was_altered_after_it_was_frozen_is_not_released(city):
    row, other = prepared(publisher()), publisher()
    with as_actor(WORKER):
        HotlineRelease.objects.filter(id=row).update(body={**body(), "note": "改过"})
    with as_actor(other), pytest.raises(HotlineRefused, match="摘要不符"):
        release_publish(other, row, now=LATER)


def test_the_public_page_and_its_files_are_there_until_they_are_taken_back(enter, client):
    demands(6, division="441202000000")
    client.logout()
    page = reverse("hotline:board")
    assert "还没有发布过" in client.get(page).content.decode()
    prepared(publisher())
    assert "还没有发布过" in client.get(page).content.decode(), "nobody reads what one person prepared"
    row, month = released(), f"{MONTH:%Y-%m}"
    text = client.get(page, {"month": month}).content.decode()
    assert "城乡建设" in text and "端州区" in text and "不能公开的标题" not in text
    told = client.get(reverse("hotline:board-file", args=[month, "json"])).json()
    file = client.get(reverse("hotline:board-file", args=[month, "csv"])).content.decode()
    assert told["digest"] and told["licence"] and "城乡建设,端州区,6,件" in file and "许可" in file
    with as_actor(hat(PUBLISHER)):
        release_withdraw(hat(PUBLISHER), row, "口径有误", now=LATER)
    assert client.get(reverse("hotline:board-file", args=[month, "json"])).status_code == 404
    with as_actor(WORKER):
        acts = AuditEvent.objects.filter(act__startswith="hotline.release.").values_list("act", flat=True)
        assert {"hotline.release.prepared", "hotline.release.published", "hotline.release.withdrawn"} <= set(
            acts
        )


def test_the_staff_page_prepares_and_another_person_releases(enter, client):
    first, month = enter(PUBLISHER), months_past(timezone.now())[0]
    act = reverse("hotline:publishing-act")
    assert first.post(act, {"act": "prepare", "month": f"{month:%Y-%m}"}).status_code == 302
    text = first.get(reverse("hotline:publishing")).content.decode()
    assert "要由另一个人发布" in text
    with as_actor(WORKER):
        row = HotlineRelease.objects.get()
    second = enter(PUBLISHER)
    second.post(act, {"act": "publish", "release": str(row.id)})
    assert "已发布" in second.get(reverse("hotline:publishing")).content.decode()
    second.post(act, {"act": "withdraw", "release": str(row.id), "reason": ""})
    with as_actor(WORKER):
        assert HotlineRelease.objects.get().state == "released", "not without a reason"


def test_a_report_is_made_once_and_its_files_say_the_same(city):
    demands(6)
    actor = publisher()
    with as_actor(actor):
        first = monthly_make(actor, MONTH, now=LATER)
        demands(1)
        assert monthly_make(actor, MONTH, now=LATER) == first
        report, pdf = monthly_file(actor, first, "pdf")
        _, sheet = monthly_file(actor, first, "xlsx")
        _, word = monthly_file(actor, first, "docx")
    assert report.body["total"] == 6 and report.body["is_demo"] in (True, False)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "6 件" in text and "统计时间" in text and "按期办结率" in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))
    assert book.get_sheet_by_name("按诉求类型").to_python()[1][:2] == ["求助", 6.0]
    paper = Document(io.BytesIO(word))
    page = paper.sections[0]
    assert (round(page.page_width.mm), round(page.top_margin.mm), round(page.left_margin.mm)) == (210, 37, 28)
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "受理诉求 6 件" in words and "统计时间" in words and "〔1〕" in words
    with as_actor(WORKER):
        assert HotlineMonthly.objects.count() == 1


def test_others_make_and_read_no_report(city):
    officer = hat("441202-urban-approval-officer")
    with as_actor(officer), pytest.raises(HotlineRefused):
        monthly_make(officer, MONTH, now=LATER)
    actor = publisher()
    with as_actor(actor):
        made = monthly_make(actor, MONTH, now=LATER)
    with as_actor(officer), pytest.raises(HotlineRefused):
        monthly_file(officer, made, "pdf")


def test_a_surge_is_told_once_to_whom_the_pack_names_and_ends(enter):
    someone = staff(f"t-{uuid4()}", DISPATCHER)
    demands(12, division="441202000000", category="c0104")
    soon = NOW + timedelta(hours=1)
    assert surges_watch(soon) == 1
    assert surges_watch(soon) == 0 == surges_watch(soon + timedelta(minutes=10))
    with as_actor(WORKER):
        told = Notice.objects.filter(template="hotline_surge", account_id=someone.pk)
        assert told.count() == 1 and "供水" in told.get().title
        assert HotlineSurge.objects.get().count == 12
    text = enter(DISPATCHER).get(reverse("hotline:surges")).content.decode()
    assert "正在突增" in text and "不能公开的标题" in text
    surges_watch(soon + timedelta(days=5))
    with as_actor(WORKER):
        assert HotlineSurge.objects.get().ended_at


def test_reports_and_the_usual_are_no_surge(city):
    demands(12, division="441202000000", category="c0104", type="report")
    demands(3, division="", category="c0104")
    assert surges_watch(NOW + timedelta(hours=1)) == 0
