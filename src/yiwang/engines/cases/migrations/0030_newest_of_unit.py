"""Who searches one unit's cases is given its newest that match by walking backwards, as the whole city is.

Words that nearly all cases of a unit hold are met within its newest; before, all that match were taken and sorted. What
is not met there is found along the index of terms, as before.
"""

import importlib

from django.db import migrations

HOLDERS = importlib.import_module("yiwang.engines.cases.migrations.0007_holders")
BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0026_newest_found").AFTER

ELSE = """  ELSE
    RETURN QUERY SELECT DISTINCT f.case_id"""
WALK_FIRST = """  ELSE
    IF cardinality(scope_units()) = 1 THEN
      ids := ARRAY(SELECT w.case_id FROM (SELECT DISTINCT u.case_id FROM case_unit u
          WHERE u.unit_id = (scope_units())[1] AND u.until IS NULL AND u.case_id < before
          ORDER BY u.case_id DESC LIMIT 500) w
        JOIN case_search s ON s.case_id = w.case_id
        WHERE position(plain IN s.words) > 0 ORDER BY w.case_id DESC LIMIT most);
      IF cardinality(ids) = most THEN
        RETURN QUERY SELECT f.id FROM unnest(ids) AS f(id) ORDER BY 1 DESC;
        RETURN;
      END IF;
    END IF;
    RETURN QUERY SELECT DISTINCT f.case_id"""
AFTER = HOLDERS.replaced(BEFORE, (ELSE, WALK_FIRST))


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0029_by_subject")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
