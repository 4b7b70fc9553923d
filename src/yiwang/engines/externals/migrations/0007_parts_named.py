"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.externals.migrations.0003_erasing")
AGAINST = """
  SELECT '办件 ' || a_numbers[array_position(a_cases, s.case_id)] || ' 还有等外部系统答复的环节' FROM external_step s WHERE s.case_id = ANY(a_cases)
    AND s.state IN ('waiting', 'sent', 'received', 'unknown') GROUP BY s.case_id
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_externals", "0006_told_rights")]
    operations = [
        step_again(
            erasure_step("externals", erase=BEFORE.ERASE, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
