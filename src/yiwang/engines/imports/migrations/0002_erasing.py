"""What an import complained of about a line goes with the case that the line became."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM import_reject r USING imported_case i WHERE i.case_id = ANY(a_cases)
    AND r.run_id = i.run_id AND r.number = i.number;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_imports", "0001_tables"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("imports", erase=ERASE)]
