"""Who may do what to parties, accounts, posts held, mandates and consents, and which rows each sees."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

READ, WRITE = "select", "select, insert, update"
ACCOUNT = (
    "select(id, username, email, name, is_active, is_staff_account, is_demo, language, elderly_mode, party_id, "
    "created_at, last_login, password_changed_at)"
)
OWN = "= ANY (scope_parties())"
GRANTED = """EXISTS (SELECT FROM party_grant g WHERE g.party_id = party.id AND {to}
  AND (g.until IS NULL OR g.until > now()))"""
TO_UNIT = GRANTED.format(to="g.unit_id = ANY (scope_units())")
TO_PARTY = GRANTED.format(to=f"g.grantee_id {OWN}")
STAFF_SEES = f"scope_city() OR {TO_UNIT}"
PARTY_SEEN = "EXISTS (SELECT FROM party p WHERE p.id = {column})"

LOOKUP = """
CREATE FUNCTION party_lookup(wanted_kind text, wanted text[], wanted_name text)
RETURNS TABLE (id uuid, same_name boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.name = wanted_name FROM party p WHERE p.id_kind = wanted_kind AND p.id_blind = ANY (wanted) LIMIT 1
$$;
REVOKE ALL ON FUNCTION party_lookup(text, text[], text) FROM PUBLIC;
"""

PARTY = [
    grant("party", app=WRITE, staff=WRITE, citizen=WRITE, worker=WRITE),
    grant("party_grant", app=WRITE, worker=WRITE, staff="select, insert, update(until)",
          citizen="select, insert, update(until)"),
    policy("party", "app", "true"),
    policy("party", "staff", STAFF_SEES, command="SELECT"),
    policy("party", "staff", "true", command="INSERT"),
    policy("party", "staff", STAFF_SEES, command="UPDATE"),
    policy("party", "citizen", f"id {OWN} OR {TO_PARTY}", command="SELECT"),
    policy("party", "citizen", "true", command="INSERT"),
    policy("party", "citizen", f"id {OWN}", command="UPDATE"),
    policy("party_grant", "app", "true"),
    policy("party_grant", "staff", "scope_city() OR unit_id = ANY (scope_units())",
           command="SELECT"),
    policy("party_grant", "staff", "true", command="INSERT"),
    policy("party_grant", "staff", "unit_id = ANY (scope_units())", command="UPDATE"),
    policy("party_grant", "citizen", f"party_id {OWN} OR grantee_id {OWN}", command="SELECT"),
    policy("party_grant", "citizen", "true", command="INSERT"),
    policy("party_grant", "citizen", f"party_id {OWN}", command="UPDATE"),
    grant("party_alias", app=READ, staff=READ, citizen=READ, worker=WRITE),
    migrations.RunSQL(LOOKUP, "DROP FUNCTION party_lookup(text, text[], text);"),
    grant("FUNCTION party_lookup(text, text[], text)", app="execute", staff="execute", citizen="execute",
          worker="execute"),
]

ACCOUNTS = [
    grant("account", app=WRITE, staff=f"{ACCOUNT}, insert, update", worker=WRITE,
          citizen=f"{ACCOUNT}, update(email, name, language, elderly_mode)"),
    policy("account", "app", "true"),
    policy("account", "staff", "true"),
    policy("account", "citizen", "id = scope_account()"),
    grant("appointment", app=READ, staff="select, insert, update(until)", worker=WRITE),
]

ACTING = [
    grant("representation", app=WRITE, staff=READ, citizen=READ, worker=WRITE),
    policy("representation", "app", "true"),
    policy("representation", "staff", PARTY_SEEN.format(column="organisation_id"), command="SELECT"),
    policy("representation", "citizen", f"person_id {OWN} OR organisation_id {OWN}", command="SELECT"),
    grant("mandate", app=WRITE, staff="select, insert", citizen="select, insert, update(revoked_at)", worker=WRITE),
    policy("mandate", "app", "true"),
    policy("mandate", "staff", PARTY_SEEN.format(column="principal_id"), command="SELECT"),
    policy("mandate", "staff", PARTY_SEEN.format(column="principal_id"), command="INSERT"),
    policy("mandate", "citizen", f"principal_id {OWN} OR agent_id {OWN}", command="SELECT"),
    policy("mandate", "citizen", f"principal_id {OWN}", command="INSERT"),
    policy("mandate", "citizen", f"principal_id {OWN} OR agent_id {OWN}", command="UPDATE"),
    grant("consent", app=READ, staff="select, insert", citizen="select, insert, update(withdrawn_at)", worker=WRITE),
    policy("consent", "app", "true"),
    policy("consent", "staff", PARTY_SEEN.format(column="party_id"), command="SELECT"),
    policy("consent", "staff", PARTY_SEEN.format(column="party_id"), command="INSERT"),
    policy("consent", "citizen", f"party_id {OWN}"),
]


class Migration(migrations.Migration):
    dependencies = [("fnd_scope", "0001_roles"), ("fnd_people", "0002_parties")]

    operations = [*PARTY, *ACCOUNTS, *ACTING]
