"""A run is done once however often it is begun; what it did is kept, with digests in the audit log."""

from io import BytesIO

import pytest
from django.db import connection
from PIL import Image

from yiwang.engines.cases.models import Case, Event
from yiwang.engines.cases.public import case_move
from yiwang.engines.cases.tests.orders import WATER, hat
from yiwang.engines.imports.models import ImportedCase, ImportRun
from yiwang.engines.imports.public import (
    import_differences,
    mapping_get,
    run_get,
    run_rejects,
    runs_list,
    source_read,
)
from yiwang.engines.imports.pure import table_of
from yiwang.engines.imports.services import running
from yiwang.foundations.audit.public import audit_entries
from yiwang.foundations.files.public import file_read
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .old_city import CLERK, NOW, csv_bytes, old_row, open_row

pytestmark = pytest.mark.django_db
AUDITOR = Actor("staff", hat="post:audit", roles=frozenset({"admin.audit"}))


def png():
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    return out.getvalue()


def acts(run):
    with as_actor(AUDITOR):
        return [(one.act, one.body) for one in audit_entries(AUDITOR, subject=f"import:{run.id}")][::-1]


def test_the_same_source_twice_brings_nothing_twice(run):
    rows = [old_row(str(n)) for n in range(3)]
    first, again = run(*rows), run(*rows)
    assert Case.objects.count() == ImportedCase.objects.count() == 3
    assert (first.run.report["imported"], again.run.report["imported"], again.run.report["there"]) == (
        3,
        0,
        3,
    )
    more = run(*rows, old_row("new"))
    assert (more.run.report["imported"], more.run.report["there"], Case.objects.count()) == (1, 3, 4)


def test_a_run_cut_off_goes_on_where_it_was_and_its_account_is_whole(run, monkeypatch):
    monkeypatch.setattr(running, "PIECE", 2)
    whole, done = running._Writing.piece, []

    def cut(self, rows):
        if done:
            raise KeyboardInterrupt
        done.append(rows)
        return whole(self, rows)

    rows = [old_row(str(n)) for n in range(5)]
    monkeypatch.setattr(running._Writing, "piece", cut)
    with pytest.raises(KeyboardInterrupt):
        run(*rows)
    assert Case.objects.count() == 2 and ImportRun.objects.get().finished_at is None
    monkeypatch.setattr(running._Writing, "piece", whole)
    ran = run(*rows)
    assert Case.objects.count() == 5 and ran.run == ImportRun.objects.get()
    assert (ran.run.report["imported"], ran.run.report["there"], ran.run.report["holds"]) == (5, 0, True)
    told = [act.removeprefix("imports.run.") for act, _ in acts(ran.run)]
    assert told == ["begun", *["piece_written"] * 3, "finished"]


def test_a_piece_that_fails_leaves_nothing_of_itself(run, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(ImportedCase.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError):
            run(old_row())
    assert not Case.objects.exists() and not Event.objects.exists()
    run(old_row())
    assert Case.objects.count() == 1


def test_the_report_and_the_rejects_are_kept_with_their_digests(run):
    ran = run(old_row("1"), old_row("2", 状态="?"), leave_rejects=True)
    act, body = acts(ran.run)[-1]
    assert act == "imports.run.finished" and body["report_sha256"] == ran.run.report_digest
    assert (body["rows"], body["imported"], body["rejected"], body["sha256"]) == (2, 1, 1, ran.run.digest)
    assert len(body["rejects_sha256"]) == 64


def test_who_may_read_reads_runs_and_rejects_and_nobody_else(run):
    ran = run(old_row("1"), old_row("2", 状态="?"), leave_rejects=True)
    stranger = hat(WATER)
    assert [one.id for one in runs_list(CLERK)] == [ran.run.id] and run_get(CLERK, ran.run.id) == ran.run
    assert [one.line for one in run_rejects(CLERK, ran.run.id)] == [3]
    assert (runs_list(stranger), run_get(stranger, ran.run.id), run_rejects(stranger, ran.run.id)) == (
        [],
        None,
        [],
    )


def test_differences_of_a_shadow_run_are_found_and_nothing_is_changed(run):
    run(
        open_row("same"),
        open_row("done"),
        open_row("moved"),
        open_row("late"),
        open_row("lost"),
        old_row("back"),
    )
    ours = Case.objects.get(id=ImportedCase.objects.get(number="moved").case_id)
    case_move(actor=hat(WATER), case_id=ours.id, act="reply", data={"reply": "修好了"}, now=NOW)
    before = Event.objects.count()
    today = [
        open_row("same"),
        old_row("done"),
        open_row("moved", 承办部门="热线"),
        open_row("late", 到期日="2026-03-20"),
        open_row("back"),
        open_row("fresh"),
        open_row("bad", 来电时间="?"),
    ]
    held = mapping_get("old_orders")
    found, unread = import_differences(held, table_of(csv_bytes(*today), "今天.csv", held))
    assert {(one.number, one.what) for one in found} == {
        ("done", "closed"), ("moved", "state"), ("moved", "unit"), ("late", "due"), ("back", "reopened"),
        ("fresh", "new"), ("lost", "gone"),
    }  # fmt: skip
    assert [one.number for one in unread] == ["bad"] and Event.objects.count() == before


def test_attachments_come_along_encrypted_and_a_missing_one_is_told(run, tmp_path, settings):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "灯.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    rows = [old_row("1", 诉求="灯.png"), old_row("2", 诉求="没有.png;../secret.png"), old_row("3", 诉求="")]
    ran = run(*rows, mapping="old_files", files=folder)
    assert ran.run.report["warned"] == 2 and Case.objects.count() == 3
    held = Case.objects.get(id=ImportedCase.objects.get(number="1").case_id)
    (kept,) = held.data["form"]["materials"]
    with as_actor(hat(WATER)):
        assert file_read(hat(WATER), kept["file"]).startswith(b"%PDF")
    other = Case.objects.get(id=ImportedCase.objects.get(number="2").case_id)
    assert "materials" not in other.data["form"]


def test_rows_of_a_database_are_read_in_a_transaction_that_can_write_nothing(
    place, monkeypatch, transactional_db_address
):
    monkeypatch.setenv("YIWANG_IMPORT_OLD", transactional_db_address)
    columns = ", ".join(f"'{value}'::text AS \"{name}\"" for name, value in old_row("D-1").items())
    held = mapping_get("old_database")
    asked = held.model_copy(update={"source": held.source.model_copy(update={"query": f"SELECT {columns}"})})
    table = source_read(asked, None)
    assert [row.cells["工单号"] for row in table.rows] == ["D-1"] and table.name == "YIWANG_IMPORT_OLD"
    again = source_read(asked, None)
    assert again.digest == table.digest
    from yiwang.engines.imports.public import SourceUnreadable

    writes = asked.model_copy(
        update={"source": held.source.model_copy(update={"query": "CREATE TABLE x (y int)"})}
    )
    with pytest.raises(SourceUnreadable, match="没有读成"):
        source_read(writes, None)
    assert transactional_db_address not in str(writes)


@pytest.fixture
def transactional_db_address():
    held = connection.settings_dict
    told = {
        "host": held["HOST"],
        "port": held["PORT"] or 5432,
        "dbname": held["NAME"],
        "user": held["USER"],
        "password": held["PASSWORD"],
    }
    return " ".join(f"{name}='{value}'" for name, value in told.items() if value)
