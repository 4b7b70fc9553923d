"""Who reads scripts, and finding them two signs at a time, as cases are found (``eng_cases.0009``).

What weighs most is a pair that few scripts have; a pair of the question or of other words for it weighs twice one of the
answer. ``knowledge_find`` applies who asks inside, since row-level security would lose the index: strangers and citizens
find what is public, those at work all that holds. The columns of pairs are the database's own, and not the model's.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

HOLDS = """state = 'approved' AND (valid_until IS NULL OR valid_until >= current_date - 1)
  AND (superseded_on IS NULL OR superseded_on > current_date - 1)"""
"""The second lock, of what has ended; a day's slack, as the database's day may not be the city's. The first one asks for
the day itself, and for the first day too."""

OWN = "EXISTS (SELECT 1 FROM knowledge_article a WHERE a.id = article_id AND a.unit_id = ANY(scope_units()))"

FIND = """
ALTER TABLE knowledge_version
  ADD COLUMN asked_pairs text[] GENERATED ALWAYS AS (search_pairs(search_plain(question || ' | ' || words))) STORED,
  ADD COLUMN said_pairs text[] GENERATED ALWAYS AS (search_pairs(search_plain(answer))) STORED;
CREATE INDEX knowledge_version_pairs ON knowledge_version USING gin (asked_pairs, said_pairs) WHERE state = 'approved';

CREATE FUNCTION knowledge_find(words text, places text[], day date, most int)
RETURNS TABLE (version_id uuid, score float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  pairs text[] := (search_pairs(search_plain(words)))[1:200];
  everybody boolean := coalesce(current_setting('role', true), '') IN ('yiwang_citizen', 'yiwang_public');
BEGIN
  IF cardinality(pairs) = 0 THEN RETURN; END IF;
  RETURN QUERY
  WITH held AS MATERIALIZED (
    SELECT v.id, v.asked_pairs, v.said_pairs FROM knowledge_version v JOIN knowledge_article a ON a.id = v.article_id
    WHERE v.state = 'approved' AND (v.asked_pairs && pairs OR v.said_pairs && pairs)
      AND v.valid_from <= day AND (v.valid_until IS NULL OR v.valid_until >= day)
      AND (v.superseded_on IS NULL OR v.superseded_on > day)
      AND (NOT everybody OR v.audience = 'public')
      AND (places IS NULL OR a.division_id = ANY(places))
  ), hits AS (
    SELECT h.id, p.pair, 2.0 AS weight FROM held h CROSS JOIN LATERAL unnest(h.asked_pairs) p(pair)
      WHERE p.pair = ANY(pairs)
    UNION ALL
    SELECT h.id, p.pair, 1.0 FROM held h CROSS JOIN LATERAL unnest(h.said_pairs) p(pair)
      WHERE p.pair = ANY(pairs) AND NOT p.pair = ANY(h.asked_pairs)
  ), rare AS (
    SELECT h.pair, ln(1 + (SELECT count(*) FROM held)::float8 / count(*)) AS weight FROM hits h GROUP BY h.pair
  )
  SELECT h.id, sum(h.weight * r.weight) / sqrt(8 + max(cardinality(v.asked_pairs)))
  FROM hits h JOIN rare r USING (pair) JOIN held v ON v.id = h.id
  GROUP BY h.id ORDER BY 2 DESC, 1 LIMIT most;
END $$;
REVOKE ALL ON FUNCTION knowledge_find(text, text[], date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge_find(text, text[], date, int)
  TO yiwang_staff, yiwang_citizen, yiwang_public, yiwang_worker;
"""

BACK = """
DROP FUNCTION knowledge_find(text, text[], date, int);
DROP INDEX knowledge_version_pairs;
ALTER TABLE knowledge_version DROP COLUMN asked_pairs, DROP COLUMN said_pairs;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("eng_knowledge", "0001_tables"), ("eng_cases", "0009_search"), ("fnd_scope", "0002_sessions"),
    ]

    operations = [
        grant("knowledge_article", staff="select", citizen="select", public="select", worker="select, insert, update"),
        policy("knowledge_article", "staff", "true", command="SELECT"),
        policy("knowledge_article", "citizen", "withdrawn_at IS NULL", command="SELECT"),
        policy("knowledge_article", "public", "withdrawn_at IS NULL", command="SELECT"),
        grant("knowledge_version", staff="select", citizen="select", public="select", worker="select, insert, update"),
        policy("knowledge_version", "staff", f"({HOLDS}) OR {OWN}", command="SELECT"),
        policy("knowledge_version", "citizen", f"({HOLDS}) AND audience = 'public'", command="SELECT"),
        policy("knowledge_version", "public", f"({HOLDS}) AND audience = 'public'", command="SELECT"),
        migrations.RunSQL(FIND, BACK),
    ]
