"""Who sees the whole city sees every file but those that are closed; these are read by grant only."""

from django.db import migrations

VISIBLE = """
CREATE OR REPLACE FUNCTION file_visible(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (scope_matter() IS NULL OR EXISTS (
    SELECT FROM file f WHERE f.id = wanted AND f.account = scope_account()))
  AND ({city} OR EXISTS (
    SELECT FROM file_grant g WHERE g.file_id = wanted AND (g.until IS NULL OR g.until > clock_timestamp())
      AND (g.unit_id = ANY(scope_units()) OR g.party_id = ANY(scope_parties()))))
$$;
"""
OPEN = "(scope_city() AND NOT EXISTS (SELECT FROM file f WHERE f.id = wanted AND f.is_closed))"


class Migration(migrations.Migration):
    dependencies = [("fnd_files", "0004_file_is_closed"), ("fnd_scope", "0003_matter")]

    operations = [migrations.RunSQL(VISIBLE.replace("{city}", OPEN), VISIBLE.replace("{city}", "scope_city()"))]
