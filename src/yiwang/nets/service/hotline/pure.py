"""The hotline without Django: the kind ``hotline_rules``. Others enter here."""

from .definitions import DEFAULT, HOTLINE_RULES, Category, DemandType, HotlineRules, MergedLine, NotAccepted

__all__ = ["DEFAULT", "HOTLINE_RULES", "Category", "DemandType", "HotlineRules", "MergedLine", "NotAccepted"]
