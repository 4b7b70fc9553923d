"""Log lines as events: ``logger.info("case opened", extra={"case": id})`` becomes one JSON object."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


class EventFormatter(logging.Formatter):
    """One JSON object a line: at, level, logger, event, then the fields given as ``extra``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line of JSON."""
        event: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        event |= {key: value for key, value in vars(record).items() if key not in _PLAIN}
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)
