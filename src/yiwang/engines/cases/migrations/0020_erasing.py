"""Erasing a closed matter: the order and who gave it; what of these tables goes, and what must not be erased yet."""

import uuid

from django.db import migrations, models
from django.db.models import F, Q

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant, policy

GONE = "（内容已依法删除）"
ERASE = f"""
  UPDATE "case" SET data = '{{}}', title = '{GONE}', party_id = NULL, open_digest = NULL,
    archived_at = coalesce(archived_at, a_at),
    files_erased_at = a_at WHERE root_id = a_root;
  DELETE FROM case_party WHERE case_id = ANY(a_cases);
  DELETE FROM case_look WHERE case_id = ANY(a_cases);
  DELETE FROM event_body WHERE root_id = a_root;
  UPDATE event SET public = '' WHERE root_id = a_root AND public <> '';
  UPDATE case_hold SET reason = '', lifted_reason = '' WHERE root_id = a_root;
  DELETE FROM precedent WHERE root_id = a_root;
  DELETE FROM outbox WHERE topic LIKE 'cases.%' AND (body->>'root_id' = a_root::text
    OR body->>'case_id' = ANY(a_cases::text[]));
  PERFORM case_search_put(a_cases);
"""
FILES = r"""
  SELECT DISTINCT (held #>> '{}')::uuid FROM (
    SELECT jsonb_path_query(c.data, 'lax $.**.file') FROM "case" c WHERE c.root_id = a_root
    UNION ALL SELECT jsonb_path_query(b.body, 'lax $.**.file') FROM event_body b WHERE b.root_id = a_root) v(held)
  WHERE jsonb_typeof(held) = 'string' AND held #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
"""
AGAINST = """
  SELECT '办件还没有办结' WHERE EXISTS (SELECT FROM "case" WHERE root_id = a_root AND is_open)
  UNION ALL SELECT '有人停止归档（' || h.placed_hat || '）' FROM case_hold h WHERE h.root_id = a_root AND h.lifted_at IS NULL
  UNION ALL SELECT '关联的办件 ' || o.number || ' 还在办' FROM case_link l JOIN "case" o
      ON o.id = CASE WHEN l.case_id = ANY(a_cases) THEN l.other_id ELSE l.case_id END
    WHERE (l.case_id = ANY(a_cases) OR l.other_id = ANY(a_cases)) AND o.root_id <> a_root AND o.is_open
"""
LOOKED = """
CREATE FUNCTION case_looks_forget(before timestamptz, most int) RETURNS int
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM case_look WHERE id IN (
    SELECT l.id FROM case_look l JOIN "case" c ON c.id = l.case_id
    WHERE l.at < before OR c.archived_at IS NOT NULL LIMIT most) RETURNING 1)
  SELECT count(*)::int FROM gone
$$;
REVOKE ALL ON FUNCTION case_looks_forget(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_looks_forget(timestamptz, int) TO yiwang_worker;
"""
FILES_GONE = """
CREATE FUNCTION case_files_gone(wanted uuid, at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "case" SET files_erased_at = at WHERE id = wanted AND parent_id IS NULL
$$;
REVOKE ALL ON FUNCTION case_files_gone(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_files_gone(uuid, timestamptz) TO yiwang_worker;
"""
MINE = "party_id = ANY(scope_parties())"


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0019_lists_of_large_units"), ("fnd_audit", "0002_sealed")]

    operations = [
        migrations.CreateModel(
            name="CaseErasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField(verbose_name="总办件")),
                ("number", models.TextField(verbose_name="办件编号")),
                ("ground", models.TextField(verbose_name="依据")),
                ("ground_words", models.TextField(verbose_name="依据原文")),
                ("reason", models.TextField(verbose_name="理由")),
                ("state", models.TextField(verbose_name="状态", choices=[
                    ("wished", "当事人申请"), ("asked", "待另一人确认"), ("done", "已删除"), ("refused", "不予删除")])),
                ("party_id", models.UUIDField(null=True, verbose_name="申请的当事人")),
                ("made_at", models.DateTimeField(verbose_name="提出时间")),
                ("asked_by", models.UUIDField(null=True, verbose_name="经办账号")),
                ("asked_hat", models.TextField(default="", verbose_name="经办岗位")),
                ("decided_by", models.UUIDField(null=True, verbose_name="确认账号")),
                ("decided_hat", models.TextField(default="", verbose_name="确认岗位")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("answer", models.TextField(default="", verbose_name="答复")),
                ("files", models.IntegerField(default=0, verbose_name="删除的文件数")),
            ],
            options={
                "verbose_name": "依法删除",
                "verbose_name_plural": "依法删除",
                "db_table": "case_erasure",
                "constraints": [
                    models.UniqueConstraint(
                        "root_id", name="case_erasure_one_open", condition=Q(state__in=("wished", "asked"))
                    ),
                    models.CheckConstraint(
                        name="case_erasure_two_people",
                        condition=~Q(state="done") | Q(decided_by=None, asked_by=None) | ~Q(decided_by=F("asked_by")),
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["party_id", "-made_at"], name="case_erasure_party", condition=Q(party_id__isnull=False)
                    ),
                    models.Index("root_id", name="case_erasure_root"),
                ],
            },
        ),
        grant("case_erasure", staff="select, insert, update (state, ground, ground_words, reason, asked_by, asked_hat,"
              " decided_by, decided_hat, decided_at, answer)", citizen="select, insert", worker="select, insert, update"),
        policy("case_erasure", "staff", "case_in_scope(root_id)"),
        policy("case_erasure", "citizen", MINE, command="SELECT"),
        policy("case_erasure", "citizen", f"{MINE} AND state = 'wished' AND case_in_scope(root_id)", command="INSERT"),
        migrations.AddField(
            "case", "files_erased_at", models.DateTimeField(verbose_name="文件到期删除时间", null=True)
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                "type", "closed_at", name="case_archived",
                condition=Q(archived_at__isnull=False, parent_id=None),
            ),
        ),
        migrations.RunSQL(FILES_GONE, "DROP FUNCTION case_files_gone(uuid, timestamptz);"),
        migrations.RunSQL(LOOKED, "DROP FUNCTION case_looks_forget(timestamptz, int);"),
        erasure_step("cases", erase=ERASE, files=FILES, against=AGAINST),
    ]
