"""What an SMS gateway must do; adapters implement it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class SmsFailedError(Exception):
    """The gateway did not take a message; it is tried again later."""


class SmsForgedError(Exception):
    """Something came in that the gateway did not sign, or that is no reply."""

    def __init__(self) -> None:
        super().__init__("签名不符，没有接收。")


@dataclass(frozen=True)
class SmsReply:
    """What somebody answered by text message.

    Attributes:
        id: the gateway's own number for it; the same number twice is the same message.
        phone: whence it came, in its own form.
        text: what it says.
        at: when the gateway got it.
    """

    id: str
    phone: str
    text: str
    at: datetime


class SmsGateway(Protocol):
    """Whoever sends text messages, and brings what is answered."""

    name: str
    is_demo: bool

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Send one message and return the gateway's own number for it.

        The same key twice must not reach the phone twice. Raises SmsFailedError.
        """

    def read(self, body: bytes, signature: str) -> SmsReply:
        """The reply that came in, if one byte of it is not other than it was signed. Raises SmsForgedError."""
