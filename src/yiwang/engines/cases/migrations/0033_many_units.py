"""A hat with hundreds of units is served as fast as one with one: whether a case is theirs is asked of the case.

With the units as an array the planner looked each of them up beside each case: two hundred walks down an index a row. The
function that asks reads the few units that take part in the case, past their own policy, which would ask the same again
for each of them. Its cost is said, so that a page is read along an index and not all of it before it is sorted.

Figures of a month, and what is erased or proved of one matter, find their rows along an index.
"""

import importlib

from django.db import migrations, models

BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0008_scope_once")
SET = "(SELECT scope_unit_set())"
OF_CASE = f"(SELECT scope_city()) OR case_within(id, {SET})"
OF_ITS_CASE = f"(SELECT scope_city()) OR case_within(case_id, {SET})"
OF_UNIT = f"(SELECT scope_city()) OR {SET} ? unit_id OR case_within(case_id, {SET})"
WITHIN = """
CREATE FUNCTION case_within(wanted uuid, units jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE COST 1000 SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM case_unit u WHERE u.case_id = wanted AND units ? u.unit_id AND u.until IS NULL);
END $$;
REVOKE ALL ON FUNCTION case_within(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_within(uuid, jsonb) TO yiwang_staff;
"""
POLICIES = f"""
ALTER POLICY staff_select ON "case" USING ({OF_CASE});
ALTER POLICY staff_select ON task USING ({OF_UNIT});
ALTER POLICY staff_select ON case_unit USING ({OF_UNIT});
"""
BELOW = ("event", "clock", "case_party", "case_link")


def below(rule):
    """The policies of what belongs to a case and to no unit."""
    return "\n".join(f"ALTER POLICY staff_select ON {table} USING ({rule});" for table in BELOW)


SCOPE = """
CREATE OR REPLACE FUNCTION case_in_scope(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE current_setting('role', true)
    WHEN 'yiwang_staff' THEN scope_city() OR {mine}
    WHEN 'yiwang_citizen' THEN EXISTS (
      SELECT FROM case_party p WHERE p.case_id = wanted AND p.party_id = ANY(scope_parties()))
    WHEN 'yiwang_worker' THEN true
    WHEN 'none' THEN true
    ELSE false END
$$;
"""
ERASE = """
CREATE OR REPLACE FUNCTION sealed_erase_cases(wanted text, number int) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH erased AS (DELETE FROM event_body WHERE {subject} AND seq = number RETURNING seq)
  SELECT count(*) = 1 FROM erased
$$;
"""
MINE = (
    "case_within(wanted, scope_unit_set())",
    "EXISTS (SELECT FROM case_unit u WHERE u.case_id = wanted AND u.unit_id = ANY(scope_units()) AND u.until IS NULL)",
)
SUBJECT = ("root_id = wanted::uuid", "root_id::text = wanted")


class Migration(migrations.Migration):
    """The same rows for the same hats."""

    dependencies = [("eng_cases", "0032_walked_by_units"), ("fnd_scope", "0004_unit_set")]
    operations = [
        migrations.RunSQL(WITHIN, "DROP FUNCTION case_within(uuid, jsonb);"),
        migrations.RunSQL(POLICIES, BEFORE.policies(*BEFORE.ONCE)),
        migrations.RunSQL(below(OF_ITS_CASE), below("case_in_scope(case_id)")),
        migrations.RunSQL(*(SCOPE.replace("{mine}", mine) for mine in MINE)),
        migrations.RunSQL(*(ERASE.replace("{subject}", subject) for subject in SUBJECT)),
        migrations.AddIndex("case", models.Index("type", "opened_at", name="case_opened")),
    ]
