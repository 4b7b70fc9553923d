"""Rotas: who is on duty, kept by the head of each unit. Others enter here.

duty_at(unit, at)            # whoever is on duty for a unit, by its own rota or that around it
duty_now(at)                 # everybody on duty now, numbers masked
"""

from .policies import CALL, KEEP
from .pure import COLUMNS, RotaLine, Span, gaps, off_hours
from .selectors.duty import ShiftRow, duty_at, duty_now, duty_phone_of, rota_of
from .services.calling import duty_phone
from .services.demo import demo_rotas_seed
from .services.importing import rota_file, rota_import, rota_try
from .services.keeping import RotaRefused, Wanted, shift_add, shift_remove

__all__ = [
    "CALL",
    "COLUMNS",
    "KEEP",
    "RotaLine",
    "RotaRefused",
    "ShiftRow",
    "Span",
    "Wanted",
    "demo_rotas_seed",
    "duty_at",
    "duty_now",
    "duty_phone",
    "duty_phone_of",
    "gaps",
    "off_hours",
    "rota_file",
    "rota_import",
    "rota_of",
    "rota_try",
    "shift_add",
    "shift_remove",
]
