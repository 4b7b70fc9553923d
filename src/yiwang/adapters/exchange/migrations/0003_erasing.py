"""The stand-in's book forgets what it was told of a matter that is erased."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  UPDATE demo_exchange_task t SET title = '', note = '' FROM external_step s
    WHERE t.number = s.number AND s.case_id = ANY(a_cases);
"""


class Migration(migrations.Migration):
    dependencies = [("ada_exchange", "0002_rights"), ("fnd_audit", "0002_sealed"), ("eng_externals", "0003_erasing")]

    operations = [erasure_step("exchange", erase=ERASE)]
