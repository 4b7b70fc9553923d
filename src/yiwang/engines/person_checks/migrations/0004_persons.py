"""Checks of a person go with it, unless a matter stays whose signature they prove."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

ERASE = """
  DELETE FROM person_check WHERE person_id = ANY(a_parties) AND NOT a_keeps;
"""
GOES = "SELECT '实人核验记录', count(*) FROM person_check WHERE person_id = ANY(a_parties) AND NOT a_keeps"
STAYS = """SELECT '实人核验的编号和结果', '证明保留的办件是本人签的' WHERE a_keeps
  AND EXISTS (SELECT FROM person_check WHERE person_id = ANY(a_parties))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_person_checks", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("person_checks", erase=ERASE, goes=GOES, stays=STAYS)]
