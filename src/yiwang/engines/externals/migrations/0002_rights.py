"""Who may read and write what: units read their own steps and count what they copied; the worker does the rest."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
ALL = "select, insert, update"
MOVED = "state, their_number, word, note, trouble, sent_at, received_at, answered_at, patience_at, tries, changed_at"


class Migration(migrations.Migration):
    dependencies = [("eng_externals", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("external_step", staff=f"select, update({MOVED})", worker=ALL),
        policy("external_step", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        policy("external_step", "staff", UNIT, command="UPDATE"),
        grant("external_message", worker=ALL),
        grant("external_copy", staff="select, insert", worker=ALL),
        policy("external_copy", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        policy("external_copy", "staff", UNIT, command="INSERT"),
        grant("external_run", staff="select", worker=ALL),
    ]
