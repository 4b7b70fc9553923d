"""The key that permutes case numbers lies in the database: it must not change with the site's secret."""

from django.db import migrations

FORWARD = """
CREATE TABLE case_number_secret (secret bytea NOT NULL);
INSERT INTO case_number_secret
  VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
DROP FUNCTION case_open_begin(text);
CREATE FUNCTION case_open_begin(wanted text)
RETURNS TABLE (existing uuid, digest text, drawn bigint, secret bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('case.open:' || wanted, 0));
  SELECT id, open_digest INTO existing, digest FROM "case" WHERE open_key = wanted;
  IF existing IS NULL THEN
    drawn := nextval('case_number_seq');
    secret := (SELECT k.secret FROM case_number_secret k);
  END IF;
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION case_open_begin(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_open_begin(text) TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""

BACK = """
DROP FUNCTION case_open_begin(text);
DROP TABLE case_number_secret;
CREATE FUNCTION case_open_begin(wanted text) RETURNS TABLE (existing uuid, digest text, drawn bigint)
LANGUAGE sql AS $$ SELECT NULL::uuid, NULL::text, 0::bigint $$;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0003_rights")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
