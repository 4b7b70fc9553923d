"""Who reported that something cannot be done is forgotten with the case."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM stuck_report WHERE case_id = ANY(a_cases);
"""


class Migration(migrations.Migration):
    dependencies = [("svc_voice", "0003_codes"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("voice", erase=ERASE)]
