"""What a person has begun and not handed in goes with it; what it handed in goes or stays with the matter."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

DRAFTS = "(SELECT id FROM draft WHERE owner_id = ANY(a_parties) AND submitted_at IS NULL)"
CORRECTED = "(owner_id = ANY(a_parties) OR party_id = ANY(a_parties))"
PAPERS = "owner_id = ANY(a_parties) AND submission_id IS NULL AND case_id IS NULL"
ERASE = f"""
  DELETE FROM data_correction WHERE {CORRECTED};
  DELETE FROM draft_value WHERE draft_id IN {DRAFTS};
  DELETE FROM draft_fact WHERE draft_id IN {DRAFTS};
  DELETE FROM draft_material WHERE draft_id IN {DRAFTS};
  DELETE FROM draft_signature WHERE draft_id IN {DRAFTS};
  DELETE FROM issued_paper WHERE {PAPERS};
  DELETE FROM draft WHERE id IN {DRAFTS};
"""
FILES = f"""SELECT m.file_id FROM draft_material m WHERE m.draft_id IN {DRAFTS}
    AND NOT EXISTS (SELECT FROM draft_material o WHERE o.file_id = m.file_id AND o.draft_id NOT IN {DRAFTS})
  UNION SELECT file_id FROM issued_paper WHERE {PAPERS}"""
AGAINST = """SELECT '告知承诺的限制还没有到期' WHERE EXISTS (SELECT FROM commitment_exclusion WHERE party_id = ANY(a_parties)
  AND lifted_at IS NULL AND until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date)"""
GOES = f"""
  SELECT '没有提交的申请', count(*) FROM draft WHERE id IN {DRAFTS}
  UNION ALL SELECT '数据异议', count(*) FROM data_correction WHERE {CORRECTED}
  UNION ALL SELECT '没有办件的文书', count(*) FROM issued_paper WHERE {PAPERS}
"""
STAYS = """SELECT '别人申请里填写的内容', '是别人的申请，由申请人决定' WHERE EXISTS (
  SELECT FROM draft_signature s JOIN draft d ON d.id = s.draft_id
  WHERE s.subject_id = ANY(a_parties) AND d.owner_id <> ALL(a_parties))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_applications", "0008_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("applications", erase=ERASE, files=FILES, against=AGAINST, goes=GOES, stays=STAYS)]
