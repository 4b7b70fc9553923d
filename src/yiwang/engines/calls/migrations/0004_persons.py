"""The number of a person's calls goes with it, and the sound of those that led to no case; that there was a call stays."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

FREE = """call_id IN (SELECT id FROM call WHERE number_blind = ANY(a_blinds)
    AND NOT EXISTS (SELECT FROM call_case k WHERE k.call_id = call.id))"""
ERASE = f"""
  UPDATE call_recording SET file_id = NULL, state = 'erased', erased_at = a_at WHERE {FREE} AND state <> 'erased';
  UPDATE call_task SET number_blind = '' WHERE number_blind = ANY(a_blinds);
  UPDATE call SET number = '', number_blind = '' WHERE number_blind = ANY(a_blinds);
"""
FILES = f"SELECT file_id FROM call_recording WHERE file_id IS NOT NULL AND {FREE}"
GOES = f"""
  SELECT '通话和回拨的号码', (SELECT count(*) FROM call WHERE number_blind = ANY(a_blinds))
    + (SELECT count(*) FROM call_task WHERE number_blind = ANY(a_blinds))
  UNION ALL SELECT '没有形成办件的录音和留言', count(*) FROM call_recording WHERE {FREE} AND state <> 'erased'
"""
STAYS = """SELECT '办件的通话录音', '随办件保管，到录音的保存期限为止' WHERE EXISTS (
  SELECT FROM call c JOIN call_recording r ON r.call_id = c.id JOIN call_case k ON k.call_id = c.id
  WHERE c.number_blind = ANY(a_blinds) AND r.state <> 'erased' AND a_keeps)"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_calls", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("calls", erase=ERASE, files=FILES, goes=GOES, stays=STAYS)]
