"""Pictures and knocks are the worker's alone: pages read them under its hat after asking for the case."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0004_telling"), ("fnd_scope", "0002_sessions")]

    operations = [
        grant("hotline_photo", worker="select, insert, update"),
        grant("hotline_knock", worker="select, insert, delete"),
    ]
