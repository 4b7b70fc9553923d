"""Tables of external steps."""

from .copy import ExternalCopy
from .message import ExternalMessage
from .run import ExternalRun
from .step import MOVED, ExternalStep
from .told import ExternalTold

__all__ = ["MOVED", "ExternalCopy", "ExternalMessage", "ExternalRun", "ExternalStep", "ExternalTold"]
