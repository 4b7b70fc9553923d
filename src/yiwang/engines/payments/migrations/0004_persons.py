"""Money stands in the books whoever is erased; what is not settled keeps the person."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

AGAINST = """SELECT '还有没有缴清或者没有退完的费用' WHERE EXISTS (SELECT FROM charge c WHERE c.party_id = ANY(a_parties)
  AND (c.state IN ('asked', 'paying') OR EXISTS (SELECT FROM refund r WHERE r.charge_id = c.id
    AND r.state NOT IN ('rejected', 'done'))))"""
STAYS = """SELECT '缴费和退费的金额、日期、票据', '会计账簿依法保存，里面不写姓名和号码'
  WHERE EXISTS (SELECT FROM charge WHERE party_id = ANY(a_parties))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_payments", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("payments", against=AGAINST, stays=STAYS)]
