"""Nobody finds a person's demands by its phone any more; what a demand that stays says of its caller stays closed in it."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

MINE = "phone_blind <> '' AND (party_id = ANY(a_parties) OR phone_blind = ANY(a_blinds))"
ERASE = f"""
  UPDATE hotline_caller SET phone_blind = '' WHERE {MINE};
"""
GOES = f"SELECT '按手机号码查找诉求的索引', count(*) FROM hotline_caller WHERE {MINE}"
STAYS = """SELECT '诉求里的来电人', '随保留的诉求保管，加密存放，按号码和姓名都找不到' WHERE a_keeps
  AND EXISTS (SELECT FROM hotline_caller WHERE party_id = ANY(a_parties))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("svc_hotline", "0014_voice_rights"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("hotline", erase=ERASE, goes=GOES, stays=STAYS)]
