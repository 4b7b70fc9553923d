"""Working time as the pack in force defines it: duty hours, holidays, make-up days, and its zone. Others enter here.

with in_zone(): ...                          # once where work begins: timezone.localtime, localdate and |date go by it
since, until = local_days(first, last)       # the span of local days, as instants
"""

from .selectors import calendar_current, local_days, local_instant, zone_current
from .services import in_zone, zone_use

__all__ = [
    "calendar_current",
    "in_zone",
    "local_days",
    "local_instant",
    "zone_current",
    "zone_use",
]
