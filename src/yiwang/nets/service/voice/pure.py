"""Voice without Django: the kind ``voice_rules``. Others enter here."""

from .definitions import DEFAULT, VOICE_RULES, StuckRules, VoiceRules

__all__ = ["DEFAULT", "VOICE_RULES", "StuckRules", "VoiceRules"]
