"""Rights on papers: keys of seals and codes are the worker's; anybody may look up a code by function."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

LOOKUP = """
CREATE FUNCTION verification_lookup(blinds text[])
RETURNS TABLE (kind text, subject text, digest bytea, issued_at timestamptz, expires_at timestamptz,
  revoked_at timestamptz, shown jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.kind, v.subject, v.digest, v.issued_at, v.expires_at, v.revoked_at, v.shown
  FROM verification_code v WHERE v.blind = ANY(blinds)
$$;
REVOKE ALL ON FUNCTION verification_lookup(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_lookup(text[])
  TO yiwang_app, yiwang_staff, yiwang_citizen, yiwang_worker, yiwang_public;
"""


class Migration(migrations.Migration):
    dependencies = [("fnd_papers", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.RunSQL(LOOKUP, "DROP FUNCTION verification_lookup(text[]);"),
        grant("verification_code", worker="select, insert, update"),
        grant("seal_identity", worker="select, insert, update"),
        grant("seal_use", staff="select", worker="select, insert"),
        policy("seal_use", "staff", "scope_city() OR unit_id = ANY(scope_units())", command="SELECT"),
    ]
