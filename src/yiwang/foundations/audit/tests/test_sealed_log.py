"""Whatever the database's owner changes in a sealed log, verification names the row."""

import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import Error

import tools.verify_receipt
from yiwang.foundations.audit.public import (
    NotAuditorError,
    NothingToEraseError,
    NotSealedYetError,
    access_log_for,
    access_record,
    audit_entries,
    audit_record,
    body_erase,
    outside_path,
    receipt_for,
    receipt_problem,
    seal_now,
    verify_all,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

pytestmark = pytest.mark.django_db

CLERK = Actor(
    audience="staff", account_id=uuid.UUID(int=7), hat="post:intake-1", hat_label="综合受理 1 号", unit="hall"
)


def logged(subject="account:a", count=3):
    with as_actor(CLERK):
        for n in range(count):
            audit_record(CLERK, "account.hat_given", subject, {"post": f"p{n}", "weight": 1.5}, {"n": n})


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def named(findings=None):
    return {
        (f.log, f.subject, f.seq) for f in (verify_all() if findings is None else findings) if f.is_breach
    }


def test_an_untouched_log_is_whole():
    logged()
    logged("account:b", 1)
    seal_now()
    logged("account:a", 2)
    seal_now()
    assert verify_all() == []


def test_unsealed_rows_verify_by_their_chain():
    logged()
    assert verify_all() == []
    sql("UPDATE audit_event SET act = 'x' WHERE seq = 2")
    assert named() == {("audit", "account:a", 2)}


EVENT_CHANGES = {
    "subject": "'account:z'",
    "seq": "77",
    "at": "at + interval '1 microsecond'",
    "account": "NULL",
    "hat": "hat || ' '",
    "hat_label": "'别人'",
    "act": "'account.hat_taken'",
    "public": """'{"n": 9}'""",
    "algo": "'sha256'",
    "body_hash": "decode(repeat('11', 32), 'hex')",
    "prev": "decode(repeat('22', 32), 'hex')",
    "hash": "decode(repeat('33', 32), 'hex')",
}


def test_the_table_of_changes_covers_every_column():
    with connection.cursor() as cursor:
        columns = {c.name for c in connection.introspection.get_table_description(cursor, "audit_event")}
    assert columns == set(EVENT_CHANGES)


@pytest.mark.parametrize("column", EVENT_CHANGES)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_change_of_any_column_by_the_owner_names_the_row(column, seq):
    logged()
    seal_now()
    sql(
        f"UPDATE audit_event SET {column} = {EVENT_CHANGES[column]} WHERE subject = 'account:a' AND seq = %s",
        seq,
    )
    assert ("audit", "account:a", seq) in named()


@pytest.mark.parametrize(
    "change", ["salt = decode(repeat('44', 16), 'hex')", """body = '{"post": "chief"}'"""]
)
def test_a_changed_body_names_the_row(change):
    logged()
    seal_now()
    sql(f"UPDATE audit_body SET {change} WHERE seq = 2")
    assert named() == {("audit", "account:a", 2)}


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_row_is_named(seq):
    logged()
    seal_now()
    sql("DELETE FROM audit_event WHERE seq = %s", seq)
    assert ("audit", "account:a", seq) in named()


def test_a_removed_body_is_named():
    logged()
    seal_now()
    sql("DELETE FROM audit_body WHERE seq = 2")
    assert named() == {("audit", "account:a", 2)}


def test_a_whole_chain_removed_with_its_head_is_named():
    logged()
    seal_now()
    for table in ("audit_event", "audit_body", "audit_head"):
        sql(f"DELETE FROM {table}")
    assert named() == {("audit", "account:a", n) for n in (1, 2, 3)}


def test_a_row_inserted_among_sealed_ones_is_named():
    logged()
    seal_now()
    columns = "at, account, hat, hat_label, act, public, algo, body_hash, prev, hash"
    sql(
        f"INSERT INTO audit_event(subject, seq, {columns}) SELECT 'account:a', 0, {columns} FROM audit_event"
        " LIMIT 1"
    )
    assert named() == {("audit", "account:a", 0)}


def test_a_chain_rewritten_with_right_hashes_is_named_from_the_seals():
    logged()
    seal_now()
    for table in ("audit_event", "audit_body", "audit_head"):
        sql(f"DELETE FROM {table}")
    logged()
    forged = {("audit", "account:a", n) for n in (1, 2, 3)}
    assert named() == forged
    seal_now()
    assert named() == forged


def test_leaves_rewritten_in_the_database_are_named_from_the_file_outside():
    logged()
    seal_now()
    sql("UPDATE seal_leaf SET hash = decode(repeat('55', 32), 'hex') WHERE seq = 2")
    assert ("audit", "account:a", 2) in named()


@pytest.mark.parametrize(
    "column", ["at = at + interval '1 hour'", "root = hash", "count = 9", "prev = hash", "algo = 'sha256'"]
)
def test_a_changed_seal_is_named(column):
    logged()
    seal_now()
    sql(f"UPDATE seal SET {column}")
    assert ("seal", "seal", 1) in named()


def test_all_seals_removed_from_the_database_are_missed():
    logged()
    seal_now()
    sql("DELETE FROM seal")
    sql("DELETE FROM seal_leaf")
    assert {("seal", "seal", 1), ("audit", "account:a", 1)} <= named()


def test_a_lost_file_outside_is_told():
    logged()
    seal_now()
    outside_path().unlink()
    assert named() == {("seal", "seal", 1)}


def test_a_removed_last_row_is_missed_by_the_head_even_before_sealing():
    logged()
    sql("DELETE FROM audit_event WHERE seq = 3")
    assert named() == {("audit", "account:a", 3)}


def test_a_body_erased_by_lawful_order_is_told_and_no_breach():
    logged()
    seal_now()
    body_erase(CLERK, log="audit", subject="account:a", seq=2, ground="某法第四十七条，2026-1 号决定")
    seal_now()
    findings = verify_all()
    assert [(f.subject, f.seq, f.kind) for f in findings] == [("account:a", 2, "erased")]
    assert "依法删除" in findings[0].what
    assert "2026-1" in findings[0].what


def test_erasing_needs_a_ground_and_something_to_erase():
    logged()
    with pytest.raises(ValueError, match="依据"):
        body_erase(CLERK, log="audit", subject="account:a", seq=2, ground=" ")
    with pytest.raises(NothingToEraseError):
        body_erase(CLERK, log="audit", subject="account:a", seq=9, ground="x")


@pytest.mark.parametrize("table", ["audit_event", "audit_body", "audit_head", "seal", "seal_leaf"])
@pytest.mark.parametrize("statement", ["DELETE FROM {0}", "UPDATE {0} SET {1} = {1}"])
@pytest.mark.parametrize("audience", ["staff", "citizen", "worker", "public"])
def test_no_role_may_alter_the_log(table, statement, audience):
    logged()
    seal_now()
    column = "hash" if table != "audit_body" else "salt"
    with pytest.raises(Error), as_actor(Actor(audience=audience)):
        sql(statement.format(table, column))


def test_even_with_rights_given_by_mistake_the_trigger_refuses():
    logged()
    sql("GRANT SELECT, UPDATE, DELETE ON audit_event TO yiwang_staff")
    with pytest.raises(Error, match="只能追加"), as_actor(CLERK):
        sql("DELETE FROM audit_event")


def test_a_row_that_does_not_continue_the_chain_is_refused_by_the_database():
    logged()
    values = (
        "account:a",
        9,
        "2026-01-01T00:00Z",
        None,
        "h",
        "l",
        "a",
        None,
        "sm3",
        b"1",
        b"2",
        b"3",
        b"4",
        "{}",
    )
    with pytest.raises(Error, match="不相连"), transaction.atomic():
        sql(f"SELECT audit_append({', '.join(['%s'] * 14)})", *values)


def test_a_receipt_proves_its_row_offline(tmp_path):
    logged(count=5)
    logged("account:b", 2)
    seal = seal_now()
    receipt = json.loads(json.dumps(receipt_for("audit", "account:a", 3)))
    assert receipt_problem(receipt) is None
    (tmp_path / "r.json").write_text(json.dumps(receipt))
    command = [
        sys.executable,
        "-I",
        str(Path(tools.verify_receipt.__file__)),
        str(tmp_path / "r.json"),
        seal.root.hex(),
    ]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    receipt["event"]["act"] = "forged"
    assert "摘要不符" in receipt_problem(receipt)
    (tmp_path / "r.json").write_text(json.dumps(receipt))
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def test_a_receipt_never_shows_the_body():
    logged()
    seal_now()
    assert "p0" not in json.dumps(receipt_for("audit", "account:a", 1))


def test_no_receipt_before_the_seal():
    logged()
    with pytest.raises(NotSealedYetError, match="一分钟"):
        receipt_for("audit", "account:a", 1)


def test_seals_are_linked_and_a_line_cut_by_a_crash_is_written_again():
    logged()
    seal_now()
    logged()
    seal_now()
    lines = outside_path().read_bytes()
    outside_path().write_bytes(lines[:-40])
    assert named() == {("seal", "seal", 2)}
    seal_now()
    assert outside_path().read_bytes() == lines
    first, second = (json.loads(line) for line in lines.splitlines())
    assert second["prev"] == first["hash"]


def test_who_looked_is_told_to_the_person_and_to_nobody_else():
    me, other = uuid.uuid4(), uuid.uuid4()
    with as_actor(CLERK):
        access_record(CLERK, me, "核对身份", ["id_number"])
        with pytest.raises(ValueError, match="用途"):
            access_record(CLERK, me, " ", ["id_number"])
    with as_actor(Actor(audience="citizen", parties=(me,))):
        seen = access_log_for(me)
    assert [(a.who, a.unit, a.purpose, a.fields) for a in seen] == [
        ("综合受理 1 号", "hall", "核对身份", ("id_number",))
    ]
    with as_actor(Actor(audience="citizen", parties=(other,))):
        assert access_log_for(me) == []


def test_only_audit_administrators_read_the_log():
    logged()
    with as_actor(CLERK), pytest.raises(NotAuditorError):
        audit_entries(CLERK)
    auditor = Actor(audience="staff", roles=frozenset({"admin.audit"}))
    with as_actor(auditor):
        rows = audit_entries(auditor, subject="account:a", limit=2)
    assert [(row.seq, row.body["post"]) for row in rows] == [(3, "p2"), (2, "p1")]
