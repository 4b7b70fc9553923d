"""What a partner's system handed in is seen by the units of its own hall, and by the worker."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

ALL = "select, insert, update, delete"


class Migration(migrations.Migration):
    dependencies = [("svc_window", "0006_partner_acceptance")]

    operations = [
        grant("partner_acceptance", staff="select, insert, update(attendance_id)", worker=ALL),
        policy("partner_acceptance", "staff", "unit_id = ANY (scope_units())"),
    ]
