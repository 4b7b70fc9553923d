"""Several workers share the due clocks: each takes the first that nobody holds, instead of the first there are.

Before, all of them looked at the same first ones, found them locked by the quickest, and rested.
"""

from django.db import migrations

SHARED = """
CREATE OR REPLACE FUNCTION case_due_roots(at timestamptz, wanted int) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT due.id FROM (
    SELECT c.id FROM clock k JOIN "case" c ON c.id = k.root_id
    WHERE k.state = 'running' AND k.next_at <= at ORDER BY k.next_at LIMIT wanted
    FOR UPDATE OF c SKIP LOCKED) due
$$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION case_due_roots(at timestamptz, wanted int) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM "case" c WHERE c.id IN (
      SELECT k.root_id FROM clock k WHERE k.state = 'running' AND k.next_at <= at ORDER BY k.next_at LIMIT wanted)
    ORDER BY c.id FOR UPDATE SKIP LOCKED
$$;
"""


class Migration(migrations.Migration):
    """The function by which workers find due clocks."""

    dependencies = [("eng_cases", "0020_erasing")]

    operations = [migrations.RunSQL(SHARED, BEFORE)]
