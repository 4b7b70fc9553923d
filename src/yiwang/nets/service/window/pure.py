"""What packs say about halls, for the list of kinds; knows no Django."""

from .definitions import HALL

__all__ = ["HALL"]
