"""Rotas: who is on duty, kept by the head of each unit. Others enter here.

duty_at(unit, at)            # whoever is on duty for a unit, by its own rota or that around it
duty_now(at)                 # everybody on duty now, numbers masked
"""

from .models import DutyShift
from .policies import CALL, KEEP, shifts_visible_to
from .pure import COLUMNS, RotaFile, RotaLine, Span, gaps, off_hours
from .selectors.duty import OnDuty, ShiftRow, duty_at, duty_now, duty_phone_of, rota_of
from .services.calling import duty_phone
from .services.demo import demo_rotas_seed
from .services.importing import RotaOutcome, rota_file, rota_import, rota_try
from .services.keeping import RotaRefused, Wanted, shift_add, shift_remove

__all__ = [
    "CALL",
    "COLUMNS",
    "KEEP",
    "DutyShift",
    "OnDuty",
    "RotaFile",
    "RotaLine",
    "RotaOutcome",
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
    "shifts_visible_to",
]
