"""Finding cases by who they are for and what they are called, two signs at a time: Chinese has no spaces to split at.

Each case has one row of terms: every pair of neighbouring signs of its parties' names and its title, and its units.
A search asks one index for pairs and unit together, so that what it costs follows from what the unit has, not the city.
The table answers to nobody; ``case_find`` applies the scope inside, since row-level security would lose the index.
"""

import importlib

from django.db import migrations

HOLDERS = importlib.import_module("yiwang.engines.cases.migrations.0007_holders")
WRITE = HOLDERS.replaced(HOLDERS.BEFORE, *HOLDERS.STEPS, HOLDERS.QUICK)
LAST = "  INSERT INTO event (root_id, seq, case_id,"
FILL = """  IF doc ? 'new_cases' THEN
    PERFORM case_search_put(ARRAY(SELECT x.id FROM jsonb_to_recordset(doc->'new_cases') AS x(id uuid)));
  END IF;
"""

TABLE = """
CREATE TABLE case_search (case_id uuid PRIMARY KEY, words text NOT NULL, terms text[] NOT NULL);
CREATE INDEX case_search_terms ON case_search USING gin (terms);

CREATE FUNCTION search_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(words, NFKC)), '\\s+', '', 'g') $$;

CREATE FUNCTION search_pairs(plain text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(plain, n, 2)), '{}') FROM generate_series(1, length(plain) - 1) n $$;

CREATE FUNCTION case_search_put(wanted uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO case_search (case_id, words, terms)
    SELECT c.id, w.plain, search_pairs(w.plain)
        || ARRAY(SELECT 'u:' || u.unit_id FROM case_unit u WHERE u.case_id = c.id AND u.until IS NULL)
    FROM "case" c CROSS JOIN LATERAL (
      SELECT search_plain(c.title) || coalesce('|' || string_agg(search_plain(p.name), '|'), '') AS plain
      FROM case_party o JOIN party p ON p.id = o.party_id WHERE o.case_id = c.id) w
    WHERE c.id = ANY(wanted)
  ON CONFLICT (case_id) DO UPDATE SET words = excluded.words, terms = excluded.terms
$$;
REVOKE ALL ON FUNCTION case_search_put(uuid[]) FROM PUBLIC;

CREATE FUNCTION case_search_renamed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM case_search_put(ARRAY(SELECT o.case_id FROM case_party o WHERE o.party_id = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER case_search_renamed AFTER UPDATE OF name ON party
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION case_search_renamed();

CREATE FUNCTION case_find(words text, before uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE plain text := search_plain(words); pairs text[] := search_pairs(plain);
BEGIN
  IF cardinality(pairs) = 0 OR current_setting('role', true) NOT IN ('yiwang_staff', 'none') THEN RETURN; END IF;
  IF scope_city() THEN
    RETURN QUERY SELECT f.case_id FROM (
        SELECT s.case_id FROM case_search s
        WHERE s.terms @> pairs AND position(plain IN s.words) > 0 AND s.case_id < before LIMIT 5000) f
      ORDER BY f.case_id DESC LIMIT most;
  ELSE
    RETURN QUERY SELECT DISTINCT f.case_id FROM unnest(scope_units()) mine CROSS JOIN LATERAL (
        SELECT s.case_id FROM case_search s
        WHERE s.terms @> (pairs || ('u:' || mine)) AND position(plain IN s.words) > 0 AND s.case_id < before
          AND EXISTS (SELECT FROM case_unit u WHERE u.case_id = s.case_id AND u.unit_id = mine AND u.until IS NULL)
        ORDER BY s.case_id DESC LIMIT most) f
      ORDER BY 1 DESC LIMIT most;
  END IF;
END $$;
REVOKE ALL ON FUNCTION case_find(text, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_find(text, uuid, int) TO yiwang_staff;

SELECT case_search_put(ARRAY(SELECT id FROM "case"));

CREATE INDEX task_by_unit ON task (unit_id) INCLUDE (case_id, due_at, warn_at, paused) WHERE state = 'open';
"""

BACK = """
DROP INDEX task_by_unit;
DROP TRIGGER case_search_renamed ON party; DROP FUNCTION case_search_renamed();
DROP FUNCTION case_find(text, uuid, int); DROP FUNCTION case_search_put(uuid[]);
DROP FUNCTION search_pairs(text); DROP FUNCTION search_plain(text); DROP TABLE case_search;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0008_scope_once"), ("fnd_people", "0006_api_clients")]

    operations = [
        migrations.RunSQL(TABLE, BACK),
        migrations.RunSQL(HOLDERS.replaced(WRITE, (LAST, FILL + LAST)), WRITE),
    ]
