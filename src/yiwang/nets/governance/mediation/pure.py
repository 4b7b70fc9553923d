"""Mediation without Django: the kind ``mediation_rules``. Others enter here."""

from .definitions import DEFAULT, MEDIATION_RULES, Danger, DisputeType, MediationRules

__all__ = ["DEFAULT", "MEDIATION_RULES", "Danger", "DisputeType", "MediationRules"]
