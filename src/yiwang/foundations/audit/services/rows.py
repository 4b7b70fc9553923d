"""Rows of any log as they were hashed: by column name, jsonb as values (Django hands it over as text)."""

import json
from typing import Any

from django.db import connection

JSONB = 3802
"""PostgreSQL's type number of jsonb."""


def rows_as_dicts(query: str, values: list[Any]) -> list[dict[str, Any]]:
    """Run a query and return its rows by column name."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        names = [column.name for column in cursor.description]
        rows = [decoded(row, cursor.description) for row in cursor.fetchall()]
    return [dict(zip(names, row, strict=True)) for row in rows]


def decoded(row: tuple[Any, ...], description: Any) -> list[Any]:
    """One row's values with jsonb read."""
    pairs = zip(row, description, strict=True)
    return [json.loads(v) if c.type_code == JSONB and isinstance(v, str) else v for v, c in pairs]
