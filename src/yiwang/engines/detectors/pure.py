"""Detectors without Django: the kind ``detector`` and its shapes. Others enter here."""

from .definitions import DETECTOR, Detector
from .domain.shapes import SHAPES

__all__ = ["DETECTOR", "SHAPES", "Detector"]
