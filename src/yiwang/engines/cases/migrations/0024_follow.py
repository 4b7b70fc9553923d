"""Cases that somebody follows for himself; what happens on them is queued for him by the log itself, in the act's transaction."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant, policy

MINE = "account_id = scope_account()"

TELL = """
CREATE FUNCTION case_follow_tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO outbox (topic, key, body)
    SELECT 'cases.followed', 'cases.followed:' || e.root_id || ':' || e.seq || ':' || f.id,
      jsonb_build_object('follow', f.id, 'root_id', e.root_id, 'seq', e.seq)
    FROM added e JOIN case_follow f ON f.case_id = e.case_id
    WHERE e.account IS DISTINCT FROM f.account_id AND CASE e.act
      WHEN 'clock.warned' THEN 'marks' WHEN 'clock.breached' THEN 'breach'
      ELSE CASE WHEN e."from" <> e."to" THEN 'moves' END END = ANY(f.told)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION case_follow_tell() FROM PUBLIC;
CREATE TRIGGER case_follow_tell AFTER INSERT ON event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION case_follow_tell();
"""
SILENT = "DROP TRIGGER case_follow_tell ON event; DROP FUNCTION case_follow_tell();"


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0023_written_together")]

    operations = [
        migrations.CreateModel(
            name="CaseFollow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account_id", models.UUIDField(verbose_name="账号")),
                ("hat", models.TextField(verbose_name="身份")),
                ("case_id", models.UUIDField(verbose_name="办件")),
                ("told", ArrayField(base_field=models.TextField(), size=None, verbose_name="要提醒的")),
                ("since", models.DateTimeField(verbose_name="自")),
            ],
            options={
                "verbose_name": "我关注的",
                "verbose_name_plural": "我关注的",
                "db_table": "case_follow",
                "indexes": [models.Index("case_id", name="case_follow_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "hat", "case_id"), name="case_follow_once")
                ],
            },
        ),
        grant("case_follow", staff="select, insert, update (told), delete", worker="select, delete"),
        policy("case_follow", "staff", MINE, f"{MINE} AND case_in_scope(case_id)"),
        migrations.RunSQL(TELL, SILENT),
        erasure_step("case_follows", erase="DELETE FROM case_follow WHERE case_id = ANY(a_cases);"),
    ]
