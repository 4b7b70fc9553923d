"""Whoever searches the whole city is given the newest that match, however many match.

Before, any five thousand matches were taken and sorted; the newest could be missing where more match. Few matches are
still all looked at. Many are met soon by walking from the newest backwards, along the key; if they lie far back, all are
sorted: slow, but right.
"""

import importlib

from django.db import migrations

SEARCH = importlib.import_module("yiwang.engines.cases.migrations.0009_search")
HOLDERS = importlib.import_module("yiwang.engines.cases.migrations.0007_holders")
BEGIN, END = "CREATE FUNCTION case_find", "REVOKE ALL ON FUNCTION case_find"
BEFORE = SEARCH.TABLE[SEARCH.TABLE.index(BEGIN) : SEARCH.TABLE.index(END)].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)

ANY_FIRST = """
    RETURN QUERY SELECT f.case_id FROM (
        SELECT s.case_id FROM case_search s
        WHERE s.terms @> pairs AND position(plain IN s.words) > 0 AND s.case_id < before LIMIT 5000) f
      ORDER BY f.case_id DESC LIMIT most;
"""
NEWEST_FIRST = """
    ids := ARRAY(SELECT s.case_id FROM case_search s
      WHERE s.terms @> pairs AND position(plain IN s.words) > 0 AND s.case_id < before LIMIT 5000);
    IF cardinality(ids) = 5000 THEN
      ids := ARRAY(SELECT w.case_id FROM (SELECT s.case_id, s.words FROM case_search s WHERE s.case_id < before
          ORDER BY s.case_id DESC LIMIT 20000) w
        WHERE position(plain IN w.words) > 0 ORDER BY w.case_id DESC LIMIT most);
      IF cardinality(ids) < most THEN
        ids := ARRAY(SELECT s.case_id FROM case_search s
          WHERE s.terms @> pairs AND position(plain IN s.words) > 0 AND s.case_id < before
          ORDER BY s.case_id DESC LIMIT most);
      END IF;
    END IF;
    RETURN QUERY SELECT f.id FROM unnest(ids) AS f(id) ORDER BY 1 DESC LIMIT most;
"""
AFTER = HOLDERS.replaced(
    BEFORE,
    ("pairs text[] := search_pairs(plain);", "pairs text[] := search_pairs(plain); ids uuid[];"),
    (ANY_FIRST, NEWEST_FIRST),
)


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0025_answers")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
