"""What packs say about halls, for the list of kinds; knows no Django."""

from .definitions import HALL, Hall

__all__ = ["HALL", "Hall"]
