"""What partners are told moved to ``tellings``, under the numbers it had, with what still waits or was refused."""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import step_undone

RIGHTS = importlib.import_module("yiwang.engines.externals.migrations.0006_told_rights")
SAME = "case_id, their_number, unit_id, seq, word, sentence, at, told_at, refused_at, tries, trouble, next_at"
FORTH = f"""
  INSERT INTO telling (kind, recipient, number, {SAME})
    SELECT 'partner', partner, case_number, {SAME} FROM external_told ORDER BY id;
"""
BACK = f"""
  INSERT INTO external_told (partner, case_number, {SAME})
    SELECT recipient, number, {SAME} FROM telling WHERE kind = 'partner' ORDER BY id;
  DELETE FROM telling WHERE kind = 'partner';
"""


class Migration(migrations.Migration):
    """Rows first, then what the old table had of its own."""

    dependencies = [("eng_externals", "0007_parts_named"), ("eng_tellings", "0002_rights")]

    operations = [
        migrations.RunSQL(FORTH, BACK),
        *(step_undone(step) for step in reversed(RIGHTS.Migration.operations)),
        migrations.DeleteModel("ExternalTold"),
    ]
