"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.nets.service.window.migrations.0011_erasing")
AGAINST = """
  SELECT '办件 ' || number || ' 还有没有退还的纸质材料' FROM custody_paper
  WHERE number = ANY(a_numbers) AND state <> 'returned' GROUP BY number
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("svc_window", "0012_persons")]
    operations = [
        step_again(
            erasure_step("window", erase=BEFORE.ERASE, files=BEFORE.FILES, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
