"""Numbers of licences: per unit, type and year, without gaps, drawn in the transaction of the issue."""

from typing import Any

from django.db import connection
from django.utils import timezone

from ..definitions import LicenceType
from ..models import Licence

_DRAW = """INSERT INTO licence_number (unit_id, type, year, last) VALUES (%s, %s, %s, 1)
 ON CONFLICT (unit_id, type, year) DO UPDATE SET last = licence_number.last + 1 RETURNING last"""


def face_filled(kind: LicenceType, licence: Licence, face: dict[str, Any]) -> dict[str, Any]:
    """The face with what the issue itself gives: the number, and the day of issue. Given values win."""
    empty = {name: held.fill for name, held in kind.face.items() if held.fill and face[name] in ("", None)}
    return {**face, **{name: _value(kind, licence, fill) for name, fill in empty.items()}}


def _value(kind: LicenceType, licence: Licence, fill: str) -> str:
    day = timezone.localtime(licence.issued_at).date()
    if fill == "issued_on":
        return day.isoformat()
    return kind.numbering.format(year=day.year, number=f"{_drawn(licence, day.year):04d}")


def _drawn(licence: Licence, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [licence.unit_id, licence.type, year])
        return int(cursor.fetchone()[0])
