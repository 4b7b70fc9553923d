"""Of who called nothing leads from an erased person to a demand, nor is it told whether there is one that is guarded.

Demands that somebody followed as a party stand among the person's matters. Those made in secret, and those taken by
telephone, name nobody in the case: they are cut from the person without being counted, so that who erases does not learn
of them.
"""

import importlib

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step, step_again

BEFORE = importlib.import_module("yiwang.nets.service.hotline.migrations.0015_persons")
LINKED = "(c.phone_blind <> '' AND c.phone_blind = ANY(a_blinds) OR c.party_id = ANY(a_parties))"
ERASE = f"""
  UPDATE hotline_caller c SET phone_blind = '', party_id = NULL WHERE {LINKED};
"""
GOES = f"""SELECT '按号码和账号查找诉求的线索', count(*) FROM hotline_caller c WHERE {LINKED}
  AND EXISTS (SELECT FROM case_party o WHERE o.case_id = c.case_id AND o.party_id = ANY(a_parties))"""
STAYS = """SELECT '要求保密的诉求和举报', '不在这里列出；如果有，与本人的关联会删除，来电人加密保管到诉求期满'"""


class Migration(migrations.Migration):
    """The step said anew."""

    dependencies = [("svc_hotline", "0015_persons"), ("eng_cases", "0027_persons")]
    operations = [
        step_again(
            party_erasure_step("hotline", erase=ERASE, goes=GOES, stays=STAYS), BEFORE.Migration.operations[0]
        )
    ]
