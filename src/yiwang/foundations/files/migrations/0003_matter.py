"""A hat for one matter reads the files it stored itself; other files of the same party are not its business."""

from django.db import migrations

VISIBLE = """
CREATE OR REPLACE FUNCTION file_visible(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT {limit}(scope_city() OR EXISTS (
    SELECT FROM file_grant g WHERE g.file_id = wanted AND (g.until IS NULL OR g.until > clock_timestamp())
      AND (g.unit_id = ANY(scope_units()) OR g.party_id = ANY(scope_parties()))))
$$;
"""
OWN = """(scope_matter() IS NULL OR EXISTS (
    SELECT FROM file f WHERE f.id = wanted AND f.account = scope_account())) AND """


class Migration(migrations.Migration):
    dependencies = [("fnd_files", "0002_rights"), ("fnd_scope", "0003_matter")]

    operations = [migrations.RunSQL(VISIBLE.replace("{limit}", OWN), VISIBLE.replace("{limit}", ""))]
