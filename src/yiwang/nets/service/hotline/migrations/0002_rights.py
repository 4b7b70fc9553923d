"""Demands are read with their cases; callers, bodies that must not see, and looks are the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0001_tables"), ("fnd_scope", "0002_sessions"), ("eng_cases", "0013_power")]

    operations = [
        grant("hotline_demand", staff="select", worker="select, insert, update"),
        policy("hotline_demand", "staff", "case_in_scope(case_id)", command="SELECT"),
        grant("hotline_caller", worker="select, insert, update, delete"),
        grant("hotline_barred", worker="select, insert"),
        grant("hotline_identity_look", worker="select, insert, update"),
    ]
