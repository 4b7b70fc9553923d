"""Who may read what: people and units their own hand-overs; the wish is the applicant's. Only the worker writes the rest."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

CITY = "(SELECT scope_city())"
UNIT = "(unit_id = ANY ((SELECT scope_units())::text[]) OR units && (SELECT scope_units())::text[])"
PARTY = "party_id = ANY ((SELECT scope_parties())::uuid[])"
INSIDE = "handover_id IN (SELECT h.id FROM handover h WHERE {seen})"
ALL = "select, insert, update"


class Migration(migrations.Migration):
    dependencies = [("eng_handovers", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("handover", citizen="select", staff="select", worker=ALL),
        policy("handover", "citizen", PARTY, command="SELECT"),
        policy("handover", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        grant("handover_item", citizen="select", staff="select", worker=ALL),
        policy("handover_item", "citizen", INSIDE.format(seen=f"h.{PARTY}"), command="SELECT"),
        policy(
            "handover_item",
            "staff",
            INSIDE.format(seen=f"{CITY} OR {UNIT.replace('unit_id', 'h.unit_id').replace('units &&', 'h.units &&')}"),
            command="SELECT",
        ),
        grant("delivery_wish", citizen=ALL, worker=ALL),
        policy("delivery_wish", "citizen", PARTY),
        grant("delivery_notice", worker=ALL),
    ]
