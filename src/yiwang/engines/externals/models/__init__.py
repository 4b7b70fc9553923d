"""Tables of external steps."""

from .copy import ExternalCopy
from .message import ExternalMessage
from .run import ExternalRun
from .step import MOVED, ExternalStep

__all__ = ["MOVED", "ExternalCopy", "ExternalMessage", "ExternalRun", "ExternalStep"]
