"""Who may read and write what: everybody his own checks; only the worker writes, and an answer stands for good."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, narrow, policy

PERSON = "person_id = ANY ((SELECT scope_parties())::uuid[])"

ONCE = """
CREATE FUNCTION person_check_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'person_check: 已有结果的核验不能修改'; END $$;
CREATE TRIGGER person_check_answered_once BEFORE UPDATE ON person_check
  FOR EACH ROW WHEN (OLD.state <> 'asked') EXECUTE FUNCTION person_check_answered_once();
"""
BACK = "DROP TRIGGER person_check_answered_once ON person_check; DROP FUNCTION person_check_answered_once();"


class Migration(migrations.Migration):
    dependencies = [("eng_person_checks", "0001_tables"), ("fnd_scope", "0003_matter")]

    operations = [
        grant("person_check", citizen="select", worker="select, insert, update"),
        policy("person_check", "citizen", PERSON, command="SELECT"),
        narrow("person_check", "citizen", "matter_id = scope_matter()"),
        migrations.RunSQL(ONCE, BACK),
    ]
