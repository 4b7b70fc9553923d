"""Programs that act under a hat. Only the site's own role reads them, before anybody has a hat; nobody changes a token."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0005_signing_in")]

    operations = [
        migrations.CreateModel(
            name="ApiClient",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=200, verbose_name="用途")),
                ("hat", models.CharField(max_length=200, verbose_name="身份")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), size=None, verbose_name="范围"
                    ),
                ),
                ("digest", models.BinaryField(unique=True, verbose_name="令牌摘要")),
                ("created_at", models.DateTimeField(verbose_name="签发时间")),
                ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="吊销时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={"verbose_name": "接口客户端", "verbose_name_plural": "接口客户端", "db_table": "api_client"},
        ),
        grant("api_client", app="select", worker="select, insert, update(revoked_at)"),
    ]
