"""Rights as migration steps: which role may do what to a table, and which rows it sees."""

from django.db.migrations import RunSQL

from .entering import APP_ROLE, ROLES

ALL_ROLES: dict[str, str] = {"app": APP_ROLE} | {str(who): role for who, role in ROLES.items()}

_SEQUENCES = """DO $do$ DECLARE name regclass; BEGIN
  FOR name IN SELECT d.objid::regclass FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
              WHERE d.refobjid = '{table}'::regclass AND d.deptype = 'a'
  LOOP EXECUTE format('GRANT USAGE ON SEQUENCE %s TO {role}', name); END LOOP;
END $do$;"""

_PROTECT = """ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = '{table}'::regclass AND polname = 'worker_all') THEN
    CREATE POLICY worker_all ON {table} TO yiwang_worker USING (true) WITH CHECK (true);
  END IF;
END $do$;"""

_UNPROTECT = """DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = '{table}'::regclass AND polname <> 'worker_all') THEN
    DROP POLICY IF EXISTS worker_all ON {table};
    ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
  END IF;
END $do$;"""


def grant(
    table: str, *, app: str = "", staff: str = "", citizen: str = "", worker: str = "", public: str = ""
) -> RunSQL:
    """A migration step that gives roles rights on a table.

    Args:
        table: name of the table, quoted if it needs quoting; also ``"FUNCTION f(text)"`` with ``execute``.
        app: rights of the site's own role, which acts before anybody has a hat (sign-in, sessions).
        staff: rights like ``"select, insert, update(state, version)"``; empty for none. So are the others.
        citizen: rights of people and enterprises.
        worker: rights of background work, which has no row scope.
        public: rights of strangers.

    Sequences owned by the table go with ``insert``. Without a policy (``policy``) a role sees all rows.
    """
    wanted = {"app": app, "staff": staff, "citizen": citizen, "worker": worker, "public": public}
    given = {ALL_ROLES[who]: rights for who, rights in wanted.items() if rights}
    return RunSQL(
        [step for role, rights in given.items() for step in _give(table, role, rights)],
        [f"REVOKE ALL ON {table} FROM {role};" for role in given],
    )


def revoke(table: str, rights: str, *audiences: str) -> RunSQL:
    """A migration step that takes rights back from these audiences, e.g. when a table becomes append-only."""
    roles = ", ".join(ALL_ROLES[who] for who in audiences)
    return RunSQL(f"REVOKE {rights} ON {table} FROM {roles};", f"GRANT {rights} ON {table} TO {roles};")


def policy(
    table: str, audience: str, using: str, check: str | None = None, *, command: str = "ALL", name: str = ""
) -> RunSQL:
    """A migration step that lets an audience see (and write) only the rows for which an expression holds.

    Row-level security is switched on with the first policy of a table, and the worker gets all rows then:
    it has no row scope. Several policies of one audience add up (OR).

    Args:
        table: name of the table.
        audience: ``app``, ``staff``, ``citizen`` or ``public``.
        using: SQL over the row's columns and ``scope_units()`` text[], ``scope_parties()`` uuid[],
            ``scope_city()`` bool, ``scope_account()`` uuid; empty, false and NULL while no scope is entered.
        check: the same for rows to be written; None means ``using``.
        command: ``ALL``, ``SELECT``, ``INSERT``, ``UPDATE`` or ``DELETE``.
        name: name of the policy if an audience has several on this table; default ``<audience>_<command>``.
    """
    label = name or f"{audience}_{command.lower()}"
    whom = f"FOR {command} TO {ALL_ROLES[audience]}"
    made = f"CREATE POLICY {label} ON {table} {whom}{_clauses(command, using, check)};"
    return RunSQL(
        [_PROTECT.replace("{table}", table), made],
        [f"DROP POLICY {label} ON {table};", _UNPROTECT.replace("{table}", table)],
    )


def narrow(table: str, audience: str, using: str) -> RunSQL:
    """A migration step that holds a hat for one matter to what belongs to that matter, whatever other policies allow.

    Args:
        table: name of the table; it must have policies for this audience already.
        audience: whose hats may be for one matter.
        using: SQL over the row's columns and ``scope_matter()`` uuid; asked only of a hat that has one.
    """
    held = f"(SELECT scope_matter()) IS NULL OR ({using})"
    made = (
        f"CREATE POLICY {audience}_matter ON {table} AS RESTRICTIVE TO {ALL_ROLES[audience]} USING ({held});"
    )
    return RunSQL(made, f"DROP POLICY {audience}_matter ON {table};")


def _clauses(command: str, using: str, check: str | None) -> str:
    checked = using if check is None else check
    seen = "" if command == "INSERT" else f" USING ({using})"
    return seen if command in {"SELECT", "DELETE"} else f"{seen} WITH CHECK ({checked})"


def _give(table: str, role: str, rights: str) -> list[str]:
    steps = [f"GRANT {rights} ON {table} TO {role};"]
    if "insert" in rights.lower() or rights.lower() == "all":
        steps.append(_SEQUENCES.replace("{table}", table).replace("{role}", role))
    return steps
