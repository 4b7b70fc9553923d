"""Results of a matter that is erased have been handed out long ago; where they went is forgotten."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM handover_item i USING handover h WHERE i.handover_id = h.id AND h.root_id = a_root;
  DELETE FROM handover WHERE root_id = a_root;
  DELETE FROM delivery_wish WHERE root_id = a_root;
"""
AGAINST = """SELECT '还有没有交到申请人手里的结果' WHERE EXISTS (SELECT FROM handover WHERE root_id = a_root AND state <> 'delivered')"""


class Migration(migrations.Migration):
    dependencies = [("eng_handovers", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("handovers", erase=ERASE, against=AGAINST)]
