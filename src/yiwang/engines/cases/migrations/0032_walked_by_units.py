"""Who searches the cases of several units is given their newest by walking backwards, as one unit is; counts read no rows.

The newest of several units are among the newest of each; of many, fewer are looked at, so that the walk stays short. Counts by unit and by subject are made along an index that holds
all they ask, the root included, by which row-level security keeps cases about a body from that body.
"""

import importlib

from django.db import migrations, models

HOLDERS = importlib.import_module("yiwang.engines.cases.migrations.0007_holders")
BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0030_newest_of_unit").AFTER

ONE = "IF cardinality(scope_units()) = 1 THEN"
SEVERAL = "IF cardinality(scope_units()) <= 400 THEN"
OF_ONE = """(SELECT DISTINCT u.case_id FROM case_unit u
          WHERE u.unit_id = (scope_units())[1] AND u.until IS NULL AND u.case_id < before
          ORDER BY u.case_id DESC LIMIT 500) w"""
OF_SEVERAL = """(SELECT DISTINCT n.case_id FROM unnest(scope_units()) mine CROSS JOIN LATERAL (
            SELECT DISTINCT u.case_id FROM case_unit u
            WHERE u.unit_id = mine AND u.until IS NULL AND u.case_id < before
            ORDER BY u.case_id DESC LIMIT near) n
          ORDER BY n.case_id DESC LIMIT near) w"""
DECLARED = "DECLARE "
NEAR = "DECLARE near int := CASE WHEN cardinality(scope_units()) <= 16 THEN 500 ELSE 200 END; "
AFTER = HOLDERS.replaced(BEFORE, (ONE, SEVERAL), (OF_ONE, OF_SEVERAL), (DECLARED, NEAR))
OPEN = "WHERE state = 'open'"
WITHOUT = f"CREATE INDEX task_by_unit ON task (unit_id) INCLUDE (case_id, due_at, warn_at, paused) {OPEN}"
WITH = (
    f"CREATE INDEX task_by_unit ON task (unit_id) INCLUDE (case_id, root_id, due_at, warn_at, paused) {OPEN}"
)


class Migration(migrations.Migration):
    """The same answers by shorter ways."""

    dependencies = [("eng_cases", "0031_search_put_planned")]
    operations = [
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(["DROP INDEX task_by_unit", WITH], ["DROP INDEX task_by_unit", WITHOUT]),
        migrations.RemoveIndex("case", "case_subject"),
        migrations.AddIndex(
            "case",
            models.Index(fields=["subject"], name="case_subject", include=["id", "root_id", "closed_at"]),
        ),
    ]
