"""Licences of a matter that is erased: those in force keep it; of the others the number stays, and that there was one."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  UPDATE licence_version v SET face = '{}', labels = '{}', reason = '', file_id = NULL
    FROM licence l WHERE v.licence_id = l.id AND l.case_id = ANY(a_cases);
  UPDATE licence_holder h SET name = '', name_masked = '' FROM licence l
    WHERE h.licence_id = l.id AND l.case_id = ANY(a_cases);
  UPDATE licence_use u SET who = '', purpose = '' FROM licence l WHERE u.licence_id = l.id AND l.case_id = ANY(a_cases);
  DELETE FROM licence_grant g USING licence l WHERE g.licence_id = l.id AND l.case_id = ANY(a_cases);
  UPDATE licence SET status_reason = '' WHERE case_id = ANY(a_cases);
"""
FILES = """SELECT v.file_id FROM licence_version v JOIN licence l ON l.id = v.licence_id
  WHERE l.case_id = ANY(a_cases) AND v.file_id IS NOT NULL"""
AGAINST = """SELECT '这个办件发出的证照还在有效期内' WHERE EXISTS (SELECT FROM licence WHERE case_id = ANY(a_cases)
  AND status IN ('valid', 'suspended')
  AND (valid_until IS NULL OR valid_until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date))"""


class Migration(migrations.Migration):
    dependencies = [("eng_licences", "0004_matter"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("licences", erase=ERASE, files=FILES, against=AGAINST)]
