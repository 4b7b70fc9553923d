"""Who may read what: staff by unit, people by party, the worker all, strangers nothing. Nobody writes but the functions."""

from django.db import migrations

from yiwang.foundations.audit.public import sealed_log_step
from yiwang.foundations.scope.public import grant, policy

MINE = """EXISTS (SELECT FROM case_unit u WHERE u.case_id = "case".id AND u.unit_id = ANY(scope_units())
  AND u.until IS NULL)"""
OURS = 'EXISTS (SELECT FROM case_party p WHERE p.case_id = "case".id AND p.party_id = ANY(scope_parties()))'


def reading(table, **audiences):
    """Read rights and one policy per audience."""
    yield grant(table, worker="select", **{who: "select" for who in audiences})
    for who, using in audiences.items():
        yield policy(table, who, using, command="SELECT")


class Migration(migrations.Migration):
    dependencies = [
        ("eng_cases", "0002_functions"),
        ("fnd_scope", "0001_roles"),
        ("fnd_audit", "0002_sealed"),
    ]

    operations = [
        sealed_log_step("cases", events="event", bodies="event_body", subject="root_id", kind="uuid"),
        *reading('"case"', staff=f"scope_city() OR {MINE}", citizen=OURS),
        *reading("task", staff="scope_city() OR unit_id = ANY(scope_units()) OR case_in_scope(case_id)",
                 citizen="case_in_scope(case_id)"),
        *reading("case_unit", staff="scope_city() OR unit_id = ANY(scope_units()) OR case_in_scope(case_id)",
                 citizen="case_in_scope(case_id)"),
        *reading("case_party", staff="case_in_scope(case_id)",
                 citizen="party_id = ANY(scope_parties()) OR case_in_scope(case_id)"),
        *reading("case_link", staff="case_in_scope(case_id)", citizen="case_in_scope(case_id)"),
        *reading("clock", staff="case_in_scope(case_id)", citizen="case_in_scope(case_id)"),
        *reading("event", staff="case_in_scope(case_id)", citizen="public <> '' AND case_in_scope(case_id)"),
        *reading("event_body", staff="""EXISTS (SELECT FROM event e WHERE e.root_id = event_body.root_id
          AND e.seq = event_body.seq AND case_in_scope(e.case_id))"""),
    ]
