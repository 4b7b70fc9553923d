"""What came in from old systems is read by who may, page by page and as files; its cells run in no spreadsheet."""

import pytest
from django.urls import reverse
from django.utils import timezone

from yiwang.engines.imports.models import ImportReject, ImportRun
from yiwang.engines.imports.public import MAY_APPOINT, MAY_IMPORT, ImportRefusedHere, importer
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
LINE = {"rows": 2, "imported": 1, "there": 0, "rejected": 1}
REPORT = {
    **LINE, "warned": 0, "stored": 1, "holds": True, "sums": [{"label": "费用", **dict.fromkeys(LINE, "1.50")}],
    "by": {"state": [{"key": "已办结", **LINE}], "unit": [{"key": "", **LINE}], "year": [{"key": "2025", **LINE}]},
}  # fmt: skip


@pytest.fixture
def finished(site):
    now = timezone.now()
    with as_actor(system_actor("import")):
        run = ImportRun.objects.create(
            mapping="old", title="旧工单", system="旧热线", source="旧.csv", digest="d" * 64, hat_label="系统管理员",
            account_id=site["system"].id, started_at=now, finished_at=now, report=REPORT, report_digest="e" * 64,
        )  # fmt: skip
        ImportReject.objects.bulk_create(
            [
                ImportReject(
                    run=run, line=3, number="A-2", column="状态", value="=1+1", reason="没有对应的状态"
                )
            ]
        )
    return run


@pytest.mark.parametrize("name", ["system", "audit"])
def test_those_who_may_read_see_the_account_and_what_was_left_out(enter, finished, name):
    page = enter(name)
    assert "旧热线" in page.get(reverse("administration:imports")).content.decode()
    told = page.get(reverse("administration:import", args=[finished.id])).content.decode()
    for word in ("没有对应的状态", "A-2", "已办结", "2025", "d" * 64, "本站实有这次导入的 1 件"):
        assert word in told


def test_lists_are_taken_away_as_files_and_that_is_written(enter, finished):
    page, told = enter("audit"), {}
    for what in ("rejects-csv", "rejects-xlsx", "report-json"):
        told[what] = page.get(reverse("administration:import-taken", args=[finished.id, what])).content
    assert "'=1+1" in told["rejects-csv"].decode() and told["rejects-xlsx"].startswith(b"PK")
    assert page.get(reverse("administration:import-taken", args=[finished.id, "x"])).status_code == 404
    log = page.get(reverse("administration:audit"), {"act": "imports.run.taken_away"}).content.decode()
    assert log.count(str(finished.id)) == 3


def test_who_imports_is_somebody_with_the_word(site):
    now = timezone.now()
    assert importer("system", MAY_IMPORT, now).account_id == site["system"].id
    assert importer("security", MAY_APPOINT, now).account_id == site["security"].id
    for name, word in (("officer", MAY_IMPORT), ("system", MAY_APPOINT), ("nobody", MAY_IMPORT)):
        with pytest.raises(ImportRefusedHere, match="没有带"):
            importer(name, word, now)
