"""Requests, signatures and papers are read with their cases; who is in a dispute is the worker's alone.

An applicant sees only papers whose file was granted: what the other side gave the committee has no title for them either.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

WITH_THE_CASE = "case_in_scope(case_id)"
GRANTED = f"{WITH_THE_CASE} AND EXISTS (SELECT FROM file f WHERE f.id = file_id)"


class Migration(migrations.Migration):
    dependencies = [("gov_mediation", "0001_tables"), ("fnd_scope", "0002_sessions"), ("eng_cases", "0013_power"),
        ("fnd_files", "0003_matter"),
    ]

    operations = [
        grant("mediation_request", staff="select", citizen="select", worker="select, insert, update"),
        grant("mediation_signature", staff="select", citizen="select", worker="select, insert"),
        grant("mediation_paper", staff="select", citizen="select", worker="select, insert"),
        grant("mediation_side", worker="select, insert, update"),
        *(
            policy(table, role, WITH_THE_CASE, command="SELECT")
            for table in ("mediation_request", "mediation_signature")
            for role in ("staff", "citizen")
        ),
        policy("mediation_paper", "staff", WITH_THE_CASE, command="SELECT"),
        policy("mediation_paper", "citizen", GRANTED, command="SELECT"),
    ]
