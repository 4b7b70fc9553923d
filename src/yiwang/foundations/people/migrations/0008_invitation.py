"""Invitations to new accounts: made by administrators, taken up before anybody has a hat."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0007_matter")]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(verbose_name="发出时间")),
                ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                ("used_at", models.DateTimeField(null=True, verbose_name="接受时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号邀请",
                "verbose_name_plural": "账号邀请",
                "db_table": "account_invitation",
                "ordering": ("-made_at",),
            },
        ),
        grant("account_invitation", app="select, update(used_at)", staff="select, insert, update(expires_at)",
              worker="select, insert, update"),
    ]
