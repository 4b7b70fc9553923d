"""What units of a matter will ask is read from the matter as loaded; the function that asked for it alone goes."""

from django.db import migrations

JOINT = """
CREATE FUNCTION case_joint_remarks(wanted uuid) RETURNS TABLE (id uuid, title text, unit_id text, remarks jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.title, o.owner_unit_id, o.data->'intake'->'remarks'
  FROM "case" c JOIN "case" o ON o.root_id = c.root_id
  WHERE c.id = wanted AND o.is_open AND o.data->'intake'->>'status' = 'remarked' AND (scope_city() OR EXISTS (
    SELECT FROM case_unit u WHERE u.case_id = c.id AND u.unit_id = ANY(scope_units()) AND u.until IS NULL
      AND u.part NOT IN ('watch', 'territorial')))
  ORDER BY o.number
$$;
REVOKE ALL ON FUNCTION case_joint_remarks(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_joint_remarks(uuid) TO yiwang_staff, yiwang_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0011_watching")]

    operations = [migrations.RunSQL("DROP FUNCTION case_joint_remarks(uuid);", JOINT)]
