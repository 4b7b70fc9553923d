"""Who gave a bag hands it to a carrier as long as nobody signed for it; who takes it writes what was not in it."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

UNITS = "= ANY (scope_units())"


class Migration(migrations.Migration):
    dependencies = [("svc_window", "0009_bags")]

    operations = [
        grant("custody_handover", staff="update(carrier, sent_at, due_at, missing, remark)"),
        policy("custody_handover", "staff", f"from_id {UNITS} AND taken_at IS NULL", command="UPDATE",
               name="staff_send"),
    ]
