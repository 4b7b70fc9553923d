"""Places and their tree: from the province down to the village, with function zones. Others enter here."""

from .definitions import Level
from .models import Division
from .selectors import division_get, division_names, division_path, divisions_under

__all__ = [
    "Division",
    "Level",
    "division_get",
    "division_names",
    "division_path",
    "divisions_under",
]
