"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.cases.migrations.0020_erasing")
AGAINST = """
  SELECT '办件 ' || string_agg(number, '、' ORDER BY number) || ' 还没有办结' FROM "case"
    WHERE root_id = a_root AND is_open HAVING count(*) > 0
  UNION ALL SELECT '有人停止归档（' || h.placed_hat || '）' FROM case_hold h WHERE h.root_id = a_root AND h.lifted_at IS NULL
  UNION ALL SELECT '关联的办件 ' || o.number || ' 还在办' FROM case_link l JOIN "case" o
      ON o.id = CASE WHEN l.case_id = ANY(a_cases) THEN l.other_id ELSE l.case_id END
    WHERE (l.case_id = ANY(a_cases) OR l.other_id = ANY(a_cases)) AND o.root_id <> a_root AND o.is_open
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_cases", "0027_persons")]
    operations = [
        step_again(
            erasure_step("cases", erase=BEFORE.ERASE, files=BEFORE.FILES, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
