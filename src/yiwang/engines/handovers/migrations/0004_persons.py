"""A result that has not reached its receiver keeps the person; where others went stays or goes with the matter."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

AGAINST = """SELECT '还有没有交到本人手里的结果' WHERE EXISTS (SELECT FROM handover WHERE party_id = ANY(a_parties)
  AND state <> 'delivered')"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_handovers", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("handovers", against=AGAINST)]
