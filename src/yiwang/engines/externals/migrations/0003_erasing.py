"""Of a step done elsewhere the numbers and days stay; words that came back go with the matter."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  UPDATE external_message m SET word = '', note = '' FROM external_step s
    WHERE m.number = s.number AND s.case_id = ANY(a_cases);
  UPDATE external_step SET title = '', word = '', note = '', trouble = '' WHERE case_id = ANY(a_cases);
"""
AGAINST = """SELECT '还有等外部系统答复的环节' WHERE EXISTS (SELECT FROM external_step WHERE case_id = ANY(a_cases)
  AND state IN ('waiting', 'sent', 'received', 'unknown'))"""


class Migration(migrations.Migration):
    dependencies = [("eng_externals", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("externals", erase=ERASE, against=AGAINST)]
