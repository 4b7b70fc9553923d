"""Units read what partners are told of their cases; the worker tells. With an erased matter all of it goes."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant, policy

CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
ERASE = "DELETE FROM external_told WHERE case_id = ANY(a_cases);"


class Migration(migrations.Migration):
    dependencies = [("eng_externals", "0005_told"), ("fnd_audit", "0002_sealed"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("external_told", staff="select", worker="select, insert, update"),
        policy("external_told", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        erasure_step("externals_told", erase=ERASE),
    ]
