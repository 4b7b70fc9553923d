"""Requests, signatures and papers are read with their cases; who is in a dispute is the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

WITH_THE_CASE = "case_in_scope(case_id)"


class Migration(migrations.Migration):
    dependencies = [("gov_mediation", "0001_tables"), ("fnd_scope", "0002_sessions"), ("eng_cases", "0013_power")]

    operations = [
        grant("mediation_request", staff="select", citizen="select", worker="select, insert, update"),
        grant("mediation_signature", staff="select", citizen="select", worker="select, insert"),
        grant("mediation_paper", staff="select", citizen="select", worker="select, insert"),
        grant("mediation_side", worker="select, insert, update"),
        *(
            policy(table, role, WITH_THE_CASE, command="SELECT")
            for table in ("mediation_request", "mediation_signature", "mediation_paper")
            for role in ("staff", "citizen")
        ),
    ]
