"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.engines.payments.migrations.0003_erasing")
AGAINST = """
  SELECT '办件 ' || a_numbers[array_position(a_cases, c.case_id)] || ' 还有没有缴清或者没有退完的费用' FROM charge c
  WHERE c.case_id = ANY(a_cases) AND (c.state IN ('asked', 'paying') OR EXISTS (
    SELECT FROM refund r WHERE r.charge_id = c.id AND r.state NOT IN ('rejected', 'done')))
  GROUP BY c.case_id
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("eng_payments", "0004_persons")]
    operations = [
        step_again(
            erasure_step("payments", erase=BEFORE.ERASE, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
