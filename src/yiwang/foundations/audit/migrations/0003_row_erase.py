"""Words of a row of audit's own log go by lawful order: the label of who acted, the public sentence, the body.

The worker alone may ask; the order that vouches for what is left is written with it.
"""

from django.db import migrations

ERASE = """
CREATE FUNCTION audit_row_erase(wanted text, number int, a_label boolean, a_public boolean, a_body boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE audit_event SET hat_label = CASE WHEN a_label THEN '' ELSE hat_label END,
    public = CASE WHEN a_public THEN NULL ELSE public END WHERE subject = wanted AND seq = number;
  DELETE FROM audit_body WHERE a_body AND subject = wanted AND seq = number;
$$;
REVOKE ALL ON FUNCTION audit_row_erase(text, int, boolean, boolean, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_row_erase(text, int, boolean, boolean, boolean) TO yiwang_worker;
"""
BACK = "DROP FUNCTION audit_row_erase(text, int, boolean, boolean, boolean);"


class Migration(migrations.Migration):
    """One function; its callers write the order."""

    dependencies = [("fnd_audit", "0002_sealed")]
    operations = [migrations.RunSQL(ERASE, BACK)]
