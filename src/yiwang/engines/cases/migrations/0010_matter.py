"""A hat for one matter sees the cases of that matter: those opened with the application as their key."""

from django.db import migrations

from yiwang.foundations.scope.public import narrow

FUNCTION = """
CREATE FUNCTION case_of_matter(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM "case" c JOIN "case" r ON r.id = c.root_id
                 WHERE c.id = wanted AND r.open_key = scope_matter()::text)
$$;
REVOKE ALL ON FUNCTION case_of_matter(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_of_matter(uuid) TO yiwang_citizen;
"""
TABLES = ("task", "case_unit", "case_party", "case_link", "clock", "event")


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0009_search"), ("fnd_scope", "0003_matter")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION case_of_matter(uuid);"),
        narrow('"case"', "citizen", "case_of_matter(id)"),
        *(narrow(table, "citizen", "case_of_matter(case_id)") for table in TABLES),
    ]
