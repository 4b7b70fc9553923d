"""Every kind of definition a pack may hold, gathered from its owner. The order is the order of checking."""

from typing import Any

KINDS: tuple[Any, ...] = ()
