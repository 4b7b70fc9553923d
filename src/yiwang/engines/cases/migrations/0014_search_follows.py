"""Cases are found by their units of now: what search knows of a case is written anew when units join or leave.

``0013`` left out that new cases are put into the search (``0009``); those opened since are put there now.
"""

import importlib

from django.db import migrations

POWER = importlib.import_module("yiwang.engines.cases.migrations.0013_power")
SEARCH = importlib.import_module("yiwang.engines.cases.migrations.0009_search")
FILL = """  IF doc ?| ARRAY['new_cases', 'joined', 'left'] THEN
    PERFORM case_search_put(ARRAY(
      SELECT x.id FROM jsonb_to_recordset(doc->'new_cases') AS x(id uuid) UNION
      SELECT x.case_id FROM jsonb_to_recordset(doc->'joined') AS x(case_id uuid) UNION
      SELECT x.case_id FROM jsonb_to_recordset(doc->'left') AS x(case_id uuid)));
  END IF;
"""
WRITE = POWER.replaced(POWER.WRITE, (SEARCH.LAST, FILL + SEARCH.LAST))
MISSING = """SELECT case_search_put(ARRAY(
  SELECT c.id FROM "case" c WHERE NOT EXISTS (SELECT FROM case_search s WHERE s.case_id = c.id)));"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0013_power")]

    operations = [
        migrations.RunSQL(WRITE, POWER.WRITE),
        migrations.RunSQL(MISSING, migrations.RunSQL.noop),
    ]
