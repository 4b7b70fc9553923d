"""What stands against erasing a matter says in which of its cases: one reads which part of a theme is in the way."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step, step_again

BEFORE = importlib.import_module("yiwang.foundations.notices.migrations.0007_erasing")
AGAINST = """
  SELECT '办件 ' || number || ' 还有没有送达的文书' FROM serving
  WHERE number = ANY(a_numbers) AND state = 'waiting' GROUP BY number
"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("fnd_notices", "0008_persons")]
    operations = [
        step_again(
            erasure_step("notices", erase=BEFORE.ERASE, files=BEFORE.FILES, against=AGAINST), BEFORE.Migration.operations[-1]
        )
    ]
