"""Versions and which is in force are read by those at work; only the learner's hat writes, and what was shown is its own.

Versions and uses are append-only: no right to change or delete either is given to anybody.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("eng_learning", "0001_tables"), ("fnd_scope", "0002_sessions")]

    operations = [
        grant("learnt_model", staff="select", worker="select, insert"),
        grant("learnt_use", staff="select", worker="select, insert"),
        grant("learnt_shown", worker="select, insert, update, delete"),
    ]
