"""The doors into the tables: who is in scope of a case, loading a matter under its lock, opening one, writing a decision.

The tables themselves give no role any right to write. ``case_write`` writes what ``decide`` decided, and only for a
matter in which the caller has a case in scope and whose chain is where the caller saw it.
"""

from django.db import migrations

SCOPE = """
CREATE SEQUENCE case_number_seq MINVALUE 0 START 0 MAXVALUE 9999999 CYCLE;

CREATE FUNCTION case_in_scope(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE current_setting('role', true)
    WHEN 'yiwang_staff' THEN scope_city() OR EXISTS (
      SELECT FROM case_unit u WHERE u.case_id = wanted AND u.unit_id = ANY(scope_units()) AND u.until IS NULL)
    WHEN 'yiwang_citizen' THEN EXISTS (
      SELECT FROM case_party p WHERE p.case_id = wanted AND p.party_id = ANY(scope_parties()))
    WHEN 'yiwang_worker' THEN true
    WHEN 'none' THEN true
    ELSE false END
$$;
"""

LOAD = """
CREATE FUNCTION case_matter(root uuid) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT json_agg(json_build_object(
    'case', row_to_json(c),
    'units', (SELECT json_agg(json_build_array(u.unit_id, u.part) ORDER BY u.id)
              FROM case_unit u WHERE u.case_id = c.id AND u.until IS NULL),
    'parties', (SELECT json_agg(json_build_array(p.party_id, p.part, p.mandate_id) ORDER BY p.id)
                FROM case_party p WHERE p.case_id = c.id),
    'after', (SELECT json_agg(json_build_array(l.other_id, l.needs) ORDER BY l.id)
              FROM case_link l WHERE l.case_id = c.id AND l.kind = 'after'),
    'tasks', (SELECT json_agg(row_to_json(t) ORDER BY t.id)
              FROM task t WHERE t.case_id = c.id AND t.state = 'open'),
    'clocks', (SELECT json_agg(row_to_json(k) ORDER BY k.started_at, k.id) FROM clock k WHERE k.case_id = c.id)
  ) ORDER BY c.number) FROM "case" c WHERE c.root_id = root
$$;
REVOKE ALL ON FUNCTION case_matter(uuid) FROM PUBLIC;

CREATE FUNCTION case_load(wanted uuid, lock boolean) RETURNS json
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE root uuid;
BEGIN
  IF NOT case_in_scope(wanted) THEN RETURN NULL; END IF;
  SELECT root_id INTO root FROM "case" WHERE id = wanted;
  IF root IS NULL THEN RETURN NULL; END IF;
  IF lock THEN PERFORM FROM "case" WHERE id = root FOR UPDATE; END IF;
  RETURN case_matter(root);   -- a new snapshot: sees what the holder of the lock before us committed
END $$;

CREATE FUNCTION case_open_begin(wanted text) RETURNS TABLE (existing uuid, digest text, drawn bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('case.open:' || wanted, 0));
  SELECT id, open_digest INTO existing, digest FROM "case" WHERE open_key = wanted;
  IF existing IS NULL THEN drawn := nextval('case_number_seq'); END IF;
  RETURN NEXT;
END $$;
"""

DUE = """
CREATE FUNCTION case_due_roots(at timestamptz, wanted int) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM "case" c WHERE c.id IN (
      SELECT k.root_id FROM clock k WHERE k.state = 'running' AND k.next_at <= at ORDER BY k.next_at LIMIT wanted)
    ORDER BY c.id FOR UPDATE SKIP LOCKED
$$;
REVOKE ALL ON FUNCTION case_due_roots(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_due_roots(timestamptz, int) TO yiwang_worker;
"""

WRITE = """
CREATE FUNCTION case_write(doc jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE root uuid := (doc->>'root')::uuid; seen int := (doc->>'seen')::int;
BEGIN
  IF seen = 0 THEN
    IF current_setting('role', true) = 'yiwang_public' THEN RAISE EXCEPTION 'case_write: out of scope'; END IF;
  ELSE
    IF NOT case_in_scope((doc->>'acted')::uuid)
       OR root IS DISTINCT FROM (SELECT root_id FROM "case" WHERE id = (doc->>'acted')::uuid) THEN
      RAISE EXCEPTION 'case_write: out of scope';
    END IF;
    PERFORM FROM "case" WHERE id = root AND chain_seq = seen;
    IF NOT FOUND THEN RAISE EXCEPTION 'case_write: stale' USING ERRCODE = '40001'; END IF;
  END IF;
  IF doc ? 'new_cases' THEN
    INSERT INTO "case" (id, root_id, parent_id, number, type, subject, title, revision, state, is_open, party_id,
        division_id, owner_unit_id, opened_at, closed_at, due_at, warn_at, paused, version, data, chain_seq, chain_head,
        open_key, open_digest)
      SELECT id, root_id, parent_id, number, type, subject, title, revision, state, is_open, party_id,
        division_id, owner_unit_id, opened_at, closed_at, due_at, warn_at, paused, version, data, chain_seq,
        decode(chain_head, 'hex'), open_key, open_digest
      FROM jsonb_to_recordset(doc->'new_cases') AS x(id uuid, root_id uuid, parent_id uuid, number text, type text,
        subject text, title text, revision int, state text, is_open boolean, party_id uuid, division_id text,
        owner_unit_id text, opened_at timestamptz, closed_at timestamptz, due_at timestamptz, warn_at timestamptz,
        paused boolean, version int, data jsonb, chain_seq int, chain_head text, open_key text, open_digest text);
    INSERT INTO case_unit (case_id, unit_id, part, since)
      SELECT case_id, unit_id, part, since
      FROM jsonb_to_recordset(doc->'units') AS x(case_id uuid, unit_id text, part text, since timestamptz)
      ON CONFLICT DO NOTHING;
    INSERT INTO case_party (case_id, party_id, part, mandate_id)
      SELECT case_id, party_id, part, mandate_id
      FROM jsonb_to_recordset(doc->'parties') AS x(case_id uuid, party_id uuid, part text, mandate_id uuid)
      ON CONFLICT DO NOTHING;
    IF doc ? 'links' THEN
      INSERT INTO case_link (case_id, other_id, kind, needs)
        SELECT case_id, other_id, kind, needs
        FROM jsonb_to_recordset(doc->'links') AS x(case_id uuid, other_id uuid, kind text, needs text);
    END IF;
  END IF;
  IF doc ? 'cases' THEN
    UPDATE "case" c SET state = x.state, is_open = x.is_open, closed_at = x.closed_at, due_at = x.due_at,
        warn_at = x.warn_at, paused = x.paused, version = x.version, data = x.data,
        chain_seq = coalesce(x.chain_seq, c.chain_seq), chain_head = coalesce(decode(x.chain_head, 'hex'), c.chain_head)
      FROM jsonb_to_recordset(doc->'cases') AS x(id uuid, state text, is_open boolean, closed_at timestamptz,
        due_at timestamptz, warn_at timestamptz, paused boolean, version int, data jsonb, chain_seq int, chain_head text)
      WHERE c.id = x.id AND c.root_id = root;
  END IF;
  IF doc ? 'new_tasks' THEN
    INSERT INTO task (id, case_id, root_id, step, unit_id, account_id, may, state, opened_at, due_at, warn_at, paused,
        closed_at)
      SELECT id, case_id, root, step, unit_id, account_id, may, state, opened_at, due_at, warn_at, paused, closed_at
      FROM jsonb_to_recordset(doc->'new_tasks') AS x(id uuid, case_id uuid, step text, unit_id text, account_id uuid,
        may text, state text, opened_at timestamptz, due_at timestamptz, warn_at timestamptz, paused boolean,
        closed_at timestamptz);
  END IF;
  IF doc ? 'tasks' THEN
    UPDATE task t SET state = x.state, account_id = x.account_id, due_at = x.due_at, warn_at = x.warn_at,
        paused = x.paused, closed_at = x.closed_at
      FROM jsonb_to_recordset(doc->'tasks') AS x(id uuid, state text, account_id uuid, due_at timestamptz,
        warn_at timestamptz, paused boolean, closed_at timestamptz)
      WHERE t.id = x.id AND t.root_id = root;
  END IF;
  IF doc ? 'new_clocks' THEN
    INSERT INTO clock (id, case_id, root_id, key, "limit", unit, source, state, started_at, pauses, paused_at, spent,
        due_at, warn_at, next_at, next_mark, provisional, stopped_at)
      SELECT id, case_id, root, key, "limit", unit, source, state, started_at, pauses, paused_at, spent,
        due_at, warn_at, next_at, next_mark, provisional, stopped_at
      FROM jsonb_to_recordset(doc->'new_clocks') AS x(id uuid, case_id uuid, key text, "limit" int, unit text,
        source text, state text, started_at timestamptz, pauses jsonb, paused_at timestamptz, spent int,
        due_at timestamptz, warn_at timestamptz, next_at timestamptz, next_mark text, provisional boolean,
        stopped_at timestamptz);
  END IF;
  IF doc ? 'clocks' THEN
    UPDATE clock k SET "limit" = x."limit", source = x.source, state = x.state, pauses = x.pauses,
        paused_at = x.paused_at, spent = x.spent, due_at = x.due_at, warn_at = x.warn_at, next_at = x.next_at,
        next_mark = x.next_mark, provisional = x.provisional, stopped_at = x.stopped_at
      FROM jsonb_to_recordset(doc->'clocks') AS x(id uuid, "limit" int, source text, state text, pauses jsonb,
        paused_at timestamptz, spent int, due_at timestamptz, warn_at timestamptz, next_at timestamptz, next_mark text,
        provisional boolean, stopped_at timestamptz)
      WHERE k.id = x.id AND k.root_id = root;
  END IF;
  INSERT INTO event (root_id, seq, case_id, at, account, hat, act, "from", "to", public, algo, body_hash, prev, hash)
    SELECT root, seq, case_id, at, account, hat, act, "from", "to", public, algo, decode(body_hash, 'hex'),
      decode(prev, 'hex'), decode(hash, 'hex')
    FROM jsonb_to_recordset(doc->'events') AS x(seq int, case_id uuid, at timestamptz, account uuid, hat text, act text,
      "from" text, "to" text, public text, algo text, body_hash text, prev text, hash text);
  INSERT INTO event_body (root_id, seq, salt, body)
    SELECT root, seq, decode(salt, 'hex'), body
    FROM jsonb_to_recordset(doc->'events') AS x(seq int, salt text, body jsonb);
  IF doc ? 'outbox' THEN
    INSERT INTO outbox (topic, key, body)
      SELECT topic, key, body FROM jsonb_to_recordset(doc->'outbox') AS x(topic text, key text, body jsonb)
      ON CONFLICT DO NOTHING;
  END IF;
END $$;
"""

RIGHTS = """
REVOKE ALL ON FUNCTION case_in_scope(uuid), case_load(uuid, boolean), case_open_begin(text), case_write(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_in_scope(uuid) TO yiwang_staff, yiwang_citizen, yiwang_worker, yiwang_public;
GRANT EXECUTE ON FUNCTION case_load(uuid, boolean), case_open_begin(text), case_write(jsonb)
  TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""

DROP = """
DROP FUNCTION case_write(jsonb); DROP FUNCTION case_due_roots(timestamptz, int); DROP FUNCTION case_open_begin(text); DROP FUNCTION case_load(uuid, boolean);
DROP FUNCTION case_matter(uuid); DROP FUNCTION case_in_scope(uuid); DROP SEQUENCE case_number_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0001_tables"), ("fnd_scope", "0001_roles"), ("fnd_outbox", "0001_outbox")]

    operations = [migrations.RunSQL(SCOPE + LOAD + DUE + WRITE + RIGHTS, DROP)]
