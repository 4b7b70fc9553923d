"""Calls are the worker's alone: pages read and write them by this app's acts, which ask who may first.

What happened is never changed; a recording is in no list, count or file of anybody who may not hear it.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant

ALL = "select, insert, update"


class Migration(migrations.Migration):
    dependencies = [("eng_calls", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("call", worker=ALL),
        grant("call_event", worker="select, insert"),
        grant("call_case", worker="select, insert"),
        grant("call_pulse", worker=ALL),
        grant("call_seat", worker=f"{ALL}, delete"),
        grant("call_task", worker=ALL),
        grant("call_attempt", worker="select, insert"),
        grant("call_recording", worker=ALL),
    ]
