"""Rights on the stand-ins' book: the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_delivery", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [grant("demo_parcel", worker="select, insert, update")]
