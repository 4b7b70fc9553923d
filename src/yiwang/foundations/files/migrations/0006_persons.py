"""Leave to open stored files that a person was given ends with it; the files of a matter that stays stay with the matter."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

ERASE = """
  DELETE FROM file_grant WHERE party_id = ANY(a_parties);
"""
GOES = "SELECT '打开文件的授权', count(*) FROM file_grant WHERE party_id = ANY(a_parties)"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("fnd_files", "0005_closed_rights"), ("fnd_audit", "0003_row_erase")]
    operations = [party_erasure_step("file_grants", erase=ERASE, goes=GOES)]
