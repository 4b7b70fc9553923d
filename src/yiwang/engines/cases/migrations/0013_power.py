"""Units join and leave, tasks change units, clocks measure one task, cases link across matters, rulings are remembered."""

import importlib

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

HOLDERS = importlib.import_module("yiwang.engines.cases.migrations.0007_holders")
FUNCTIONS = importlib.import_module("yiwang.engines.cases.migrations.0002_functions")
replaced = HOLDERS.replaced
WRITE_BEFORE = replaced(HOLDERS.BEFORE, *HOLDERS.STEPS, HOLDERS.QUICK)

UNITS_AND_LINKS = """
  IF doc ? 'joined' THEN
    INSERT INTO case_unit (case_id, unit_id, part, since)
      SELECT x.case_id, x.unit_id, x.part, x.since
      FROM jsonb_to_recordset(doc->'joined') AS x(case_id uuid, unit_id text, part text, since timestamptz)
      WHERE EXISTS (SELECT FROM "case" c WHERE c.id = x.case_id AND c.root_id = root)
      ON CONFLICT (case_id, unit_id, part) DO UPDATE SET since = excluded.since, until = NULL;
  END IF;
  IF doc ? 'left' THEN
    UPDATE case_unit u SET until = x.until
      FROM jsonb_to_recordset(doc->'left') AS x(case_id uuid, unit_id text, part text, until timestamptz)
      WHERE u.case_id = x.case_id AND u.unit_id = x.unit_id AND u.part = x.part AND u.until IS NULL
        AND EXISTS (SELECT FROM "case" c WHERE c.id = x.case_id AND c.root_id = root);
  END IF;
  IF doc ? 'linked' THEN
    INSERT INTO case_link (case_id, other_id, kind)
      SELECT x.case_id, x.other_id, x.kind
      FROM jsonb_to_recordset(doc->'linked') AS x(case_id uuid, other_id uuid, kind text)
      WHERE EXISTS (SELECT FROM "case" c WHERE c.id = x.case_id AND c.root_id = root)
      ON CONFLICT DO NOTHING;
  END IF;
  IF doc ? 'parted' THEN
    DELETE FROM case_link l
      USING jsonb_to_recordset(doc->'parted') AS x(case_id uuid, other_id uuid, kind text)
      WHERE l.case_id = x.case_id AND l.other_id = x.other_id AND l.kind = x.kind
        AND EXISTS (SELECT FROM "case" c WHERE c.id = x.case_id AND c.root_id = root);
  END IF;
  IF doc ? 'rulings' THEN
    INSERT INTO precedent (id, case_id, root_id, seq, type, subject, category, division_id, unit_id, reasoning,
        decided_at, account, hat_label)
      SELECT x.id, x.case_id, root, x.seq, c.type, c.subject, x.category, c.division_id, x.unit_id, x.reasoning,
        x.decided_at, x.account, x.hat_label
      FROM jsonb_to_recordset(doc->'rulings') AS x(id uuid, case_id uuid, seq int, category text, unit_id text,
        reasoning text, decided_at timestamptz, account uuid, hat_label text)
      JOIN "case" c ON c.id = x.case_id AND c.root_id = root;
  END IF;
  IF doc ? 'new_tasks' THEN"""
WRITE = replaced(
    WRITE_BEFORE,
    ("SET state = x.state, is_open = x.is_open,", "SET state = x.state, owner_unit_id = x.owner_unit_id, is_open = x.is_open,"),
    ("AS x(id uuid, state text, is_open boolean,", "AS x(id uuid, state text, owner_unit_id text, is_open boolean,"),
    ("\n  IF doc ? 'new_tasks' THEN", UNITS_AND_LINKS),
    ("UPDATE task t SET state = x.state,", "UPDATE task t SET state = x.state, unit_id = x.unit_id,"),
    ("AS x(id uuid, state text, post_id text,", "AS x(id uuid, state text, unit_id text, post_id text,"),
    ("INSERT INTO clock (id, case_id, root_id, key,", "INSERT INTO clock (id, case_id, root_id, task_id, key,"),
    ("SELECT id, case_id, root, key, \"limit\"", "SELECT id, case_id, root, task_id, key, \"limit\""),
    ("AS x(id uuid, case_id uuid, key text, \"limit\" int,", "AS x(id uuid, case_id uuid, task_id uuid, key text, \"limit\" int,"),
)  # fmt: skip

MATTER_BEFORE = FUNCTIONS.LOAD[: FUNCTIONS.LOAD.index("REVOKE ALL")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
MATTER = replaced(
    MATTER_BEFORE,
    (
        """'after', (SELECT json_agg(json_build_array(l.other_id, l.needs) ORDER BY l.id)
              FROM case_link l WHERE l.case_id = c.id AND l.kind = 'after'),""",
        """'links', (SELECT json_agg(json_build_array(l.other_id, l.kind, l.needs) ORDER BY l.id)
              FROM case_link l WHERE l.case_id = c.id),
    'members', (SELECT count(*) FROM case_link l WHERE l.other_id = c.id AND l.kind = 'merged_into'),""",
    ),
)  # fmt: skip

LOAD_WITH = """
CREATE FUNCTION case_load_with(wanted uuid, named text) RETURNS json
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE root uuid; other uuid;
BEGIN
  IF NOT case_in_scope(wanted) THEN RETURN NULL; END IF;
  SELECT root_id INTO root FROM "case" WHERE id = wanted;
  IF root IS NULL THEN RETURN NULL; END IF;
  SELECT c.id INTO other FROM "case" c WHERE c.number = named AND case_in_scope(c.id);
  -- both roots, always in the same order: two who merge crosswise wait for each other and never for ever
  PERFORM FROM "case" WHERE id IN (root, (SELECT o.root_id FROM "case" o WHERE o.id = other)) ORDER BY id FOR UPDATE;
  RETURN json_build_object('matter', case_matter(root), 'other', (
    SELECT json_build_object('id', c.id, 'root_id', c.root_id, 'type', c.type, 'is_open', c.is_open,
      'merged', EXISTS (SELECT FROM case_link l WHERE l.case_id = c.id AND l.kind = 'merged_into'))
    FROM "case" c WHERE c.id = other));
END $$;
REVOKE ALL ON FUNCTION case_load_with(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_load_with(uuid, text) TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0012_joint")]

    operations = [
        migrations.CreateModel(
            name="Precedent",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(verbose_name="办件")),
                ("root_id", models.UUIDField(verbose_name="总办件")),
                ("seq", models.IntegerField(verbose_name="序号")),
                ("type", models.TextField(verbose_name="办件类型")),
                ("subject", models.TextField(verbose_name="事项")),
                ("category", models.TextField(db_default="", verbose_name="类别")),
                ("division_id", models.TextField(db_default="", verbose_name="区划")),
                ("unit_id", models.TextField(verbose_name="承办单位")),
                ("reasoning", models.TextField(verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="裁定时间")),
                ("account", models.UUIDField(null=True, verbose_name="账号")),
                ("hat_label", models.TextField(verbose_name="裁定人")),
            ],
            options={
                "verbose_name": "归属先例",
                "verbose_name_plural": "归属先例",
                "db_table": "precedent",
                "indexes": [models.Index(models.F("type"), models.F("subject"), models.OrderBy(models.F("decided_at"), descending=True), name="precedent_subject")],
                "constraints": [models.UniqueConstraint(models.F("root_id"), models.F("seq"), name="precedent_once")],
            },
        ),
        grant("precedent", staff="select", worker="select"),
        policy("precedent", "staff", "true", command="SELECT"),
        migrations.RunSQL(WRITE, WRITE_BEFORE),
        migrations.RunSQL(MATTER, MATTER_BEFORE),
        migrations.RunSQL(LOAD_WITH, "DROP FUNCTION case_load_with(uuid, text);"),
    ]
