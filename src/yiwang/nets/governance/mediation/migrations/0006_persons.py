"""Which mediator stands near to a person is forgotten with it; sides of a mediation stay or go with the matter."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

MINE = "(party_id = ANY(a_parties) OR account = ANY(a_accounts) OR phone = ANY(a_blinds))"
ERASE = f"""
  DELETE FROM mediation_conflict WHERE {MINE};
"""
GOES = f"SELECT '调解员回避的登记', count(*) FROM mediation_conflict WHERE {MINE}"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("gov_mediation", "0005_choosing_rights"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("mediation", erase=ERASE, goes=GOES)]
