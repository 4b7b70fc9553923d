"""What an SMS gateway must do; adapters implement it."""

from typing import Protocol


class SmsFailedError(Exception):
    """The gateway did not take a message; it is tried again later."""


class SmsGateway(Protocol):
    """Whoever sends text messages."""

    name: str
    is_demo: bool

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Send one message and return the gateway's own number for it.

        The same key twice must not reach the phone twice. Raises SmsFailedError.
        """
