"""The event API's messages: JSON in UTF-8, signed over every byte; docs/reference/telephony.md is their description."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from datetime import datetime, timedelta
from typing import Any, Final

from yiwang.engines.calls.pure import KINDS, SOUND, EventForged, EventMalformed, Happening
from yiwang.kernel.wire import Signed

HEADER: Final = "X-Exchange-Signature"
FRESH: Final = timedelta(minutes=5)
"""A message is good for so long after it was signed, and clocks may differ by so much. Part of the protocol."""

_SHAPES: Final = {
    "id": (r"[A-Za-z0-9._:-]{1,80}", "1 到 80 个字母、数字或者 . _ : -"),
    "call": (r"[A-Za-z0-9._:-]{0,80}", "至多 80 个字母、数字或者 . _ : -"),
    "line": (r"[0-9-]{0,20}", "至多 20 位数字"),
    "number": (r"\+?[0-9-]{0,20}", "至多 20 位数字，可以有 + 和 -"),
    "extension": (r"[0-9]{0,8}", "至多 8 位数字"),
    "other": (r"\+?[0-9-]{0,20}", "至多 20 位数字，可以有 + 和 -"),
    "reference": (r"([A-Za-z0-9][A-Za-z0-9._-]{0,119})?", "至多 120 个字母、数字或者 . _ -，不以点开头"),
}
"""Field → what it looks like, for a program and in words."""


def signature(secret: bytes, body: bytes) -> str:
    """HMAC-SHA256 over the body, in base64."""
    return base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()).decode()


def signed(secret: bytes, centre: str, said: Happening, sent_at: datetime) -> Signed:
    """An event as it goes over the wire."""
    told = {**vars(said), "centre": centre, "at": said.at.isoformat(), "sent_at": sent_at.isoformat()}
    body = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return Signed(body, signature(secret, body))


def opened(secret: bytes, centre: str, held: Signed, now: datetime) -> Happening:
    """What a message says.

    Raises:
        EventForged: one byte is not as it was signed, it is for another centre, or it was signed too long ago.
        EventMalformed: it is the exchange's, but a field is missing or wrong.
    """
    if not _is_signed(secret, held):
        raise EventForged
    said = _object(held.body)
    if _text(said, "centre") != centre or abs(_instant(said, "sent_at") - now) > FRESH:
        raise EventForged
    return _happening(said, now)


def _is_signed(secret: bytes, held: Signed) -> bool:
    try:
        given = base64.b64decode(held.signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, hmac.new(secret, held.body, hashlib.sha256).digest())


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise EventMalformed("消息要是 UTF-8 的 JSON。") from error
    if not isinstance(said, dict):
        raise EventMalformed("消息要是一个 JSON 对象。")
    return said


def _happening(said: dict[str, Any], now: datetime) -> Happening:
    kind, at = _text(said, "kind"), _instant(said, "at")
    texts = {name: _shaped(said, name) for name in _SHAPES}
    if kind not in KINDS:
        raise EventMalformed(f"kind 要是这些之一：{'、'.join(KINDS)}。")
    if at > now + FRESH:
        raise EventMalformed("at 是还没有到的时间；请核对交换机的钟。")
    if kind != "alive" and not texts["call"]:
        raise EventMalformed("call 要写交换机给这个通话的编号。")
    if kind in SOUND and not texts["reference"]:
        raise EventMalformed("reference 要写录音的编号。")
    return Happening(kind=kind, at=at, seconds=_seconds(said), **texts)


def _shaped(said: dict[str, Any], name: str) -> str:
    text, (shape, words) = _text(said, name, missing=""), _SHAPES[name]
    if not re.fullmatch(shape, text, re.ASCII):
        raise EventMalformed(f"{name} 要是{words}。")
    return text


def _text(said: dict[str, Any], name: str, missing: str | None = None) -> str:
    value = said.get(name, missing)
    if not isinstance(value, str):
        raise EventMalformed(f"{name} 要写，并且是文字。")
    return value


def _instant(said: dict[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(said, name))
    except ValueError as error:
        raise EventMalformed(f"{name} 要是带时区的时间，例如 2027-01-12T10:00:00+08:00。") from error
    if found.tzinfo is None:
        raise EventMalformed(f"{name} 没有写时区，例如 +08:00。")
    return found


def _seconds(said: dict[str, Any]) -> int:
    value = said.get("seconds", 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 86400:
        raise EventMalformed("seconds 要是 0 到 86400 的整数。")
    return value
