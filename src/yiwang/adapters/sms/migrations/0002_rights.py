"""Rights on the box: the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_sms", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [grant("sms_message", worker="select, insert, update, delete")]
