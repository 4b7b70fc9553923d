"""Licences that a person holds alone and that are out of force go with it but for number and days; in force they keep it."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

MINE = "EXISTS (SELECT FROM licence_holder h WHERE h.licence_id = l.id AND h.party_id = ANY(a_parties))"
IN_FORCE = """l.status IN ('valid', 'suspended')
  AND (l.valid_until IS NULL OR l.valid_until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date)"""
GONE = f"""{MINE} AND NOT ({IN_FORCE}) AND (l.case_id IS NULL OR NOT a_keeps)
  AND NOT EXISTS (SELECT FROM licence_holder o WHERE o.licence_id = l.id AND o.party_id <> ALL(a_parties))"""
ERASE = f"""
  UPDATE licence_version v SET face = '{{}}', labels = '{{}}', reason = '', file_id = NULL FROM licence l
    WHERE v.licence_id = l.id AND {GONE};
  UPDATE licence_use u SET who = '', purpose = '' FROM licence l WHERE u.licence_id = l.id AND {GONE};
  DELETE FROM licence_grant g USING licence l WHERE g.licence_id = l.id AND {GONE};
  DELETE FROM licence_grant WHERE party_id = ANY(a_parties);
  UPDATE licence l SET status_reason = '' WHERE {GONE};
  UPDATE licence_holder h SET name = '', name_masked = '' FROM licence l
    WHERE h.licence_id = l.id AND h.party_id = ANY(a_parties) AND {GONE};
"""
FILES = f"""SELECT v.file_id FROM licence_version v JOIN licence l ON l.id = v.licence_id
  WHERE v.file_id IS NOT NULL AND {GONE}"""
AGAINST = f"""SELECT '本人持有的证照还在有效期内：' || string_agg(DISTINCT l.type_name, '、') FROM licence l
  WHERE {MINE} AND {IN_FORCE} HAVING count(*) > 0"""
GOES = f"""
  SELECT '已经失效的证照', count(*) FROM licence l WHERE {GONE}
    AND EXISTS (SELECT FROM licence_holder h WHERE h.licence_id = l.id AND h.name <> '')
  UNION ALL SELECT '使用证照的授权', count(*) FROM licence_grant WHERE party_id = ANY(a_parties)
"""
STAYS = f"""SELECT '已经失效的证照', '随保留的办件保管，或者还有别的持有人' WHERE EXISTS (
  SELECT FROM licence l WHERE {MINE} AND NOT ({IN_FORCE}) AND NOT ({GONE}) AND EXISTS (
    SELECT FROM licence_holder h WHERE h.licence_id = l.id AND h.name <> ''))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_licences", "0006_applied"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("licences", erase=ERASE, files=FILES, against=AGAINST, goes=GOES, stays=STAYS)]
