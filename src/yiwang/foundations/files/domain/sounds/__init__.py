"""Sounds that people record: told by their content, measured, freed of what recorders write into them; no Django."""

from .kinds import ENDINGS, MP3, OGG, SOUNDS, WAV, WEBM, sound_kind
from .reading import SoundRules, sound_cleaned

__all__ = ["ENDINGS", "MP3", "OGG", "SOUNDS", "WAV", "WEBM", "SoundRules", "sound_cleaned", "sound_kind"]
