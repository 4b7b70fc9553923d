"""Who may do what to drafts and submissions, and which rows each sees; a submission never changes."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

OWN = "= ANY ((SELECT scope_parties())::uuid[])"
UNITS = "= ANY ((SELECT scope_units())::text[])"
ALL = "select, insert, update, delete"
SIGNER = "EXISTS (SELECT FROM draft_signature s WHERE s.draft_id = {on} AND s.subject_id " + OWN + ")"

DRAFT = [
    grant("draft", citizen="select, insert, update", worker=ALL),
    policy("draft", "citizen", f"owner_id {OWN} OR {SIGNER.format(on='draft.id')}", command="SELECT"),
    policy("draft", "citizen", f"owner_id {OWN}", command="INSERT"),
    policy("draft", "citizen", f"owner_id {OWN}", command="UPDATE"),
    grant("draft_signature", citizen=ALL, worker=ALL),
    policy("draft_signature", "citizen", f"owner_id {OWN} OR subject_id {OWN}", f"owner_id {OWN}"),
    policy("draft_signature", "citizen", f"subject_id {OWN}", command="UPDATE", name="citizen_signs"),
]


def piece(table: str) -> list[object]:
    """A piece is seen by the owner, by the party it is about, and by every signer if it is about nobody."""
    shared = f"(subject_id IS NULL AND {SIGNER.format(on=f'{table}.draft_id')})"
    return [
        grant(table, citizen=ALL, worker=ALL),
        policy(table, "citizen", f"owner_id {OWN} OR subject_id {OWN} OR {shared}", f"owner_id {OWN} OR subject_id {OWN}"),
    ]


NEVER = """
CREATE FUNCTION submission_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'submission: 已提交的申请不能修改或删除'; END $$;
CREATE TRIGGER submission_never_changes BEFORE UPDATE OR DELETE ON submission
  FOR EACH ROW EXECUTE FUNCTION submission_never_changes();
"""

SUBMISSION = [
    grant("submission", citizen="select, insert", worker="select, insert"),
    policy("submission", "citizen", f"owner_id {OWN}"),
    migrations.RunSQL(NEVER, "DROP TRIGGER submission_never_changes ON submission; DROP FUNCTION submission_never_changes();"),
    grant("issued_paper", citizen="select", staff="select", worker="select, insert"),
    policy("issued_paper", "citizen", f"owner_id {OWN}", command="SELECT"),
    policy("issued_paper", "staff", f"(SELECT scope_city()) OR unit_id {UNITS}", command="SELECT"),
    grant("passed_result", staff="select", worker="select, insert"),
    policy("passed_result", "staff", f"(SELECT scope_city()) OR unit_id {UNITS}", command="SELECT"),
    grant("data_correction", citizen="select, insert, update(state, own, reason)", worker=ALL),
    policy("data_correction", "citizen", f"owner_id {OWN}"),
]


class Migration(migrations.Migration):
    dependencies = [("eng_applications", "0001_tables"), ("fnd_scope", "0002_sessions")]

    operations = [*DRAFT, *piece("draft_value"), *piece("draft_fact"), *piece("draft_material"), *SUBMISSION]
