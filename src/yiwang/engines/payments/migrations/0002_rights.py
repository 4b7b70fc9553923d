"""Who may read and write what: payers read their own, units read theirs and move refunds; only the worker says "paid"."""

from django.db import migrations

from yiwang.foundations.scope.public import grant, policy

CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
PARTY = "party_id = ANY ((SELECT scope_parties())::uuid[])"
OPEN_HERE = f"{CITY} OR {UNIT} OR unit_id = ''"
ALL = "select, insert, update"

GUARD = """
CREATE FUNCTION charge_paid_by_worker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('role', true) IN ('yiwang_staff', 'yiwang_citizen') AND NOT (
     (OLD.state = 'paid' AND NEW.state = 'refund_asked') OR (OLD.state = 'refund_asked' AND NEW.state = 'paid')) THEN
    RAISE EXCEPTION 'charge: 只有收款机构的通知能改变缴费状态';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charge_paid_by_worker BEFORE UPDATE OF state ON charge
  FOR EACH ROW EXECUTE FUNCTION charge_paid_by_worker();
"""
BACK = "DROP TRIGGER charge_paid_by_worker ON charge; DROP FUNCTION charge_paid_by_worker();"


class Migration(migrations.Migration):
    dependencies = [("eng_payments", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant("charge", citizen="select", staff="select, update(state, changed_at)", worker=ALL),
        policy("charge", "citizen", PARTY, command="SELECT"),
        policy("charge", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        policy("charge", "staff", UNIT, command="UPDATE"),
        migrations.RunSQL(GUARD, BACK),
        grant("refund", citizen="select", worker=ALL,
              staff="select, insert, update(state, note, decided_by, decided_account, decided_at)"),
        policy("refund", "citizen", f"charge_id IN (SELECT c.id FROM charge c WHERE c.{PARTY})", command="SELECT"),
        policy("refund", "staff", f"{CITY} OR {UNIT}", command="SELECT"),
        policy("refund", "staff", UNIT, command="INSERT"),
        policy("refund", "staff", UNIT, command="UPDATE"),
        grant("payment_notice", worker=ALL),
        grant("reconciliation", staff="select", worker=ALL),
        grant("book_difference", staff="select, update(cleared_at, cleared_by, note)", worker=ALL),
        policy("book_difference", "staff", OPEN_HERE, command="SELECT"),
        policy("book_difference", "staff", f"{UNIT} OR unit_id = ''", command="UPDATE"),
    ]
