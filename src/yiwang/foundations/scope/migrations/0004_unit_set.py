"""The units of the scope as a set: whether one is in it is found by halving, where an array is read through.

A supervisor of a county sees two hundred units. Asked in a subquery of its own, the set is made once per query.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION scope_unit_set() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT jsonb_object(scope_units(), scope_units()) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("fnd_scope", "0003_matter")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION scope_unit_set();")]
