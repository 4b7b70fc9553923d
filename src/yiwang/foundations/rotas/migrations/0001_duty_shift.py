"""Who is on duty for which unit, from when to when; the units' own heads keep it.

Who is on duty now is asked by whoever moves a case, applicants too; so a function says it, to everybody only account,
post and unit. A number is opened by a function of its own, for who is on duty at that instant; the act writes it down.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

FUNCTIONS = """
CREATE FUNCTION duty_holds(shift duty_shift, wanted timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shift.removed_at IS NULL AND shift.since <= wanted AND shift.until > wanted
    AND EXISTS (SELECT FROM appointment a JOIN account c ON c.id = a.account_id AND c.is_active
      WHERE a.account_id = shift.account_id AND a.post_id = shift.post_id AND a.suspended_at IS NULL
        AND a.since <= wanted AND (a.until IS NULL OR a.until > wanted))
$$;
REVOKE ALL ON FUNCTION duty_holds(duty_shift, timestamptz) FROM PUBLIC;

CREATE FUNCTION duty_at(wanted_unit text, wanted timestamptz)
RETURNS TABLE (account_id uuid, post_id varchar, unit_id varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT w.depth, s.account_id, s.post_id, p.unit_id, s.since, s.id
    FROM unit u CROSS JOIN LATERAL unnest(u.path) WITH ORDINALITY AS w(unit, depth)
    JOIN duty_shift s ON s.unit_id = w.unit JOIN post p ON p.id = s.post_id AND p.is_current
    WHERE u.id = wanted_unit AND duty_holds(s, wanted))
  SELECT h.account_id, h.post_id, h.unit_id FROM held h
  WHERE h.depth = (SELECT max(depth) FROM held) ORDER BY h.since, h.id
$$;
REVOKE ALL ON FUNCTION duty_at(text, timestamptz) FROM PUBLIC;

CREATE FUNCTION duty_now(wanted timestamptz, units text[])
RETURNS TABLE (id uuid, unit_id varchar, post_id varchar, account_id uuid, since timestamptz, until timestamptz,
  masked text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.unit_id, s.post_id, s.account_id, s.since, s.until, s.masked FROM duty_shift s
  WHERE (units IS NULL OR s.unit_id = ANY (units)) AND duty_holds(s, wanted) ORDER BY s.unit_id, s.since, s.id
$$;
REVOKE ALL ON FUNCTION duty_now(timestamptz, text[]) FROM PUBLIC;

CREATE FUNCTION duty_phone(wanted_shift uuid, wanted timestamptz) RETURNS TABLE (unit_id varchar, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.unit_id, s.phone FROM duty_shift s WHERE s.id = wanted_shift AND duty_holds(s, wanted)
$$;
REVOKE ALL ON FUNCTION duty_phone(uuid, timestamptz) FROM PUBLIC;
"""

DROP = """
DROP FUNCTION duty_phone(uuid, timestamptz); DROP FUNCTION duty_now(timestamptz, text[]);
DROP FUNCTION duty_at(text, timestamptz); DROP FUNCTION duty_holds(duty_shift, timestamptz);
"""

SHOWN = (
    "select(id, unit_id, post_id, account_id, since, until, masked, made_label, made_at, removed_at), insert, "
    "update(until, removed_at)"
)
OWN = "unit_id = ANY ((SELECT scope_units())::text[])"
"""The closed number is in no answer to staff, and nothing but the end of a shift changes."""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('fnd_organisations', '0001_organisations'),
        ('fnd_people', '0011_names'),
        ('fnd_scope', '0002_sessions'),
    ]

    operations = [
        migrations.CreateModel(
            name='DutyShift',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField(verbose_name='从')),
                ('until', models.DateTimeField(verbose_name='到')),
                ('phone', models.TextField(default='', verbose_name='值班电话（密文）')),
                ('masked', models.TextField(default='', verbose_name='遮住的值班电话')),
                ('made_label', models.TextField(verbose_name='排班身份')),
                ('made_at', models.DateTimeField(verbose_name='排班时间')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='撤下时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='值班人')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fnd_organisations.post', verbose_name='岗位')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fnd_organisations.unit', verbose_name='为哪个单位值班')),
            ],
            options={
                'verbose_name': '值班',
                'db_table': 'duty_shift',
                'indexes': [models.Index(models.F('unit'), models.F('until'), condition=models.Q(('removed_at', None)), name='duty_shift_unit'), models.Index(models.F('account'), models.F('until'), condition=models.Q(('removed_at', None)), name='duty_shift_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='duty_shift_span')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, DROP),
        grant("duty_shift", staff=SHOWN, worker="select, insert, update"),
        policy("duty_shift", "staff", f"(SELECT scope_city()) OR {OWN}", command="SELECT"),
        policy("duty_shift", "staff", OWN, command="INSERT"),
        policy("duty_shift", "staff", OWN, command="UPDATE"),
        grant("FUNCTION duty_at(text, timestamptz)", staff="execute", citizen="execute", worker="execute"),
        grant("FUNCTION duty_now(timestamptz, text[])", staff="execute", worker="execute"),
        grant("FUNCTION duty_phone(uuid, timestamptz)", staff="execute"),
    ]
