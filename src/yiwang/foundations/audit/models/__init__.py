"""Tables of audit."""

from .log import AuditBody, AuditEvent, AuditHead
from .seal import SealLeafRow, SealQueueRow, SealRow

__all__ = ["AuditBody", "AuditEvent", "AuditHead", "SealLeafRow", "SealQueueRow", "SealRow"]
