"""Parties to whom no notice goes; only the worker knows and writes them."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0002_rights"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="NoticeSilence",
            fields=[
                ("party_id", models.UUIDField(primary_key=True, serialize=False, verbose_name="当事人")),
                ("ground", models.TextField(verbose_name="依据")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={"verbose_name": "不再联系", "db_table": "notice_silence"},
        ),
        grant("notice_silence", worker="select, insert"),
    ]
