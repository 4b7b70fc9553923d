"""The stand-in's box forgets what it was told of a matter that is erased: every text message names its number."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM sms_message m USING unnest(a_numbers) named WHERE position(named IN m.text) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("ada_sms", "0003_replies"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("sms", erase=ERASE)]
