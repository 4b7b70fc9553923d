"""A paper whose matter is erased: its code answers that it is revoked, and shows nothing of what stood on it."""

from django.db import migrations

FORGET = """
CREATE FUNCTION verification_forget(wanted text, subjects text[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE verification_code SET shown = '{}', revoked_at = coalesce(revoked_at, now())
  WHERE kind = wanted AND subject = ANY(subjects)
$$;
REVOKE ALL ON FUNCTION verification_forget(text, text[]) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("fnd_papers", "0002_rights")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION verification_forget(text, text[]);")]
