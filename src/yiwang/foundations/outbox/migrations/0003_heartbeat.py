"""Workers say that they live."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("fnd_outbox", "0002_rights")]

    operations = [
        migrations.CreateModel(
            name="WorkerHeartbeat",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False, verbose_name="进程")),
                ("at", models.DateTimeField(verbose_name="最近一次")),
            ],
            options={"verbose_name": "后台进程", "verbose_name_plural": "后台进程", "db_table": "worker_heartbeat"},
        ),
        grant("worker_heartbeat", app="select", staff="select", worker="select, insert, update, delete"),
    ]
