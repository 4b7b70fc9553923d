"""Who sees what was received: the receiving unit, and the party itself; papers, whoever received, holds or is to take them."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, narrow, policy

ALL = "select, insert, update, delete"
UNITS = "= ANY (scope_units())"
PAPER = f"scope_city() OR receiver_id {UNITS} OR holder_id {UNITS} OR to_id {UNITS}"
SLIP = f"scope_city() OR from_id {UNITS} OR to_id {UNITS}"


class Migration(migrations.Migration):
    dependencies = [("svc_window", "0003_receiving"), ("fnd_scope", "0003_matter")]

    operations = [
        grant("attendance", staff="select, insert, update", citizen="select", worker=ALL),
        policy("attendance", "staff", f"unit_id {UNITS}"),
        policy("attendance", "citizen", "party_id = ANY (scope_parties()) OR presenter_id = ANY (scope_parties())",
               command="SELECT"),
        narrow("attendance", "citizen", "id = scope_matter()"),
        grant("attendance_material", staff=ALL, worker=ALL),
        policy("attendance_material", "staff", f"unit_id {UNITS}"),
        grant("custody_paper", staff="select, insert, update(holder_id, to_id, state, since)", worker=ALL),
        policy("custody_paper", "staff", PAPER, command="SELECT"),
        policy("custody_paper", "staff", f"receiver_id {UNITS}", command="INSERT"),
        policy("custody_paper", "staff", f"holder_id {UNITS} OR to_id {UNITS}", PAPER, command="UPDATE"),
        grant("custody_handover", staff="select, insert, update(taken_by, taken_account, taken_at)", worker=ALL),
        policy("custody_handover", "staff", SLIP, command="SELECT"),
        policy("custody_handover", "staff", f"from_id {UNITS}", command="INSERT"),
        policy("custody_handover", "staff", f"to_id {UNITS}", command="UPDATE"),
        grant("hall_shift", staff="select, insert, update(taken_by, taken_account, taken_at)", worker=ALL),
        policy("hall_shift", "staff", f"unit_id {UNITS}"),
    ]
