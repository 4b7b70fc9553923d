"""Every act may queue; only the worker delivers; staff see the queue's state but no bodies, and may set poison free."""

from django.db import migrations

from yiwang.foundations.scope.public import grant

SEEN = "id, topic, key, not_before, attempts, last_error, made_at, done_at"


class Migration(migrations.Migration):
    dependencies = [("fnd_outbox", "0001_outbox"), ("fnd_scope", "0001_roles")]

    operations = [
        grant(
            "outbox",
            app="select, insert",
            staff=f"insert, select ({SEEN}), update (attempts, not_before)",
            citizen="insert, select (id, key)",
            public="insert, select (id, key)",
            worker="select, insert, update, delete",
        )
    ]
