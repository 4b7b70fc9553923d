"""Acts of the desk: the word in the morning."""

from .morning import morning_send

__all__ = ["morning_send"]
