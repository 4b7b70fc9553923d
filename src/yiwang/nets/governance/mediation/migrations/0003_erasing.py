"""Of a mediation that is erased the type and place stay in the registers; sides, signatures and the dossier go."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  PERFORM verification_forget('paper', ARRAY(SELECT key FROM mediation_paper WHERE case_id = ANY(a_cases)));
  DELETE FROM mediation_paper WHERE case_id = ANY(a_cases);
  DELETE FROM mediation_signature WHERE case_id = ANY(a_cases);
  DELETE FROM mediation_side WHERE case_id = ANY(a_cases);
"""
FILES = """SELECT file_id FROM mediation_paper WHERE case_id = ANY(a_cases)"""


class Migration(migrations.Migration):
    dependencies = [("gov_mediation", "0002_rights"), ("fnd_audit", "0002_sealed"), ("fnd_papers", "0003_erasing")]

    operations = [erasure_step("mediation", erase=ERASE, files=FILES)]
