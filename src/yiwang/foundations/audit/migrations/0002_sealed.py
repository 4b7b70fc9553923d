"""Append-only tables, the functions that write them, and audit's own log as the first sealed log."""

from django.db import migrations

from yiwang.foundations.audit.public import sealed_log_step
from yiwang.foundations.scope.public import grant

REFUSE = """
CREATE FUNCTION sealed_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RAISE EXCEPTION '日志 % 只能追加，不能更改或删除。', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sealed_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON seal
  FOR EACH STATEMENT EXECUTE FUNCTION sealed_refuse();
CREATE TRIGGER sealed_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION sealed_refuse();
"""

REFUSE_BACK = """
DROP TRIGGER sealed_no_change ON seal;
DROP TRIGGER sealed_no_change ON seal_leaf;
DROP FUNCTION sealed_refuse();
"""

WRITING = """
CREATE FUNCTION audit_head_lock(wanted text, OUT seq int, OUT hash bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_head AS h (subject, seq, hash) VALUES (wanted, 0, decode(repeat('00', 32), 'hex'))
  ON CONFLICT (subject) DO UPDATE SET seq = h.seq RETURNING h.seq, h.hash
$$;
CREATE FUNCTION audit_append(
  a_subject text, a_seq int, a_at timestamptz, a_account uuid, a_hat text, a_hat_label text, a_act text, a_public jsonb,
  a_algo text, a_body_hash bytea, a_prev bytea, a_hash bytea, a_salt bytea, a_body jsonb
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE audit_head SET seq = a_seq, hash = a_hash WHERE subject = a_subject AND seq = a_seq - 1 AND hash = a_prev;
  IF NOT FOUND THEN
    RAISE EXCEPTION '审计记录与链头不相连：%，第 % 条。', a_subject, a_seq;
  END IF;
  INSERT INTO audit_event(subject, seq, at, account, hat, hat_label, act, public, algo, body_hash, prev, hash)
  VALUES (a_subject, a_seq, a_at, a_account, a_hat, a_hat_label, a_act, a_public, a_algo, a_body_hash, a_prev, a_hash);
  INSERT INTO audit_body(subject, seq, salt, body) VALUES (a_subject, a_seq, a_salt, a_body);
END $$;
"""

WRITING_BACK = """
DROP FUNCTION audit_append(text, int, timestamptz, uuid, text, text, text, jsonb, text, bytea, bytea, bytea, bytea, jsonb);
DROP FUNCTION audit_head_lock(text);
"""

READING = """
CREATE FUNCTION audit_search(
  a_subject text, a_account uuid, a_act text, a_from timestamptz, a_until timestamptz, a_limit int
) RETURNS TABLE (subject text, seq int, at timestamptz, account uuid, hat text, hat_label text, act text, public jsonb, body jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.subject, e.seq, e.at, e.account, e.hat, e.hat_label, e.act, e.public, b.body
  FROM audit_event e LEFT JOIN audit_body b ON b.subject = e.subject AND b.seq = e.seq
  WHERE (a_subject IS NULL OR e.subject = a_subject) AND (a_account IS NULL OR e.account = a_account)
    AND (a_act IS NULL OR e.act = a_act) AND (a_from IS NULL OR e.at >= a_from) AND (a_until IS NULL OR e.at < a_until)
  ORDER BY e.at DESC, e.subject, e.seq DESC LIMIT a_limit
$$;
CREATE FUNCTION access_read(a_party uuid, a_limit int)
RETURNS TABLE (at timestamptz, hat_label text, public jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.at, e.hat_label, e.public FROM audit_event e
  WHERE e.subject = 'party:' || a_party::text AND e.act = 'party.accessed'
    AND (a_party = ANY(scope_parties()) OR current_setting('role') IN ('yiwang_worker', 'none'))
  ORDER BY e.seq DESC LIMIT a_limit
$$;
"""

READING_BACK = """
DROP FUNCTION access_read(uuid, int);
DROP FUNCTION audit_search(text, uuid, text, timestamptz, timestamptz, int);
"""

APPEND = (
    "audit_append(text, int, timestamptz, uuid, text, text, text, jsonb, text, bytea, bytea, bytea, bytea, jsonb)"
)
SEARCH = "audit_search(text, uuid, text, timestamptz, timestamptz, int)"
ALL_ROLES = "yiwang_app, yiwang_staff, yiwang_citizen, yiwang_worker, yiwang_public"
RIGHTS = f"""
REVOKE ALL ON FUNCTION {APPEND}, audit_head_lock(text), {SEARCH}, access_read(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {APPEND}, audit_head_lock(text) TO {ALL_ROLES};
GRANT EXECUTE ON FUNCTION {SEARCH} TO yiwang_staff, yiwang_worker;
GRANT EXECUTE ON FUNCTION access_read(uuid, int) TO yiwang_citizen, yiwang_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("fnd_audit", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.RunSQL(REFUSE, REFUSE_BACK),
        migrations.RunSQL(WRITING, WRITING_BACK),
        migrations.RunSQL(READING, READING_BACK),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        sealed_log_step("audit", events="audit_event", bodies="audit_body", subject="subject"),
        grant("audit_head", worker="select"),
        grant("seal_queue", worker="select, delete"),
        grant("seal", worker="select, insert"),
        grant("seal_leaf", worker="select, insert"),
    ]
