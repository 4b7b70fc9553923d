"""What was published of a matter that is erased, and who objected, goes once its days are over."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM publication_change c USING publication p WHERE c.publication_id = p.id AND p.case_id = ANY(a_cases);
  DELETE FROM publication_objection o USING publication p WHERE o.publication_id = p.id AND p.case_id = ANY(a_cases);
  DELETE FROM publication WHERE case_id = ANY(a_cases);
"""
AGAINST = """SELECT '决定还在公示，或者异议还没有答复' WHERE EXISTS (SELECT FROM publication p WHERE p.case_id = ANY(a_cases)
  AND ((p.state = 'shown' AND p.until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date)
    OR EXISTS (SELECT FROM publication_objection o WHERE o.publication_id = p.id AND o.answered_at IS NULL)))"""


class Migration(migrations.Migration):
    dependencies = [("eng_publicity", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("publicity", erase=ERASE, against=AGAINST)]
