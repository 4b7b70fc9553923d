"""Of a matter that is erased the sound of its calls goes, and the number that called; that there was a call stays."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

CALLS = "(SELECT call_id FROM call_case WHERE case_id = ANY(a_cases))"
ERASE = f"""
  UPDATE call_recording SET file_id = NULL, state = 'erased', erased_at = a_at WHERE call_id IN {CALLS} AND state <> 'erased';
  UPDATE call_task SET number_blind = '' WHERE call_id IN {CALLS};
  UPDATE call SET number = '', number_blind = '' WHERE id IN {CALLS};
"""
FILES = f"SELECT file_id FROM call_recording WHERE file_id IS NOT NULL AND call_id IN {CALLS}"


class Migration(migrations.Migration):
    dependencies = [("eng_calls", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("calls", erase=ERASE, files=FILES)]
