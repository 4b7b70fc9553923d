"""Jobs of the night and the hour are kept: when each run began, when and how it ended; runs long ago are forgotten."""

import django.db.models.functions.datetime
from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_outbox", "0003_heartbeat")]

    operations = [
        migrations.CreateModel(
            name="WorkerJob",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField(verbose_name="作业")),
                ("started_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="开始")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束")),
                ("outcome", models.TextField(db_default="", verbose_name="结果")),
            ],
            options={
                "verbose_name": "后台作业",
                "verbose_name_plural": "后台作业",
                "db_table": "worker_job",
                "indexes": [models.Index(fields=["name", "-id"], name="worker_job_last")],
            },
        ),
        grant("worker_job", staff="select", worker="select, insert, update, delete"),
    ]
