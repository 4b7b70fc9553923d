"""Who may do what to licences, and which rows each sees; strangers only call two functions."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

SEEN = """
CREATE FUNCTION licence_held(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM licence_holder h WHERE h.licence_id = wanted AND h.party_id = ANY (scope_parties()))
$$;
CREATE FUNCTION licence_issued_here(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM licence l WHERE l.id = wanted AND l.unit_id = ANY (scope_units()))
$$;
CREATE FUNCTION licence_visible(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT scope_city() OR licence_held(wanted) OR licence_issued_here(wanted) OR EXISTS (
    SELECT FROM licence_grant g WHERE g.licence_id = wanted
      AND (g.until IS NULL OR g.until > now()) AND (g.times IS NULL OR g.used < g.times)
      AND (g.unit_id = ANY (scope_units()) OR g.party_id = ANY (scope_parties())))
$$;
REVOKE ALL ON FUNCTION licence_held(uuid), licence_issued_here(uuid), licence_visible(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION licence_held(uuid), licence_issued_here(uuid), licence_visible(uuid)
  TO yiwang_staff, yiwang_citizen, yiwang_worker;
"""

VERIFY = """
CREATE FUNCTION licence_shown(wanted uuid, wanted_version int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('type_name', l.type_name, 'unit_name', l.unit_name, 'identifier', v.identifier,
    'status', l.status, 'superseded', v.version < l.version, 'valid_from', l.valid_from,
    'valid_until', l.valid_until, 'issued_at', l.issued_at, 'is_demo', l.is_demo, 'holders',
    (SELECT jsonb_agg(h.name_masked ORDER BY h.id) FROM licence_holder h WHERE h.licence_id = l.id))
  FROM licence l JOIN licence_version v ON v.licence_id = l.id AND v.version = wanted_version WHERE l.id = wanted
$$;
CREATE FUNCTION licence_verify_presentation(wanted uuid, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE shown licence_presentation;
BEGIN
  SELECT * INTO shown FROM licence_presentation WHERE id = wanted FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('refused', 'unknown'); END IF;
  IF shown.used_at IS NOT NULL THEN RETURN jsonb_build_object('refused', 'used'); END IF;
  IF shown.expires_at < at OR shown.opened_at > at THEN RETURN jsonb_build_object('refused', 'expired'); END IF;
  UPDATE licence_presentation SET used_at = at WHERE id = wanted;
  INSERT INTO licence_use (licence_id, at, act, who, unit_id, purpose, case_no)
    VALUES (shown.licence_id, at, 'verified', '', '', '扫码核验', '');
  RETURN licence_shown(shown.licence_id, shown.version);
END $$;
CREATE FUNCTION licence_verify_code(wanted text, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_version licence_version;
BEGIN
  SELECT * INTO found_version FROM licence_version WHERE code_digest = wanted;
  IF NOT FOUND THEN RETURN jsonb_build_object('refused', 'unknown'); END IF;
  INSERT INTO licence_use (licence_id, at, act, who, unit_id, purpose, case_no)
    VALUES (found_version.licence_id, at, 'verified', '', '', '凭核验码核验', '');
  RETURN licence_shown(found_version.licence_id, found_version.version);
END $$;
REVOKE ALL ON FUNCTION licence_shown(uuid, int), licence_verify_presentation(uuid, timestamptz),
  licence_verify_code(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION licence_verify_presentation(uuid, timestamptz), licence_verify_code(text, timestamptz)
  TO yiwang_app, yiwang_staff, yiwang_citizen, yiwang_worker, yiwang_public;
"""

BACK = """
DROP FUNCTION licence_verify_code(text, timestamptz), licence_verify_presentation(uuid, timestamptz),
  licence_shown(uuid, int);
DROP FUNCTION licence_visible(uuid), licence_issued_here(uuid), licence_held(uuid);
"""

STATE = "update(status, status_reason, status_at, version, valid_from, valid_until)"
CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
PARTY = "party_id = ANY ((SELECT scope_parties())::uuid[])"
HERE, SEES, HOLDS = "licence_issued_here(licence_id)", "licence_visible(licence_id)", "licence_held(licence_id)"
LICENCE_OF_PARTY = """id IN (SELECT h.licence_id FROM licence_holder h WHERE h.{party}
  UNION ALL SELECT g.licence_id FROM licence_grant g WHERE g.{party}
    AND (g.until IS NULL OR g.until > now()) AND (g.times IS NULL OR g.used < g.times))""".format(party=PARTY)
LICENCE_OF_UNIT = f"""{CITY} OR {UNIT} OR id IN (SELECT g.licence_id FROM licence_grant g WHERE g.{UNIT}
  AND (g.until IS NULL OR g.until > now()) AND (g.times IS NULL OR g.used < g.times))"""
ALL = "select, insert, update"


class Migration(migrations.Migration):
    dependencies = [("eng_licences", "0001_tables"), ("fnd_scope", "0001_roles"), ("fnd_files", "0002_rights")]

    operations = [
        migrations.RunSQL(SEEN + VERIFY, BACK),
        grant("licence", staff=f"select, insert, {STATE}", citizen="select", worker=ALL),
        policy("licence", "staff", LICENCE_OF_UNIT, command="SELECT"),
        policy("licence", "staff", UNIT, command="INSERT"),
        policy("licence", "staff", UNIT, command="UPDATE"),
        policy("licence", "citizen", LICENCE_OF_PARTY, command="SELECT"),
        grant("licence_version", staff="select, insert", citizen="select", worker=ALL),
        policy("licence_version", "staff", SEES, command="SELECT"),
        policy("licence_version", "staff", HERE, command="INSERT"),
        policy("licence_version", "citizen", SEES, command="SELECT"),
        grant("licence_holder", staff="select, insert", citizen="select", worker=ALL),
        policy("licence_holder", "staff", SEES, command="SELECT"),
        policy("licence_holder", "staff", HERE, command="INSERT"),
        policy("licence_holder", "citizen", f"{PARTY} OR {SEES}", command="SELECT"),
        grant("licence_grant", staff="select, insert, update(used, until)", citizen="select, insert, update(until)",
              worker=ALL),
        policy("licence_grant", "staff", f"{CITY} OR {UNIT} OR {HERE}", command="SELECT"),
        policy("licence_grant", "staff", HERE, command="INSERT"),
        policy("licence_grant", "staff", f"{UNIT} OR {HERE}", command="UPDATE"),
        policy("licence_grant", "citizen", f"{PARTY} OR {HOLDS}", command="SELECT"),
        policy("licence_grant", "citizen", HOLDS, command="INSERT"),
        policy("licence_grant", "citizen", HOLDS, command="UPDATE"),
        grant("licence_presentation", citizen="select, insert", worker=f"{ALL}, delete"),
        policy("licence_presentation", "citizen", HOLDS),
        grant("licence_use", staff="select, insert", citizen="select, insert", worker=ALL),
        policy("licence_use", "staff", f"{CITY} OR {UNIT} OR {HERE}", command="SELECT"),
        policy("licence_use", "staff", f"{UNIT} AND {SEES}", command="INSERT"),
        policy("licence_use", "citizen", HOLDS, command="SELECT"),
        policy("licence_use", "citizen", f"unit_id = '' AND {SEES}", command="INSERT"),
    ]
