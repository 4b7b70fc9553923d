"""Sessions with the account in a column: of a person who is erased they are found without reading everybody's.

Those that run are taken along: the new store signs and reads them as Django's own did, so nobody has to sign in again.
Going back, everybody does.
"""

import importlib
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, models
from django.utils import timezone

from yiwang.foundations.audit.public import party_erasure_step, step_again
from yiwang.foundations.scope.public import grant

BEFORE = importlib.import_module("yiwang.foundations.people.migrations.0013_erasing")
ALL = "select, insert, update, delete"
OWN = "FROM account_session WHERE account_id = ANY(a_accounts)"
BATCH = 1000


def take_along(apps, editor):
    """What runs, each with its account; what does not run, and the old rows, go."""
    old, new = apps.get_model("sessions", "Session"), apps.get_model("fnd_people", "AccountSession")
    store = SessionStore()

    def row(one):
        account = store.decode(one.session_data).get(SESSION_KEY)
        said = {"session_key": one.session_key, "session_data": one.session_data, "expire_date": one.expire_date}
        return new(**said, account_id=UUID(account) if account else None)

    running = old.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=BATCH)
    new.objects.bulk_create((row(one) for one in running), batch_size=BATCH)
    old.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0013_erasing"), ("fnd_scope", "0002_sessions")]

    operations = [
        migrations.CreateModel(
            name="AccountSession",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("account_id", models.UUIDField(null=True, verbose_name="账号")),
            ],
            options={
                "verbose_name": "会话",
                "verbose_name_plural": "会话",
                "db_table": "account_session",
                "abstract": False,
                "indexes": [models.Index(fields=["account_id"], name="account_session_account")],
            },
        ),
        grant("account_session", app=ALL, staff=ALL, citizen=ALL, worker=ALL, public=ALL),
        migrations.RunPython(take_along, migrations.RunPython.noop),
        step_again(
            party_erasure_step(
                "people",
                erase=f"{BEFORE.ERASE}  DELETE {OWN};\n",
                against=BEFORE.AGAINST,
                goes=f"{BEFORE.GOES}  UNION ALL SELECT '正在登录的设备', count(*) {OWN}\n",
                stays=BEFORE.STAYS,
            ),
            BEFORE.Migration.operations[1],
        ),
    ]
