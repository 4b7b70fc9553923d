"""Charges of a matter that is erased stay as the books want them: amounts, days, receipts; no words of people."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  UPDATE charge SET failure = '' WHERE case_id = ANY(a_cases);
  UPDATE refund r SET reason = '', note = '' FROM charge c WHERE r.charge_id = c.id AND c.case_id = ANY(a_cases);
"""
AGAINST = """SELECT '还有没有缴清或者没有退完的费用' WHERE EXISTS (SELECT FROM charge c WHERE c.case_id = ANY(a_cases)
  AND (c.state IN ('asked', 'paying') OR EXISTS (SELECT FROM refund r WHERE r.charge_id = c.id
    AND r.state NOT IN ('rejected', 'done'))))"""


class Migration(migrations.Migration):
    dependencies = [("eng_payments", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("payments", erase=ERASE, against=AGAINST)]
