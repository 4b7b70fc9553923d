"""Tables of audit."""

from .log import AuditBody, AuditEvent, AuditHead
from .seal import SealedLogRow, SealLeafRow, SealQueueRow, SealRow

__all__ = ["AuditBody", "AuditEvent", "AuditHead", "SealLeafRow", "SealQueueRow", "SealRow", "SealedLogRow"]
