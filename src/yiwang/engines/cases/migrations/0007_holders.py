"""Who has a task: its post is written too, and lists of one's own and of nobody's walk along indexes of their own.

The units of a matter see what the others will ask before the one request goes out, and nothing else of one another.
"""

import importlib

import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0002_functions").WRITE.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
STEPS = (
    ("step, unit_id, account_id, may, state", "step, unit_id, post_id, account_id, may, state"),
    ("step, unit_id, account_id, may, state", "step, unit_id, post_id, account_id, may, state"),
    ("unit_id text, account_id uuid,", "unit_id text, post_id text, account_id uuid,"),
    ("account_id = x.account_id,", "account_id = x.account_id, post_id = x.post_id,"),
    ("AS x(id uuid, state text, account_id uuid,", "AS x(id uuid, state text, post_id text, account_id uuid,"),
)
METHODS = "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off"
QUICK = ("LANGUAGE plpgsql VOLATILE", f"LANGUAGE plpgsql {METHODS} VOLATILE")


def replaced(text, *pairs):
    """The text with each of these replaced once; what is not there is a mistake of this file."""
    for old, new in pairs:
        if old not in text:
            raise AssertionError(old)
        text = text.replace(old, new, 1)
    return text


JOINT = """
CREATE FUNCTION case_joint_remarks(wanted uuid) RETURNS TABLE (id uuid, title text, unit_id text, remarks jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.title, o.owner_unit_id, o.data->'intake'->'remarks'
  FROM "case" c JOIN "case" o ON o.root_id = c.root_id
  WHERE c.id = wanted AND o.is_open AND o.data->'intake'->>'status' = 'remarked' AND (scope_city() OR EXISTS (
    SELECT FROM case_unit u WHERE u.case_id = c.id AND u.unit_id = ANY(scope_units()) AND u.until IS NULL
      AND u.part NOT IN ('watch', 'territorial')))
  ORDER BY o.number
$$;
REVOKE ALL ON FUNCTION case_joint_remarks(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_joint_remarks(uuid) TO yiwang_staff, yiwang_worker;
"""


def by_urgency(*first, name, condition):
    """An index over open tasks, the most urgent first."""
    never = django.db.models.expressions.RawSQL("'infinity'::timestamptz", ())
    due = django.db.models.functions.comparison.Coalesce("due_at", never)
    columns = (*map(models.F, first), due, models.F("id"))
    return migrations.AddIndex("task", models.Index(*columns, name=name, condition=condition))


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0006_index_walks")]

    operations = [
        migrations.RunSQL(replaced(BEFORE, *STEPS, QUICK), replaced(BEFORE, QUICK)),
        migrations.RunSQL(JOINT, "DROP FUNCTION case_joint_remarks(uuid);"),
        by_urgency("account_id", name="task_account", condition=models.Q(state="open", account_id__isnull=False)),
        by_urgency("post_id", name="task_post", condition=models.Q(state="open", post_id__isnull=False)),
        by_urgency("unit_id", name="task_free", condition=models.Q(state="open", account_id=None, post_id=None)),
    ]
