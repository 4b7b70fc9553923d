"""Notices of a matter that is erased go with it: words, deliveries, what was to be served."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DECLARE gone uuid[] := ARRAY(
    SELECT n.id FROM notice n WHERE n.number = ANY(a_numbers)
    UNION SELECT n.id FROM notice n, unnest(a_numbers) named WHERE n.party_id = ANY(a_parties)
      AND (position(a_root::text IN n.key) > 0 OR position(named IN n.title || n.body || n.link || n.sms) > 0));
  BEGIN
    DELETE FROM notice_read WHERE notice_id = ANY(gone);
    DELETE FROM notice_delivery WHERE notice_id = ANY(gone);
    DELETE FROM notice WHERE id = ANY(gone);
    DELETE FROM serving WHERE number = ANY(a_numbers);
  END;
"""
FILES = """SELECT file_id FROM serving WHERE number = ANY(a_numbers) AND file_id IS NOT NULL"""
AGAINST = """SELECT '还有没有送达的文书' WHERE EXISTS (SELECT FROM serving WHERE number = ANY(a_numbers) AND state = 'waiting')"""


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0006_serving"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("notices", erase=ERASE, files=FILES, against=AGAINST)]
