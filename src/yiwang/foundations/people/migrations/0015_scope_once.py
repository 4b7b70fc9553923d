"""Whom a unit knows is asked with the scope read once per query, as for cases: not once per person."""

from django.db import migrations

ONCE = ("(SELECT scope_city())", "(SELECT scope_unit_set()) ? {unit}")
EACH = ("scope_city()", "{unit} = ANY (scope_units())")
KNOWN = """{city} OR EXISTS (SELECT FROM party_grant g WHERE g.party_id = party.id AND {granted}
  AND (g.until IS NULL OR g.until > now()) OFFSET 0)"""


def policies(city, within):
    """The policies of parties and of what lets units know them, with the scope asked in this way."""
    known, own = KNOWN.format(city=city, granted=within.format(unit="g.unit_id")), within.format(unit="unit_id")
    return "\n".join(
        (
            f"ALTER POLICY staff_select ON party USING ({known});",
            f"ALTER POLICY staff_update ON party USING ({known}) WITH CHECK ({known});",
            f"ALTER POLICY staff_select ON party_grant USING ({city} OR {own});",
        )
    )


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0014_sessions"), ("fnd_scope", "0004_unit_set")]

    operations = [migrations.RunSQL(policies(*ONCE), policies(*EACH))]
