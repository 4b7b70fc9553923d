"""Database roles of the four audiences and of the site, and the functions that policies are written in.

Roles belong to the whole cluster, so several databases make the same ones, perhaps at the same moment: what is there
is left alone, and a collision is tried again.
"""

from django.db import migrations

ROLES = """
DO $do$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['yiwang_app', 'yiwang_staff', 'yiwang_citizen', 'yiwang_worker', 'yiwang_public'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION '数据库账号 % 不能建立角色 %: 请授予它 CREATEROLE, 或请管理员先建立该角色。', current_user, wanted;
      END;
    END IF;
  END LOOP;
END $do$;
"""

MEMBERS = """
DO $do$
DECLARE pair text[]; tries int;
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ARRAY['yiwang_staff', 'yiwang_app'], ARRAY['yiwang_citizen', 'yiwang_app'], ARRAY['yiwang_worker', 'yiwang_app'],
    ARRAY['yiwang_public', 'yiwang_app'], ARRAY['yiwang_app', current_user::text]
  ] LOOP
    FOR tries IN 1..50 LOOP
      EXIT WHEN pg_has_role(pair[2], pair[1], 'MEMBER');
      BEGIN
        EXECUTE format('GRANT %I TO %I', pair[1], pair[2]);
      EXCEPTION
        WHEN internal_error OR unique_violation THEN PERFORM pg_sleep(0.05);
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION '数据库账号 % 不能把角色 % 交给 %: 请管理员执行 GRANT % TO %。',
            current_user, pair[1], pair[2], pair[1], pair[2];
      END;
    END LOOP;
  END LOOP;
END $do$;
"""

FUNCTIONS = """
GRANT USAGE ON SCHEMA public TO yiwang_app, yiwang_staff, yiwang_citizen, yiwang_worker, yiwang_public;
CREATE FUNCTION scope_units() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.units', true), ''), '{}')::text[] $$;
CREATE FUNCTION scope_parties() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] $$;
CREATE FUNCTION scope_city() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.city', true), ''), 'false')::boolean $$;
CREATE FUNCTION scope_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.account', true), '')::uuid $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION scope_units(); DROP FUNCTION scope_parties(); DROP FUNCTION scope_city(); DROP FUNCTION scope_account();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(MEMBERS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
