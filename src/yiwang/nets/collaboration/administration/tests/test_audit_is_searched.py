"""The audit administrator searches the log, pages through it, and takes it away as a harmless file."""

import csv
import io
import re
from urllib.parse import urlsplit

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text, safe_cell

AUDIT = "administration:audit"


def write(subject, *acts, body=None):
    for act in acts:
        audit_record(Actor(audience="staff", hat_label="某岗"), act, subject, body or {"n": 1})


def test_the_log_is_narrowed_by_subject_act_and_day(site, enter):
    write("thing:1", "thing.made")
    write("thing:2", "thing.made", "thing.ended")
    client = enter("audit")
    page = client.get(reverse(AUDIT), {"subject": "thing:2", "act": "thing.ended"}).content.decode()
    assert page.count("<code>thing.ended</code>") == 1
    assert "thing.made" not in page
    tomorrow = (timezone.localdate() + timezone.timedelta(days=1)).isoformat()
    assert "没有符合条件的记录" in client.get(reverse(AUDIT), {"since": tomorrow}).content.decode()


def test_an_account_that_is_no_id_finds_nothing(site, enter):
    write("thing:1", "thing.made")
    assert "没有符合条件的记录" in enter("audit").get(reverse(AUDIT), {"account": "xyz"}).content.decode()


def test_pages_go_on_by_key_and_show_every_row_once(site, enter):
    write("thing:1", *(f"thing.step{n:02d}" for n in range(60)))
    client = enter("audit")
    first = client.get(reverse(AUDIT), {"subject": "thing:1"}).content.decode()
    link = re.search(r'href="(\?[^"]+before[^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(reverse(AUDIT) + "?" + urlsplit(link).query).content.decode()
    shown = re.findall(r"<code>(thing\.step\d\d)</code>", first + second)
    assert sorted(shown) == [f"thing.step{n:02d}" for n in range(60)]


def test_an_export_is_safe_for_spreadsheets_and_itself_written(site, enter):
    write("thing:1", "thing.made", body={"=cmd|'/c calc'!A1": 1})
    audit_record(Actor(audience="staff", hat_label="=HYPERLINK(1)"), "thing.named", "thing:1", {})
    answer = enter("audit").get(reverse("administration:export"), {"subject": "thing:1"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT count(*) FROM audit_event WHERE act = 'audit.log.exported'")
        assert cursor.fetchone() == (1,)
        cursor.execute("SET ROLE yiwang_app")


def test_cells_that_would_be_formulas_are_quoted():
    for cell in ("=1+1", "+1", "-1", "@x", "\t=1", "  =1"):
        assert safe_cell(cell).startswith("'")
    assert safe_cell("肇庆") == "肇庆"
    assert csv_text(("甲",), [(None,)]).startswith("\ufeff")
