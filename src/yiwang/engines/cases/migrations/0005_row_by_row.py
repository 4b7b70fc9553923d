"""Who sees a case is asked row by row, along the index.

Without ``OFFSET 0`` the planner may turn the question round and read every row of ``case_unit`` first, which grows with
the city and not with the page.
"""

from django.db import migrations

STAFF = """scope_city() OR EXISTS (SELECT FROM case_unit u WHERE u.case_id = "case".id
  AND u.unit_id = ANY(scope_units()) AND u.until IS NULL{offset})"""
CITIZEN = """EXISTS (SELECT FROM case_party p WHERE p.case_id = "case".id
  AND p.party_id = ANY(scope_parties()){offset})"""


def policies(offset):
    """Both policies on cases."""
    staff, citizen = STAFF.replace("{offset}", offset), CITIZEN.replace("{offset}", offset)
    return f"""ALTER POLICY staff_select ON "case" USING ({staff});
ALTER POLICY citizen_select ON "case" USING ({citizen});"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0004_number_key")]

    operations = [migrations.RunSQL(policies(" OFFSET 0"), policies(""))]
