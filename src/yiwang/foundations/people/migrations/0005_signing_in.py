"""Signing in happens before anybody has a hat: its tables belong to the site's own role, and to nobody else."""

from django.db import migrations

from yiwang.foundations.scope.public import grant

ALL = "select, insert, update, delete"

CACHE = """
CREATE TABLE cache_entry (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_entry_expires ON cache_entry (expires);
"""

DEMO = """
CREATE FUNCTION demo_accounts() RETURNS TABLE (username varchar, name varchar, posts varchar[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.username, a.name, coalesce(array_agg(p.post_id ORDER BY p.id) FILTER (WHERE p.id IS NOT NULL), '{}')
  FROM account a LEFT JOIN appointment p ON p.account_id = a.id AND p.until IS NULL
  WHERE a.is_demo AND a.is_staff_account AND a.is_active GROUP BY a.id
$$;
REVOKE ALL ON FUNCTION demo_accounts() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fnd_people", "0004_one_citizen_account"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE cache_entry;"),
        grant("cache_entry", app=ALL, staff=ALL, citizen=ALL, worker=ALL, public=ALL),
        *(
            grant(table, app=ALL)
            for table in ("account_emailaddress", "account_emailconfirmation", "socialaccount_socialaccount",
                          "socialaccount_socialapp", "socialaccount_socialtoken")
        ),
        grant("mfa_authenticator", app=ALL),
        migrations.RunSQL(DEMO, "DROP FUNCTION demo_accounts();"),
        grant("FUNCTION demo_accounts()", app="execute", staff="execute", citizen="execute", public="execute"),
    ]
