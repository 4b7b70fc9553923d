"""A submission never changes, but the keys its secrets are closed with do: rotation may renew tokens, nothing else."""

from django.db import migrations

RENEWED = r"""
CREATE OR REPLACE FUNCTION submission_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE token constant text := '"secret": "k[1-9][0-9]{0,5}\.[A-Za-z0-9_-]+"';
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content'
     AND regexp_replace(NEW.content::text, token, '"secret": ""', 'g')
       = regexp_replace(OLD.content::text, token, '"secret": ""', 'g') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'submission: 已提交的申请不能修改或删除';
END $$;
"""

FORMER = """
CREATE OR REPLACE FUNCTION submission_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'submission: 已提交的申请不能修改或删除'; END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_applications", "0002_rights")]

    operations = [migrations.RunSQL(RENEWED, FORMER)]
