"""Tells PostgreSQL who is asking: database role and row scope, set for one transaction. Others enter here.

    with as_actor(actor):
        ...                      # every query sees only this actor's rows

and in migrations, after the table is made::

    grant("task", staff="select, insert, update", worker="select, insert, update"),
    policy("task", "staff", "scope_city() OR unit_id = ANY(scope_units())"),
"""

from .services import APP_ROLE, as_actor, grant, in_scope, narrow, policy, scope_current, scope_enter

__all__ = [
    "APP_ROLE",
    "as_actor",
    "grant",
    "in_scope",
    "narrow",
    "policy",
    "scope_current",
    "scope_enter",
]
