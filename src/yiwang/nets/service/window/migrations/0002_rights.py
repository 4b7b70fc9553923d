"""Who may do what at the queue: tickets bear no name and may be looked at; appointments are their party's own."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

ALL = "select, insert, update, delete"
HERE = "hall = ANY (scope_units())"
MINE = "party_id = ANY (scope_parties())"
SEEN = "id, hall, line, day, number, label, code, state, rank, counter, issued_at, queued_at, called_at, calls, ended_at"

TAKEN = """
CREATE FUNCTION hall_taken(wanted text, first date, last date)
RETURNS TABLE (line text, day date, slot text, taken bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.line, b.day, b.slot, count(*) FROM hall_booking b
  WHERE b.hall = wanted AND b.day BETWEEN first AND last AND b.state <> 'cancelled' GROUP BY 1, 2, 3
$$;
REVOKE ALL ON FUNCTION hall_taken(text, date, date) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("svc_window", "0001_queue"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("hall_session", staff="select, insert, update(closed_at)", worker=ALL,
              citizen="select(id, hall, counter, opened_at, closed_at)",
              public="select(id, hall, counter, opened_at, closed_at)"),
        policy("hall_session", "staff", HERE),
        policy("hall_session", "citizen", "closed_at IS NULL", command="SELECT"),
        policy("hall_session", "public", "closed_at IS NULL", command="SELECT"),
        grant("hall_ticket", staff="select, insert, update", worker=ALL, citizen=f"select({SEEN})",
              public=f"select({SEEN})"),
        policy("hall_ticket", "staff", HERE),
        policy("hall_ticket", "citizen", "true", command="SELECT"),
        policy("hall_ticket", "public", "true", command="SELECT"),
        grant("hall_booking", staff="select, update(state, ticket_id)", worker=ALL,
              citizen="select, insert, update(state)"),
        policy("hall_booking", "staff", HERE),
        policy("hall_booking", "citizen", MINE),
        migrations.RunSQL(TAKEN, "DROP FUNCTION hall_taken(text, date, date);"),
        grant("FUNCTION hall_taken(text, date, date)", staff="execute", citizen="execute", worker="execute"),
    ]
