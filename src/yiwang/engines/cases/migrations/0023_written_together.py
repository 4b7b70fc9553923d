"""Decisions about many matters are written together: what clocks mostly change, by one statement a table.

Before, every matter of a batch was written by itself: six statements each, which was most of what a due clock cost. A
decision that does more (opens a case, moves a unit, links) still goes through ``case_write`` by itself. What is
written here is written as ``case_write`` writes it; ``test_written_together.py`` holds the two to each other: who
changes a statement of the one changes the other.
"""

import importlib
import re

from django.db import migrations

WRITE = importlib.import_module("yiwang.engines.cases.migrations.0016_keeping").WRITE

HEAD = """
CREATE FUNCTION case_write_all(docs jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET search_path = public, pg_temp AS $$
DECLARE alone jsonb; many jsonb; held boolean;
BEGIN
  IF current_setting('role', true) NOT IN ('yiwang_worker', 'none') THEN
    RAISE EXCEPTION 'case_write_all: out of scope';
  END IF;
  SELECT jsonb_agg(doc) FILTER (WHERE plain), jsonb_agg(doc) FILTER (WHERE NOT plain) INTO many, alone
    FROM (SELECT doc, doc - ARRAY['root', 'seen', 'acted', 'events', 'cases', 'new_tasks', 'tasks', 'new_clocks',
      'clocks', 'outbox'] = '{}' AND doc->'acted' = doc->'root' AS plain FROM jsonb_array_elements(docs) AS doc) d;
  IF alone IS NOT NULL THEN PERFORM case_write(doc) FROM jsonb_array_elements(alone) AS doc; END IF;
  IF many IS NULL THEN RETURN; END IF;
  FOR held IN SELECT (SELECT c.archived_at IS NULL FROM "case" c WHERE c.id = (doc->>'root')::uuid AND c.root_id = c.id
      AND c.chain_seq = (doc->>'seen')::int) FROM jsonb_array_elements(many) AS doc LOOP
    IF held IS NULL THEN RAISE EXCEPTION 'case_write_all: stale' USING ERRCODE = '40001'; END IF;
    IF NOT held THEN RAISE EXCEPTION 'case_write_all: archived'; END IF;
  END LOOP;
"""

RIGHTS = """
REVOKE ALL ON FUNCTION case_write_all(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_write_all(jsonb) TO yiwang_worker;
"""

PARTS = ("cases", "new_tasks", "tasks", "new_clocks", "clocks", "events", "outbox")


EACH = "jsonb_array_elements(many) AS doc, jsonb_to_recordset("


def together(text):
    """A statement of ``case_write`` over one document, turned into one over all of them.

    What changes rows takes all documents apart first (OFFSET), so that each row is found by its key.
    """
    if text.startswith("UPDATE"):
        text = text.replace("FROM jsonb_to_recordset(", f"FROM (SELECT (doc->>'root')::uuid AS root, x.* FROM {EACH}")
        return re.sub(r"\n\s+WHERE (.*) = root;", r" OFFSET 0) x\n      WHERE \1 = x.root;", text)
    text = text.replace("FROM jsonb_to_recordset(", f"FROM {EACH}")
    return re.sub(r"(SELECT |case_id, )root,", r"\1(doc->>'root')::uuid,", text)


def statements(write):
    """The statements of ``case_write`` for these parts, in its order."""
    body = write[write.index("IF doc ? 'new_cases' THEN") : write.rindex("END $")]
    whole = [piece + ";" for piece in body.split(";\n")]
    wanted = [f"jsonb_to_recordset(doc->'{part}')" for part in PARTS]
    return [piece[_first(piece) :] for piece in whole if any(name in piece for name in wanted)]


def _first(piece):
    """Where the statement itself begins, behind the condition that ``case_write`` asks for speed."""
    return min(at for word in ("INSERT INTO", "UPDATE ") if (at := piece.find(word)) >= 0)


WRITE_ALL = HEAD + "\n".join(f"  {together(one)}" for one in statements(WRITE)) + "\nEND $$;\n" + RIGHTS


class Migration(migrations.Migration):
    """The door by which the worker writes a batch."""

    dependencies = [("eng_cases", "0022_precedents")]

    operations = [migrations.RunSQL(WRITE_ALL, "DROP FUNCTION case_write_all(jsonb);")]
