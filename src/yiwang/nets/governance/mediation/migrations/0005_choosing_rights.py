"""Who stands near to whom is the worker's alone; it goes with the matter that it was said in."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant

ERASE = """
  DELETE FROM mediation_conflict WHERE case_id = ANY(a_cases);
"""


class Migration(migrations.Migration):
    dependencies = [("gov_mediation", "0004_choosing")]

    operations = [
        grant("mediation_conflict", worker="select, insert"),
        erasure_step("mediation_conflicts", erase=ERASE),
    ]
