"""Objections of a person go with it once they are answered."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

ERASE = """
  DELETE FROM publication_objection WHERE party_id = ANY(a_parties);
"""
AGAINST = """SELECT '本人对公示的异议还没有答复' WHERE EXISTS (SELECT FROM publication_objection
  WHERE party_id = ANY(a_parties) AND answered_at IS NULL)"""
GOES = "SELECT '对公示的异议', count(*) FROM publication_objection WHERE party_id = ANY(a_parties)"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_publicity", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("publicity", erase=ERASE, against=AGAINST, goes=GOES)]
