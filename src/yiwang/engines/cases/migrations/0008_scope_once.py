"""The scope of a transaction is read once per query, not once per row: policies ask it in a subquery of their own.

Reading a setting and making an array of it cost more than everything else a list of tasks does.

Nobody asks what stands inside the documents of cases and events, so no statistics are kept of them: making them took
longer than all others together.
"""

from django.db import migrations

ONCE = ("(SELECT scope_city())", "(SELECT scope_units())::text[]", "(SELECT scope_parties())::uuid[]")
EACH = ("scope_city()", "scope_units()", "scope_parties()")
CASE_STAFF = """{city} OR EXISTS (SELECT FROM case_unit u WHERE u.case_id = "case".id
  AND u.unit_id = ANY({units}) AND u.until IS NULL OFFSET 0)"""
CASE_CITIZEN = """EXISTS (SELECT FROM case_party p WHERE p.case_id = "case".id
  AND p.party_id = ANY({parties}) OFFSET 0)"""
OF_UNIT = "{city} OR unit_id = ANY({units}) OR case_in_scope(case_id)"


def policies(city, units, parties):
    """The policies of the tables that lists read, with the scope asked in this way."""
    ask = {"city": city, "units": units, "parties": parties}
    return "\n".join(
        (
            f'ALTER POLICY staff_select ON "case" USING ({CASE_STAFF.format(**ask)});',
            f'ALTER POLICY citizen_select ON "case" USING ({CASE_CITIZEN.format(**ask)});',
            f"ALTER POLICY staff_select ON task USING ({OF_UNIT.format(**ask)});",
            f"ALTER POLICY staff_select ON case_unit USING ({OF_UNIT.format(**ask)});",
        )
    )


DOCUMENTS = (('"case"', "data"), ("event_body", "body"), ("event_body", "salt"), ("clock", "pauses"))


def statistics(target):
    """How many values are kept of each document column for the planner."""
    return "".join(f"ALTER TABLE {table} ALTER {column} SET STATISTICS {target};\n" for table, column in DOCUMENTS)


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0007_holders")]

    operations = [
        migrations.RunSQL(policies(*ONCE), policies(*EACH)),
        migrations.RunSQL(statistics(0), statistics(-1)),
    ]
