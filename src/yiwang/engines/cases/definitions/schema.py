"""What conditions of acts may read: the roots ``case, task, actor, now, param`` and their types."""

from yiwang.kernel.expressions import (
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    TEXT,
    TIMESTAMP,
    ListOf,
    Record,
    Schema,
    Type,
)
from yiwang.loader import PARAMETER, World

PARAMETER_TYPES: dict[str, Type] = {
    "int": INT, "decimal": DECIMAL, "money": MONEY, "text": TEXT, "bool": BOOL, "date": DATE,
}  # fmt: skip

_INTAKE = Record({"status": TEXT, "silent": BOOL, "omissions": INT}, open=True)

_CASE = Record(
    {
        "number": TEXT,
        "state": TEXT,
        "type": TEXT,
        "subject": TEXT,
        "opened_at": TIMESTAMP,
        "form": Record(open=True),
        "kept": Record(open=True),
        "counts": Record(open=True),
        "intake": _INTAKE,
        "law": Record(open=True),
        "flags": Record(open=True),
        "units": Record(open=True),
        "merged": BOOL,
        "members": INT,
    }
)


def act_schema(world: World) -> Schema:
    """The schema of conditions of acts in this world; ``param`` holds its parameters."""
    params = {key: PARAMETER_TYPES[held.type] for key, held in world.all(PARAMETER).items()}
    return {
        "case": _CASE,
        "task": Record({"step": TEXT, "opened_at": TIMESTAMP}),
        "actor": Record({"audience": TEXT, "unit": TEXT, "roles": ListOf(TEXT)}),
        "now": TIMESTAMP,
        "param": Record(params),
    }
