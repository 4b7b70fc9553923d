"""Rotas without tables: spans, and how a file is read. Others enter here."""

from .domain.reading import COLUMNS, RotaFile, RotaLine, RotaProblem, RotaUnreadable, rota_read
from .domain.spans import Span, gaps, off_hours

__all__ = [
    "COLUMNS",
    "RotaFile",
    "RotaLine",
    "RotaProblem",
    "RotaUnreadable",
    "Span",
    "gaps",
    "off_hours",
    "rota_read",
]
