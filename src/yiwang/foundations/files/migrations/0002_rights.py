"""Rights on files: whoever holds a grant sees the file; wrapped keys are reached through functions only."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

FUNCTIONS = """
CREATE FUNCTION file_visible(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT scope_city() OR EXISTS (
    SELECT FROM file_grant g WHERE g.file_id = wanted AND (g.until IS NULL OR g.until > clock_timestamp())
      AND (g.unit_id = ANY(scope_units()) OR g.party_id = ANY(scope_parties())))
$$;
CREATE FUNCTION file_unclaimed(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM file_grant g WHERE g.file_id = wanted)
$$;
CREATE FUNCTION file_blob_put(a_digest text, a_key bytea, a_size bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH put AS (INSERT INTO file_blob(digest, wrapped_key, size) VALUES (a_digest, a_key, a_size)
    ON CONFLICT (digest) DO NOTHING RETURNING 1)
  SELECT count(*) = 1 FROM put
$$;
CREATE FUNCTION file_key(wanted uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.wrapped_key FROM file f JOIN file_blob b ON b.digest = f.digest
  WHERE f.id = wanted AND (file_visible(wanted) OR current_setting('role') IN ('yiwang_worker', 'none'))
$$;
REVOKE ALL ON FUNCTION file_visible(uuid), file_unclaimed(uuid), file_blob_put(text, bytea, bigint), file_key(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION file_visible(uuid), file_unclaimed(uuid), file_blob_put(text, bytea, bigint), file_key(uuid)
  TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""

BACK = """
DROP FUNCTION file_visible(uuid), file_unclaimed(uuid), file_blob_put(text, bytea, bigint), file_key(uuid);
"""

VISIBLE = "file_visible(id)"
OWN_UNIT = "file_visible(file_id) OR (unit_id = ANY(scope_units()) AND file_unclaimed(file_id))"
OWN_PARTY = "file_visible(file_id) OR (party_id = ANY(scope_parties()) AND file_unclaimed(file_id))"


class Migration(migrations.Migration):
    dependencies = [("fnd_files", "0001_tables"), ("fnd_scope", "0001_roles"), ("fnd_audit", "0002_sealed")]

    operations = [
        migrations.RunSQL(FUNCTIONS, BACK),
        grant("file_blob", worker="select, update, delete"),
        grant("file", staff="select, insert", citizen="select, insert", worker="select, insert, delete"),
        policy("file", "staff", VISIBLE, command="SELECT"),
        policy("file", "staff", "true", command="INSERT"),
        policy("file", "citizen", VISIBLE, command="SELECT"),
        policy("file", "citizen", "true", command="INSERT"),
        grant(
            "file_grant",
            staff="select, insert",
            citizen="select, insert",
            worker="select, insert, update, delete",
        ),
        policy("file_grant", "staff", "scope_city() OR unit_id = ANY(scope_units())", command="SELECT"),
        policy("file_grant", "staff", OWN_UNIT, command="INSERT"),
        policy("file_grant", "citizen", "party_id = ANY(scope_parties())", command="SELECT"),
        policy("file_grant", "citizen", OWN_PARTY, command="INSERT"),
    ]
