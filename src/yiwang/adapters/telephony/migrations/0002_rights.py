"""Rights on the stand-in's book: the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_telephony", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("demo_exchange_call", worker="select, insert, update"),
        grant("demo_exchange_switch", worker="select, insert, update"),
    ]
