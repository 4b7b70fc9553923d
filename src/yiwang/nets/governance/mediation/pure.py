"""Mediation without Django: the kinds ``mediation_rules`` and ``mediator``. Others enter here."""

from .definitions import DEFAULT, MEDIATION_RULES, MEDIATOR, MediationRules, Mediator, RatingPart

__all__ = [
    "DEFAULT",
    "MEDIATION_RULES",
    "MEDIATOR",
    "MediationRules",
    "Mediator",
    "RatingPart",
]
