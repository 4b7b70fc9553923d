"""Cases of other systems come in by pieces: one lock, numbers for all of a piece, and one statement; the worker's alone."""

from django.db import migrations

DOORS = """
CREATE FUNCTION case_import_begin(wanted int) RETURNS TABLE (drawn bigint, secret bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('case.import', 0));
  RETURN QUERY SELECT nextval('case_number_seq'), k.secret FROM generate_series(1, wanted), case_number_secret k;
END $$;

CREATE FUNCTION case_import(doc jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('role', true) NOT IN ('yiwang_worker', 'none') THEN
    RAISE EXCEPTION 'case_import: out of scope';
  END IF;
  INSERT INTO "case" (id, root_id, parent_id, number, type, subject, title, revision, state, is_open, party_id,
      division_id, owner_unit_id, opened_at, closed_at, due_at, warn_at, paused, version, data, chain_seq, chain_head,
      open_key)
    SELECT id, root_id, parent_id, number, type, subject, title, revision, state, is_open, party_id,
      division_id, owner_unit_id, opened_at, closed_at, due_at, warn_at, paused, version, data, chain_seq,
      decode(chain_head, 'hex'), open_key
    FROM jsonb_to_recordset(doc->'new_cases') AS x(id uuid, root_id uuid, parent_id uuid, number text, type text,
      subject text, title text, revision int, state text, is_open boolean, party_id uuid, division_id text,
      owner_unit_id text, opened_at timestamptz, closed_at timestamptz, due_at timestamptz, warn_at timestamptz,
      paused boolean, version int, data jsonb, chain_seq int, chain_head text, open_key text);
  INSERT INTO case_unit (case_id, unit_id, part, since)
    SELECT case_id, unit_id, part, since
    FROM jsonb_to_recordset(doc->'units') AS x(case_id uuid, unit_id text, part text, since timestamptz)
    ON CONFLICT DO NOTHING;
  INSERT INTO case_party (case_id, party_id, part, mandate_id)
    SELECT case_id, party_id, part, mandate_id
    FROM jsonb_to_recordset(doc->'parties') AS x(case_id uuid, party_id uuid, part text, mandate_id uuid)
    ON CONFLICT DO NOTHING;
  INSERT INTO task (id, case_id, root_id, step, unit_id, post_id, account_id, may, state, opened_at, due_at, warn_at,
      paused, closed_at)
    SELECT id, case_id, root_id, step, unit_id, post_id, account_id, may, state, opened_at, due_at, warn_at, paused,
      closed_at
    FROM jsonb_to_recordset(doc->'new_tasks') AS x(id uuid, case_id uuid, root_id uuid, step text, unit_id text,
      post_id text, account_id uuid, may text, state text, opened_at timestamptz, due_at timestamptz,
      warn_at timestamptz, paused boolean, closed_at timestamptz);
  INSERT INTO clock (id, case_id, root_id, task_id, key, "limit", unit, source, state, started_at, pauses, paused_at,
      spent, due_at, warn_at, next_at, next_mark, provisional, stopped_at)
    SELECT id, case_id, root_id, task_id, key, "limit", unit, source, state, started_at, pauses, paused_at, spent,
      due_at, warn_at, next_at, next_mark, provisional, stopped_at
    FROM jsonb_to_recordset(doc->'new_clocks') AS x(id uuid, case_id uuid, root_id uuid, task_id uuid, key text,
      "limit" int, unit text, source text, state text, started_at timestamptz, pauses jsonb, paused_at timestamptz,
      spent int, due_at timestamptz, warn_at timestamptz, next_at timestamptz, next_mark text, provisional boolean,
      stopped_at timestamptz);
  PERFORM case_search_put(ARRAY(SELECT x.id FROM jsonb_to_recordset(doc->'new_cases') AS x(id uuid)));
  INSERT INTO event (root_id, seq, case_id, at, account, hat, act, "from", "to", public, algo, body_hash, prev, hash)
    SELECT root_id, seq, case_id, at, account, hat, act, "from", "to", public, algo, decode(body_hash, 'hex'),
      decode(prev, 'hex'), decode(hash, 'hex')
    FROM jsonb_to_recordset(doc->'events') AS x(root_id uuid, seq int, case_id uuid, at timestamptz, account uuid,
      hat text, act text, "from" text, "to" text, public text, algo text, body_hash text, prev text, hash text);
  INSERT INTO event_body (root_id, seq, salt, body)
    SELECT root_id, seq, decode(salt, 'hex'), body
    FROM jsonb_to_recordset(doc->'events') AS x(root_id uuid, seq int, salt text, body jsonb);
  INSERT INTO outbox (topic, key, body)
    SELECT topic, key, body FROM jsonb_to_recordset(doc->'outbox') AS x(topic text, key text, body jsonb)
    ON CONFLICT DO NOTHING;
END $$;
REVOKE ALL ON FUNCTION case_import_begin(int) FROM PUBLIC;
REVOKE ALL ON FUNCTION case_import(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_import_begin(int) TO yiwang_worker;
GRANT EXECUTE ON FUNCTION case_import(jsonb) TO yiwang_worker;
"""
BACK = "DROP FUNCTION case_import(jsonb); DROP FUNCTION case_import_begin(int);"


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0017_look")]

    operations = [migrations.RunSQL(DOORS, BACK)]
