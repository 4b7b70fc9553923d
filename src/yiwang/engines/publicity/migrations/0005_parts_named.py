"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.publicity.migrations.0003_erasing")
AGAINST = """
  SELECT '办件 ' || a_numbers[array_position(a_cases, p.case_id)] || ' 的决定还在公示，或者异议还没有答复' FROM publication p WHERE p.case_id = ANY(a_cases)
    AND (p.state = 'shown' AND p.until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date
      OR EXISTS (SELECT FROM publication_objection o WHERE o.publication_id = p.id AND o.answered_at IS NULL))
  GROUP BY p.case_id
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_publicity", "0004_persons")]
    operations = [
        step_again(
            erasure_step("publicity", erase=BEFORE.ERASE, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
