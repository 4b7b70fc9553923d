"""Everybody reads what is shown; units read what they published; only the worker writes, and reads what stood before."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

SHOWN = "state = 'shown' AND until >= current_date - 1"
"""The second lock; a day's slack, as the database's day may not be the city's. The first one asks for the day itself."""

OWN = "EXISTS (SELECT 1 FROM publication p WHERE p.id = publication_id AND p.unit_id = ANY(scope_units()))"


class Migration(migrations.Migration):
    dependencies = [("eng_publicity", "0001_tables"), ("fnd_scope", "0002_sessions")]

    operations = [
        grant("publication", staff="select", citizen="select", public="select", worker="select, insert, update"),
        policy("publication", "public", SHOWN, command="SELECT"),
        policy("publication", "citizen", SHOWN, command="SELECT"),
        policy("publication", "staff", f"({SHOWN}) OR unit_id = ANY(scope_units())", command="SELECT"),
        grant("publication_change", worker="select, insert"),
        grant("publication_objection", staff="select", worker="select, insert, update"),
        policy("publication_objection", "staff", OWN, command="SELECT"),
    ]
