"""The hotline without Django: the kinds ``hotline_rules`` and ``demo_demand``. Others enter here."""

from .definitions import (
    DEFAULT,
    DEMO_DEMAND,
    HOTLINE_RULES,
    Category,
    DemandType,
    DemoDemand,
    HotlineRules,
    MergedLine,
    NotAccepted,
)

__all__ = [
    "DEFAULT",
    "DEMO_DEMAND",
    "HOTLINE_RULES",
    "Category",
    "DemandType",
    "DemoDemand",
    "HotlineRules",
    "MergedLine",
    "NotAccepted",
]
