"""Migration steps that make two tables a sealed log: append only, every row queued for the sealer."""

from django.db.migrations import RunSQL

_FORWARD = """
REVOKE UPDATE, DELETE, TRUNCATE ON {events}, {bodies} FROM PUBLIC;
GRANT SELECT ON {events}, {bodies} TO yiwang_worker;
CREATE TRIGGER sealed_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {events}
  FOR EACH STATEMENT EXECUTE FUNCTION sealed_refuse();
CREATE TRIGGER sealed_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {bodies}
  FOR EACH STATEMENT EXECUTE FUNCTION sealed_refuse();
CREATE FUNCTION {enqueue}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public,
pg_temp AS $$ BEGIN
  INSERT INTO seal_queue(log, subject, seq, hash) SELECT '{name}', {subject}::text, seq, hash FROM added
  ORDER BY seq; RETURN NULL;
END $$;
CREATE TRIGGER sealed_enqueue AFTER INSERT ON {events} REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION {enqueue}();
CREATE FUNCTION {erase}(wanted text, number int) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH erased AS (DELETE FROM {bodies} WHERE {subject} = wanted::{kind} AND seq = number RETURNING seq)
  SELECT count(*) = 1 FROM erased
$$;
REVOKE ALL ON FUNCTION {erase}(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {erase}(text, int) TO yiwang_worker;
"""

_BACK = """
DROP FUNCTION {erase}(text, int);
DROP TRIGGER sealed_enqueue ON {events};
DROP FUNCTION {enqueue}();
DROP TRIGGER sealed_no_change ON {bodies};
DROP TRIGGER sealed_no_change ON {events};
"""


def sealed_log_step(name: str, *, events: str, bodies: str, subject: str, kind: str = "text") -> RunSQL:
    """Make ``events`` and ``bodies`` a sealed log; put it after the tables' own migration.

    Args:
        name: name of the log, as registered with ``register_log``.
        events: table of the rows, with columns ``<subject>, seq, body_hash, prev, hash, algo`` and any
            others.
        bodies: table of the bodies, with columns ``<subject>, seq, salt, body``.
        subject: column that names the chain; any type that casts to text and back.
        kind: its type, so that one chain is found along its index.

    Only the owner can change rows after this, and verification names what the owner changed.
    """
    words = {
        "name": name,
        "events": events,
        "bodies": bodies,
        "subject": subject,
        "kind": kind,
        "enqueue": f"sealed_enqueue_{name}",
        "erase": f"sealed_erase_{name}",
    }
    return RunSQL(_filled(_FORWARD, words), _filled(_BACK, words))


def _filled(text: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    return text
