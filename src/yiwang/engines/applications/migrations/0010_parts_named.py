"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.applications.migrations.0008_erasing")
AGAINST = """
  SELECT '办件 ' || a_numbers[array_position(a_cases, x.case_id)] || ' 认定的告知承诺限制还没有到期' FROM commitment_exclusion x WHERE x.case_id = ANY(a_cases)
    AND x.lifted_at IS NULL AND x.until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date GROUP BY x.case_id
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_applications", "0009_persons")]
    operations = [
        step_again(
            erasure_step("applications", erase=BEFORE.ERASE, files=BEFORE.FILES, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
