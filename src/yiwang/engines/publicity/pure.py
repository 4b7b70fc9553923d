"""Publicity without Django: the kind ``publicity``. Others enter here."""

from .definitions import CLOSED_TYPES, FORM, PUBLICITY, SOURCES, PublicField, Publicity

__all__ = ["CLOSED_TYPES", "FORM", "PUBLICITY", "SOURCES", "PublicField", "Publicity"]
