"""The last number that a unit drew for a type of licence in a year."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

ALL = "select, insert, update"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"


class Migration(migrations.Migration):
    dependencies = [("eng_licences", "0002_rights")]

    operations = [
        migrations.CreateModel(
            name="LicenceNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_id", models.CharField(max_length=96, verbose_name="单位")),
                ("type", models.CharField(max_length=64, verbose_name="证照类型")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("last", models.PositiveIntegerField(verbose_name="最后编号")),
            ],
            options={
                "verbose_name": "证照编号",
                "db_table": "licence_number",
                "constraints": [
                    models.UniqueConstraint(fields=["unit_id", "type", "year"], name="licence_number_once")
                ],
            },
        ),
        grant("licence_number", staff=ALL, worker=ALL),
        policy("licence_number", "staff", UNIT),
    ]
