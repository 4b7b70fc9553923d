"""Of a demand that is erased the type, place and channel stay in the figures; the caller, pictures and purposes go."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM hotline_caller WHERE case_id = ANY(a_cases);
  DELETE FROM hotline_photo WHERE case_id = ANY(a_cases);
  UPDATE hotline_relayed SET media_url = '' WHERE case_id = ANY(a_cases);
  UPDATE hotline_identity_look SET purpose = '' WHERE case_id = ANY(a_cases);
  UPDATE hotline_demand SET number_blind = 'erased:' || id WHERE case_id = ANY(a_cases);
"""
FILES = """SELECT file_id FROM hotline_photo WHERE case_id = ANY(a_cases)"""


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0007_outside_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("hotline", erase=ERASE, files=FILES)]
