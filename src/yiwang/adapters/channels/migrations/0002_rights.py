"""Rights on the stand-in's book: the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_channels", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [grant("demo_channel_order", worker="select, insert, update")]
