"""Publicity without Django: the kind ``publicity``. Others enter here."""

from .definitions import PUBLICITY, PublicField, Publicity

__all__ = ["PUBLICITY", "PublicField", "Publicity"]
