"""Migration steps that say what of an app's tables goes when a matter is erased, in SQL for the worker alone."""

from django.db.migrations import RunSQL

_ARGUMENTS = "a_root uuid, a_cases uuid[], a_numbers text[], a_key text, a_parties uuid[], a_at timestamptz"
_TYPES = "uuid, uuid[], text[], text, uuid[], timestamptz"
_SAFE = "SECURITY DEFINER SET search_path = public, pg_temp"
_FORWARD = f"""
CREATE FUNCTION erase_{{name}}({_ARGUMENTS}) RETURNS void LANGUAGE plpgsql VOLATILE {_SAFE} AS $$
BEGIN
{{erase}}
END $$;
CREATE FUNCTION erase_{{name}}_files({_ARGUMENTS}) RETURNS SETOF uuid LANGUAGE sql STABLE {_SAFE} AS $$
{{files}}
$$;
CREATE FUNCTION erase_{{name}}_against({_ARGUMENTS}) RETURNS SETOF text LANGUAGE sql STABLE {_SAFE} AS $$
{{against}}
$$;
REVOKE ALL ON FUNCTION erase_{{name}}({_TYPES}), erase_{{name}}_files({_TYPES}), erase_{{name}}_against({_TYPES})
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_{{name}}({_TYPES}), erase_{{name}}_files({_TYPES}), erase_{{name}}_against({_TYPES})
  TO yiwang_worker;
"""
_BACK = f"DROP FUNCTION erase_{{name}}({_TYPES}), erase_{{name}}_files({_TYPES}), erase_{{name}}_against({_TYPES});"
_NO_FILES = "SELECT NULL::uuid WHERE false"
_NOTHING_AGAINST = "SELECT NULL::text WHERE false"


def erasure_step(name: str, *, erase: str, files: str = _NO_FILES, against: str = _NOTHING_AGAINST) -> RunSQL:
    """What of an app's tables goes with a matter; put it after the tables' own migrations.

    The SQL knows the matter as ``Erasable`` describes it: ``a_root``, ``a_cases``, ``a_numbers``, ``a_key``,
    ``a_parties``, ``a_at``.

    Args:
        name: as registered with ``register_eraser``.
        erase: statements, each ended by a semicolon. What stays of a row is a skeleton: keys, states, days, amounts.
        files: a query for the ids of stored files that belong to the matter and to nothing else.
        against: a query for sentences that say what keeps the matter from being erased.
    """
    words = {"name": name, "erase": erase, "files": files, "against": against}
    forward, back = _FORWARD, _BACK
    for key, value in words.items():
        forward, back = forward.replace(f"{{{key}}}", value), back.replace(f"{{{key}}}", value)
    return RunSQL(forward, back)
