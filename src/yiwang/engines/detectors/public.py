"""Detectors: run over the cases by night; each hit asks the unit for an explanation, as a case. Others enter here.

runs = detectors_run(now)          # again and again: a hit is asked about once
"""

from .services import detectors_run

__all__ = ["detectors_run"]
