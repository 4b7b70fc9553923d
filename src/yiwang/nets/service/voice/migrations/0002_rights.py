"""Reports are the worker's alone; the sentences that releases were to end are read by staff."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("svc_voice", "0001_tables"), ("fnd_scope", "0002_sessions")]

    operations = [
        grant("stuck_report", worker="select, insert, update"),
        grant("sentence_fix", staff="select", worker="select, insert"),
    ]
