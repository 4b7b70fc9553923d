"""Who sent what from outside is the worker's alone: programs and pages read it under the hotline's hat."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0006_outside"), ("fnd_scope", "0002_sessions")]

    operations = [grant("hotline_relayed", worker="select, insert, delete")]
