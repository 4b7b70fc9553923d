"""Answers to acts over the API: written with the act, read again under the same key by the same hat, forgotten soon."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

MINE = "account_id = scope_account()"

BEGIN = """
CREATE FUNCTION case_act_answered(wanted_hat text, wanted text) RETURNS TABLE (digest text, answer jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended('case.act:' || scope_account() || ':' || wanted_hat || ':' || wanted, 0));
  -- a new snapshot: sees what whoever held the lock before committed
  RETURN QUERY SELECT a.digest, a.answer FROM case_act_answer a
    WHERE a.account_id = scope_account() AND a.hat = wanted_hat AND a.key = wanted;
END $$;
REVOKE ALL ON FUNCTION case_act_answered(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_act_answered(text, text) TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0024_follow")]

    operations = [
        migrations.CreateModel(
            name="ActAnswer",
            fields=[
                ("pk", models.CompositePrimaryKey("account_id", "hat", "key", blank=True, editable=False, primary_key=True, serialize=False)),
                ("account_id", models.UUIDField(verbose_name="账号")),
                ("hat", models.TextField(verbose_name="身份")),
                ("key", models.TextField(verbose_name="幂等键")),
                ("digest", models.TextField(verbose_name="请求摘要")),
                ("answer", models.JSONField(verbose_name="答复")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "接口答复",
                "verbose_name_plural": "接口答复",
                "db_table": "case_act_answer",
                "indexes": [models.Index("at", name="case_act_answer_at")],
            },
        ),
        grant("case_act_answer", staff="select, insert", citizen="select, insert", worker="select, insert, delete"),
        policy("case_act_answer", "staff", MINE),
        policy("case_act_answer", "citizen", MINE),
        migrations.RunSQL(BEGIN, "DROP FUNCTION case_act_answered(text, text);"),
    ]
