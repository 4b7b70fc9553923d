"""What a person was told, and codes sent to its phone, go with it; that a paper of a matter that stays was served stays."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

ERASE = """
  DELETE FROM notice_read r USING notice n WHERE r.notice_id = n.id AND (n.party_id = ANY(a_parties) OR n.account_id = ANY(a_accounts));
  DELETE FROM notice_read WHERE account_id = ANY(a_accounts);
  DELETE FROM notice_delivery d USING notice n WHERE d.notice_id = n.id
    AND (n.party_id = ANY(a_parties) OR n.account_id = ANY(a_accounts));
  DELETE FROM notice WHERE party_id = ANY(a_parties) OR account_id = ANY(a_accounts);
  DELETE FROM serving WHERE party_id = ANY(a_parties) AND (number = '' OR NOT a_keeps);
  DELETE FROM notice_silence WHERE party_id = ANY(a_parties);
  DELETE FROM phone_code WHERE phone_blind = ANY(a_blinds);
"""
FILES = """SELECT file_id FROM serving WHERE party_id = ANY(a_parties) AND (number = '' OR NOT a_keeps) AND file_id IS NOT NULL"""
AGAINST = """SELECT '还有没有送达的文书' WHERE EXISTS (SELECT FROM serving WHERE party_id = ANY(a_parties) AND state = 'waiting')"""
GOES = """
  SELECT '通知', count(*) FROM notice WHERE party_id = ANY(a_parties) OR account_id = ANY(a_accounts)
  UNION ALL SELECT '送达记录', count(*) FROM serving WHERE party_id = ANY(a_parties) AND (number = '' OR NOT a_keeps)
  UNION ALL SELECT '短信验证码和不再打扰的登记', (SELECT count(*) FROM phone_code WHERE phone_blind = ANY(a_blinds))
    + (SELECT count(*) FROM notice_silence WHERE party_id = ANY(a_parties))
"""
STAYS = """SELECT '文书的送达记录', '随保留的办件保管，证明已经送达'
  WHERE a_keeps AND EXISTS (SELECT FROM serving WHERE party_id = ANY(a_parties) AND number <> '')"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("fnd_notices", "0007_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("notices", erase=ERASE, files=FILES, against=AGAINST, goes=GOES, stays=STAYS)]
