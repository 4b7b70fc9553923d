"""Units read what recipients are told of the cases they look after; the worker tells. With an erased matter it goes."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant, policy

CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
ERASE = "DELETE FROM telling WHERE case_id = ANY(a_cases);"


class Migration(migrations.Migration):
    """Rights, and the share of erasing."""

    dependencies = [("eng_tellings", "0001_tables"), ("fnd_audit", "0002_sealed"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("telling", staff="select", worker="select, insert, update"),
        policy("telling", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        erasure_step("tellings", erase=ERASE),
    ]
