"""Erasing a natural person as such: the order and who gave it; what of these tables goes besides matters.

Matters that must be kept stay as they are, but nobody finds them by the name of an erased person any more.
"""

import uuid

from django.db import migrations, models
from django.db.models import F, Q

from yiwang.foundations.audit.public import party_erasure_step
from yiwang.foundations.scope.public import grant, policy

ERASE = """
  DELETE FROM case_follow WHERE account_id = ANY(a_accounts);
  DELETE FROM case_act_answer WHERE account_id = ANY(a_accounts);
  UPDATE case_erasure SET reason = '' WHERE party_id = ANY(a_parties);
  UPDATE party_erasure SET reason = '', answer = '' WHERE party_id = ANY(a_parties) AND state = 'refused';
  PERFORM case_search_put(ARRAY(SELECT case_id FROM case_party WHERE party_id = ANY(a_parties)));
"""
GOES = """
  SELECT '关注的办件和网上操作的临时记录', (SELECT count(*) FROM case_follow WHERE account_id = ANY(a_accounts))
    + (SELECT count(*) FROM case_act_answer WHERE account_id = ANY(a_accounts))
  UNION ALL SELECT '以前申请删除时写的理由',
    (SELECT count(*) FROM case_erasure WHERE party_id = ANY(a_parties) AND reason <> '')
    + (SELECT count(*) FROM party_erasure WHERE party_id = ANY(a_parties) AND state = 'refused'
      AND (reason <> '' OR answer <> ''))
"""
PUT = """
CREATE OR REPLACE FUNCTION case_search_put(wanted uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO case_search (case_id, words, terms)
    SELECT c.id, w.plain, search_pairs(w.plain)
        || ARRAY(SELECT 'u:' || u.unit_id FROM case_unit u WHERE u.case_id = c.id AND u.until IS NULL)
    FROM "case" c CROSS JOIN LATERAL (
      SELECT search_plain(c.title) || coalesce('|' || string_agg(search_plain(p.name), '|'), '') AS plain
      FROM case_party o JOIN party p ON p.id = o.party_id{named} WHERE o.case_id = c.id) w
    WHERE c.id = ANY(wanted)
  ON CONFLICT (case_id) DO UPDATE SET words = excluded.words, terms = excluded.terms
$$;
"""
MINE = "party_id = ANY(scope_parties())"
WRITTEN = "state, ground, ground_words, reason, asked_by, asked_hat, decided_by, decided_hat, decided_at, answer"


class Migration(migrations.Migration):
    """Orders are the whole city's: who looks at one unit only cannot tell what else there is of a person."""

    dependencies = [
        ("eng_cases", "0026_newest_found"),
        ("fnd_people", "0013_erasing"),
        ("fnd_audit", "0003_row_erase"),
    ]
    operations = [
        migrations.CreateModel(
            name="PartyErasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("party_id", models.UUIDField(verbose_name="当事人")),
                ("ground", models.TextField(verbose_name="依据")),
                ("ground_words", models.TextField(verbose_name="依据原文")),
                ("reason", models.TextField(verbose_name="理由")),
                ("state", models.TextField(verbose_name="状态", choices=[
                    ("wished", "当事人申请"), ("asked", "待另一人确认"), ("done", "已删除"), ("refused", "不予删除")])),
                ("by_party", models.BooleanField(default=False, verbose_name="本人申请")),
                ("made_at", models.DateTimeField(verbose_name="提出时间")),
                ("asked_by", models.UUIDField(null=True, verbose_name="经办账号")),
                ("asked_hat", models.TextField(default="", verbose_name="经办岗位")),
                ("decided_by", models.UUIDField(null=True, verbose_name="确认账号")),
                ("decided_hat", models.TextField(default="", verbose_name="确认岗位")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("answer", models.TextField(default="", verbose_name="答复")),
                ("erased", models.JSONField(default=list, verbose_name="删除的内容")),
                ("kept", models.JSONField(default=list, verbose_name="保留的内容")),
            ],
            options={
                "verbose_name": "删除本人全部信息",
                "verbose_name_plural": "删除本人全部信息",
                "db_table": "party_erasure",
                "constraints": [
                    models.UniqueConstraint(
                        "party_id", name="party_erasure_one_open", condition=Q(state__in=("wished", "asked"))
                    ),
                    models.CheckConstraint(
                        name="party_erasure_two_people",
                        condition=~Q(state="done")
                        | Q(asked_by__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                    ),
                ],
                "indexes": [
                    models.Index(fields=["-made_at"], name="party_erasure_newest"),
                    models.Index(fields=["party_id"], name="party_erasure_party"),
                ],
            },
        ),
        grant("party_erasure", staff=f"select, insert, update ({WRITTEN})", citizen="select, insert",
              worker="select, insert, update"),
        policy("party_erasure", "staff", "scope_city()"),
        policy("party_erasure", "citizen", MINE, command="SELECT"),
        policy("party_erasure", "citizen", f"{MINE} AND state = 'wished' AND by_party", command="INSERT"),
        migrations.RunSQL(PUT.replace("{named}", " AND p.erased_at IS NULL"), PUT.replace("{named}", "")),
        party_erasure_step("cases", erase=ERASE, goes=GOES),
    ]
