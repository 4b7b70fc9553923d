"""The application of a matter that is erased goes whole: draft, submission, papers, what was passed on."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  PERFORM set_config('yiwang.erasing', 'on', true);
  PERFORM verification_forget('paper', ARRAY(SELECT key FROM issued_paper WHERE submission_id::text = a_key
    OR case_id = ANY(a_cases)));
  DELETE FROM issued_paper WHERE submission_id::text = a_key OR case_id = ANY(a_cases);
  DELETE FROM passed_result WHERE case_id = ANY(a_cases) OR from_case_id = ANY(a_cases);
  DELETE FROM data_correction WHERE draft_id::text = a_key;
  DELETE FROM draft_value WHERE draft_id::text = a_key;
  DELETE FROM draft_fact WHERE draft_id::text = a_key;
  DELETE FROM draft_material WHERE draft_id::text = a_key;
  DELETE FROM draft_signature WHERE draft_id::text = a_key;
  DELETE FROM draft WHERE id::text = a_key;
  DELETE FROM submission WHERE matter_id = a_root;
  DELETE FROM commitment_exclusion WHERE case_id = ANY(a_cases);
  PERFORM set_config('yiwang.erasing', '', true);
"""
FILES = """SELECT m.file_id FROM draft_material m WHERE m.draft_id::text = a_key
    AND NOT EXISTS (SELECT FROM draft_material o WHERE o.file_id = m.file_id AND o.draft_id <> m.draft_id)
  UNION SELECT file_id FROM issued_paper WHERE submission_id::text = a_key OR case_id = ANY(a_cases)"""
AGAINST = """SELECT '告知承诺的限制还没有到期' WHERE EXISTS (SELECT FROM commitment_exclusion WHERE case_id = ANY(a_cases)
  AND lifted_at IS NULL AND until >= (a_at AT TIME ZONE current_setting('TimeZone'))::date)"""
NEVER = r"""
CREATE OR REPLACE FUNCTION submission_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE token constant text := '"secret": "k[1-9][0-9]{0,5}\.[A-Za-z0-9_-]+"';
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content'
     AND regexp_replace(NEW.content::text, token, '"secret": ""', 'g')
       = regexp_replace(OLD.content::text, token, '"secret": ""', 'g') THEN
    RETURN NEW;
  END IF;
  {unless}RAISE EXCEPTION 'submission: 已提交的申请不能修改或删除';
END $$;
"""
"""As the rotation of keys has it (0003), and erased by who erases."""
UNLESS = "IF TG_OP = 'DELETE' AND current_setting('yiwang.erasing', true) = 'on' THEN RETURN OLD; END IF;\n  "


class Migration(migrations.Migration):
    dependencies = [("eng_applications", "0007_pages"), ("fnd_audit", "0002_sealed"), ("fnd_papers", "0003_erasing")]

    operations = [migrations.RunSQL(NEVER.replace("{unless}", UNLESS), NEVER.replace("{unless}", "")), erasure_step("applications", erase=ERASE, files=FILES, against=AGAINST)]
