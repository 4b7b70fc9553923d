"""Whether a demand was told from the same phone, which a seat learns only of demands that it may be read about.

Who answers a phone need not be who called from it: kept secret and guarded ones are never compared. The function knows
the guarded ones by their cases, which a seat does not see.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

SAME = """
CREATE FUNCTION hotline_same_phone(wanted uuid, blinds text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT cardinality(blinds) > 0 AND case_in_scope(wanted) AND EXISTS (
    SELECT FROM hotline_caller c JOIN hotline_demand d USING (case_id)
    WHERE c.case_id = wanted AND NOT d.keep_secret AND c.phone_blind = ANY(blinds))
$$;
REVOKE ALL ON FUNCTION hotline_same_phone(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hotline_same_phone(uuid, text[]) TO yiwang_staff;
"""


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0009_answers")]

    operations = [
        migrations.RunSQL(SAME, "DROP FUNCTION hotline_same_phone(uuid, text[]);"),
        grant("hotline_answer", staff="select", worker="select, insert"),
        policy("hotline_answer", "staff", "case_in_scope(case_id)", command="SELECT"),
    ]
