"""Who reads what of ratings: the handling unit and whole-city hats read ratings; who rated is the worker's alone.

The rated unit reads no row: two functions give it whole months, and only where enough people rated.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

UNITS = """
CREATE FUNCTION rating_months(until date, at_least int) RETURNS TABLE (unit_id text, month date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.unit_id, date_trunc('month', r.day)::date FROM rating r
  WHERE r.unit_id = ANY (scope_units()) AND r.day < until AND cardinality(r.doubts) = 0
  GROUP BY 1, 2 HAVING count(*) >= at_least
$$;
CREATE FUNCTION rating_unit_counts(until date, at_least int)
RETURNS TABLE (unit_id text, month date, grade smallint, ratings bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.unit_id, m.month, r.grade, count(*) FROM rating r JOIN rating_months(until, at_least) m
    ON m.unit_id = r.unit_id AND m.month = date_trunc('month', r.day)::date
  WHERE cardinality(r.doubts) = 0 GROUP BY 1, 2, 3 ORDER BY 1, 2 DESC, 3
$$;
CREATE FUNCTION rating_unit_words(until date, at_least int)
RETURNS TABLE (unit_id text, month date, tags text[], words text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.unit_id, m.month, r.tags, r.words FROM rating r JOIN rating_months(until, at_least) m
    ON m.unit_id = r.unit_id AND m.month = date_trunc('month', r.day)::date
  WHERE cardinality(r.doubts) = 0 AND (r.words <> '' OR cardinality(r.tags) > 0) ORDER BY random()
$$;
REVOKE ALL ON FUNCTION rating_months(date, int), rating_unit_counts(date, int), rating_unit_words(date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rating_unit_counts(date, int), rating_unit_words(date, int) TO yiwang_staff;
"""
GONE = """
DROP FUNCTION rating_unit_words(date, int); DROP FUNCTION rating_unit_counts(date, int);
DROP FUNCTION rating_months(date, int);
"""


class Migration(migrations.Migration):
    dependencies = [("eng_ratings", "0001_tables"), ("fnd_scope", "0002_sessions")]

    operations = [
        grant("rating", staff="select", worker="select, insert, update"),
        policy("rating", "staff", "scope_city() OR handler_unit_id = ANY(scope_units())", command="SELECT"),
        grant("rating_trace", worker="select, insert, update"),
        grant("rating_invitation", worker="select, insert, update, delete"),
        grant("rating_token", worker="select, insert, delete"),
        grant("rating_mend", worker="select, insert"),
        migrations.RunSQL(UNITS, GONE),
    ]
