"""A door through which one case is let be looked at: by whoever wears a hat for that case alone."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION case_watch(wanted uuid, watcher text, at timestamptz) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE done int;
BEGIN
  INSERT INTO case_unit(case_id, unit_id, part, since)
  SELECT c.id, watcher, 'watch', at FROM "case" c WHERE c.id = wanted OR c.parent_id = wanted
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
REVOKE ALL ON FUNCTION case_watch(uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_watch(uuid, text, timestamptz) TO yiwang_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0010_matter")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION case_watch(uuid, text, timestamptz);")]
