"""Checks of persons for an application that is erased go with it."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM person_check WHERE matter_id::text = a_key;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_person_checks", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("person_checks", erase=ERASE)]
