"""Codes sent to phones; only the worker makes, reads and forgets them."""

import uuid

from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0004_matter"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="PhoneCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.TextField(verbose_name="用途")),
                ("about", models.TextField(default="", verbose_name="所问")),
                ("phone", models.TextField(verbose_name="手机号码（密文）")),
                ("phone_blind", models.TextField(verbose_name="手机号码盲索引")),
                ("code", models.TextField(verbose_name="验证码（密文）")),
                ("address", models.TextField(default="", verbose_name="地址摘要")),
                ("tries", models.SmallIntegerField(default=0, verbose_name="试过次数")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("until", models.DateTimeField(verbose_name="有效至")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                ("used_at", models.DateTimeField(null=True, verbose_name="用掉时间")),
            ],
            options={
                "verbose_name": "短信验证码",
                "db_table": "phone_code",
                "indexes": [
                    models.Index(models.F("phone_blind"), models.F("at"), name="phone_code_phone"),
                    models.Index(
                        models.F("address"),
                        models.F("at"),
                        condition=models.Q(("address", ""), _negated=True),
                        name="phone_code_address",
                    ),
                    models.Index(models.F("at"), name="phone_code_at"),
                ],
            },
        ),
        grant("phone_code", worker="select, insert, update, delete"),
    ]
