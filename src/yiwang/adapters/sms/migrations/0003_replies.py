"""Replies that came in; only the worker writes and reads them."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_sms", "0002_rights"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="SmsReplied",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True, verbose_name="网关的编号")),
                ("masked", models.TextField(verbose_name="手机号码（遮盖）")),
                ("text", models.TextField(verbose_name="内容")),
                ("verdict", models.TextField(default="", verbose_name="怎样处理")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={"verbose_name": "短信回复", "db_table": "sms_replied", "ordering": ("-id",)},
        ),
        grant("sms_replied", worker="select, insert, update"),
    ]
