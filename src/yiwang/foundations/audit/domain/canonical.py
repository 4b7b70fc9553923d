"""Canonical JSON: one byte string for one value, the same before it is stored and after it was read back.

Keys sorted, no spaces, UTF-8. Instants are UTC with microseconds, uuids and dates are text, bytes are hex,
decimals keep their digits. A whole float is an integer, because jsonb keeps numbers, not types.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


class NotCanonicalError(TypeError):
    """A value has no canonical form."""


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value. Raises NotCanonicalError for naive instants, NaN and unknown types."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """The value as JSON knows it, in the one form that canonical JSON uses."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Mapping):
        return {_key(key): plain(child) for key, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(child) for child in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    if isinstance(value, (UUID, date)):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    raise NotCanonicalError(f"{type(value).__name__} 没有规范的 JSON 写法，请先转成文字或整数。")


def _number(value: float) -> float | int:
    if not math.isfinite(value):
        raise NotCanonicalError("NaN 与无穷大不能写入日志。")
    return int(value) if value.is_integer() else value


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise NotCanonicalError("时间必须带时区。")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise NotCanonicalError(f"键必须是文字，得到 {key!r}。")
    return key
