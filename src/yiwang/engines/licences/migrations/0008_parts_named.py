"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.licences.migrations.0005_erasing")
AGAINST = """
  SELECT '办件 ' || a_numbers[array_position(a_cases, l.case_id)] || ' 发出的' || string_agg(l.type_name, '、' ORDER BY l.type_name) || '还在有效期内'
  FROM licence l WHERE l.case_id = ANY(a_cases) AND l.status IN ('valid', 'suspended')
    AND (l.valid_until IS NULL OR l.valid_until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date)
  GROUP BY l.case_id
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_licences", "0007_persons")]
    operations = [
        step_again(
            erasure_step("licences", erase=BEFORE.ERASE, files=BEFORE.FILES, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
