"""Closed matters are archived: read-only, held by the door itself; a hold keeps a matter from it."""

import importlib
import uuid

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

POWER = importlib.import_module("yiwang.engines.cases.migrations.0013_power")
BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0015_migrating").WRITE
WRITE = POWER.replaced(
    BEFORE,
    ("seen int := (doc->>'seen')::int;", "seen int := (doc->>'seen')::int; kept timestamptz;"),
    ('PERFORM FROM "case" WHERE id = root AND chain_seq = seen;',
     'SELECT archived_at INTO kept FROM "case" WHERE id = root AND chain_seq = seen;'),
    ("USING ERRCODE = '40001'; END IF;",
     "USING ERRCODE = '40001'; END IF;\n    IF kept IS NOT NULL AND NOT doc ? 'keeping' THEN RAISE EXCEPTION 'case_write: archived'; END IF;"),
    ("revision = x.revision, owner_unit_id", "revision = x.revision, archived_at = coalesce(x.archived_at, c.archived_at), owner_unit_id"),
    ("revision int, owner_unit_id text,", "revision int, archived_at timestamptz, owner_unit_id text,"),
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0015_migrating")]

    operations = [
        migrations.AddField("case", "archived_at", models.DateTimeField(verbose_name="归档时间", null=True)),
        migrations.AddIndex(
            "case",
            models.Index(
                "type", "closed_at", name="case_to_archive",
                condition=models.Q(is_open=False, archived_at=None, parent_id=None),
            ),
        ),  # fmt: skip
        migrations.CreateModel(
            name="CaseHold",
            fields=[
                ("id", models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, serialize=False)),
                ("case_id", models.UUIDField(verbose_name="办件")),
                ("root_id", models.UUIDField(verbose_name="总办件")),
                ("reason", models.TextField(verbose_name="理由")),
                ("placed_at", models.DateTimeField(verbose_name="自")),
                ("placed_by", models.UUIDField(verbose_name="账号", null=True)),
                ("placed_hat", models.TextField(verbose_name="岗位")),
                ("lifted_at", models.DateTimeField(verbose_name="解除于", null=True)),
                ("lifted_by", models.UUIDField(verbose_name="解除人", null=True)),
                ("lifted_hat", models.TextField(verbose_name="解除的岗位", db_default="")),
                ("lifted_reason", models.TextField(verbose_name="解除理由", db_default="")),
            ],
            options={
                "verbose_name": "停止归档",
                "verbose_name_plural": "停止归档",
                "db_table": "case_hold",
                "indexes": [
                    models.Index("root_id", name="case_hold_open", condition=models.Q(lifted_at=None)),
                    models.Index("case_id", name="case_hold_case"),
                ],
            },
        ),
        grant("case_hold", staff="select, insert, update(lifted_at, lifted_by, lifted_hat, lifted_reason)", worker="select"),
        policy("case_hold", "staff", "case_in_scope(case_id)"),
        migrations.RunSQL(WRITE, BEFORE),
    ]
