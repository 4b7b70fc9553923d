"""Rotas without tables: spans, and how a file is read. Others enter here."""

from .definitions import DEMO_ROTA, DemoRota
from .domain.reading import COLUMNS, RotaFile, RotaLine, rota_read
from .domain.spans import Span, gaps, off_hours

__all__ = [
    "COLUMNS",
    "DEMO_ROTA",
    "DemoRota",
    "RotaFile",
    "RotaLine",
    "Span",
    "gaps",
    "off_hours",
    "rota_read",
]
