"""The one matter a hat may be held to, for restrictive policies."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION scope_matter() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.matter', true), '')::uuid $$;
"""


class Migration(migrations.Migration):
    dependencies = [("fnd_scope", "0002_sessions")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION scope_matter();")]
