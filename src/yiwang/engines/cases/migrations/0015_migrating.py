"""A running case may go by a newer release: its pin, the names of its steps and the units of its clocks are written too."""

import importlib

from django.db import migrations

POWER = importlib.import_module("yiwang.engines.cases.migrations.0013_power")
BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0014_search_follows").WRITE
WRITE = POWER.replaced(
    BEFORE,
    ("SET state = x.state, owner_unit_id", "SET state = x.state, revision = x.revision, owner_unit_id"),
    ("AS x(id uuid, state text, owner_unit_id text,", "AS x(id uuid, state text, revision int, owner_unit_id text,"),
    ("UPDATE task t SET state = x.state,", "UPDATE task t SET state = x.state, step = x.step, may = x.may,"),
    ("AS x(id uuid, state text, unit_id text, post_id", "AS x(id uuid, state text, step text, may text, unit_id text, post_id"),
    ('UPDATE clock k SET "limit" = x."limit",', 'UPDATE clock k SET key = x.key, unit = x.unit, "limit" = x."limit",'),
    ('AS x(id uuid, "limit" int, source text, state text,', 'AS x(id uuid, key text, unit text, "limit" int, source text, state text,'),
)  # fmt: skip
LISTS = """
CREATE INDEX case_running ON "case" (type, root_id) WHERE is_open;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0014_search_follows")]

    operations = [
        migrations.RunSQL(WRITE, BEFORE),
        migrations.RunSQL(LISTS, "DROP INDEX case_running;"),
    ]
