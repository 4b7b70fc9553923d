"""Every kind of definition a pack may hold, gathered from its owner. The order is the order of checking.

Add yours by importing it from the app's ``pure`` (or ``definitions`` through it); nothing here needs Django.
"""

from typing import Any

from yiwang.loader import PARAMETER, TEXT, Kind

KINDS: tuple[Kind[Any], ...] = (PARAMETER, TEXT)
