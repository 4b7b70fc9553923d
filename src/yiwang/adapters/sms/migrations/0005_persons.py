"""The stand-in's box forgets what it was told for a person: each message is named after its notice or its code."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

MINE = """EXISTS (SELECT FROM notice n WHERE (n.party_id = ANY(a_parties)
      OR n.account_id = ANY(a_accounts)) AND m.key = 'notice:' || n.id)
    OR EXISTS (SELECT FROM phone_code c WHERE c.phone_blind = ANY(a_blinds) AND position(c.id::text IN m.key) > 0)"""
ERASE = f"""
  DELETE FROM sms_message m WHERE {MINE};
"""
GOES = f"SELECT '演示短信箱里的短信', count(*) FROM sms_message m WHERE {MINE}"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("ada_sms", "0004_erasing"), ("fnd_people", "0013_erasing"), ("fnd_notices", "0005_codes")]
    operations = [party_erasure_step("demo_sms", erase=ERASE, goes=GOES)]
