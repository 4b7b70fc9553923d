"""Who reported that something cannot be done, and its phone, go with the person; the report stays with its case."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

MINE = "(party_id = ANY(a_parties) OR phone_blind = ANY(a_blinds))"
ERASE = f"""
  UPDATE stuck_report SET party_id = NULL, phone = '', phone_blind = '' WHERE {MINE};
"""
GOES = f"SELECT '“办不成事”反映人和手机号码', count(*) FROM stuck_report WHERE {MINE}"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("svc_voice", "0004_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("voice", erase=ERASE, goes=GOES)]
