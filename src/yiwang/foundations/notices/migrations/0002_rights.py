"""Rights on notices: a receiver sees its own; only the worker writes them; reading marks are the account's own."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

STAFF = "unit_id = ANY(scope_units()) OR account_id = scope_account()"
CITIZEN = "party_id = ANY(scope_parties()) OR account_id = scope_account()"


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("notice", staff="select", citizen="select", worker="select, insert"),
        policy("notice", "staff", STAFF, command="SELECT"),
        policy("notice", "citizen", CITIZEN, command="SELECT"),
        grant("notice_read", staff="select, insert", citizen="select, insert", worker="select"),
        policy("notice_read", "staff", "account_id = scope_account()"),
        policy("notice_read", "citizen", "account_id = scope_account()"),
        grant("notice_delivery", worker="select, insert, update"),
    ]
