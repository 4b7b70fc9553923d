"""No unit of the body that a matter is about ever takes part in it, and none of its people finds it.

The first is a trigger where units join cases, so that it holds for every act of every case type, for joint handling,
splitting and rulings, whoever writes them. The second is a restrictive policy over everything of the matter that lists
and searches read; it goes by the account's posts, not by the hat worn, so that changing hats opens nothing. What is
barred is asked once per query, not once per row.
"""

from django.db import migrations

TABLES = ('"case"', "task", "event", "clock")
"""Tables of a matter that have its ``root_id``."""

FUNCTIONS = """
CREATE FUNCTION hotline_barred_roots() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.root_id FROM hotline_barred b
  WHERE b.body_id IN (
    SELECT u.body_id FROM appointment a JOIN post p ON p.id = a.post_id JOIN unit u ON u.id = p.unit_id
    WHERE a.account_id = scope_account() AND (a.until IS NULL OR a.until > now()))
$$;
REVOKE ALL ON FUNCTION hotline_barred_roots() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hotline_barred_roots() TO yiwang_staff;

CREATE FUNCTION hotline_unit_barred() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM "case" c JOIN hotline_barred b ON b.root_id = c.root_id
             JOIN unit u ON u.id = NEW.unit_id AND u.body_id = b.body_id WHERE c.id = NEW.case_id) THEN
    RAISE EXCEPTION 'hotline: the unit is barred from this matter' USING ERRCODE = 'YW451';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hotline_unit_barred BEFORE INSERT OR UPDATE OF unit_id, until ON case_unit
  FOR EACH ROW WHEN (NEW.until IS NULL) EXECUTE FUNCTION hotline_unit_barred();

CREATE FUNCTION hotline_body_barred() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM "case" c JOIN case_unit p ON p.case_id = c.id AND p.until IS NULL
             JOIN unit u ON u.id = p.unit_id AND u.body_id = NEW.body_id WHERE c.root_id = NEW.root_id) THEN
    RAISE EXCEPTION 'hotline: a unit of the body takes part already' USING ERRCODE = 'YW451';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hotline_body_barred BEFORE INSERT ON hotline_barred
  FOR EACH ROW EXECUTE FUNCTION hotline_body_barred();
"""

DROP = """
DROP TRIGGER hotline_body_barred ON hotline_barred; DROP FUNCTION hotline_body_barred();
DROP TRIGGER hotline_unit_barred ON case_unit; DROP FUNCTION hotline_unit_barred();
DROP FUNCTION hotline_barred_roots();
"""


def hidden(table, column="root_id"):
    """A restrictive policy: what is barred to the account is in no answer, whatever other policies allow."""
    rule = f"{column} <> ALL (ARRAY(SELECT hotline_barred_roots()))"
    return migrations.RunSQL(
        f"CREATE POLICY hotline_barred ON {table} AS RESTRICTIVE FOR SELECT TO yiwang_staff USING ({rule});",
        f"DROP POLICY hotline_barred ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("svc_hotline", "0002_rights"),
        ("fnd_people", "0011_names"),
        ("fnd_organisations", "0001_organisations"),
        ("eng_cases", "0014_search_follows"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        *(hidden(table) for table in TABLES),
        hidden("hotline_demand", "case_id"),
    ]
