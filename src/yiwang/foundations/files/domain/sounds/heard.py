"""A sound as one container gives it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """A sound without what its recorder wrote beside it.

    Attributes:
        data: what is kept.
        seconds: how long it is; None where the file does not tell.
    """

    data: bytes
    seconds: float | None


class NotASound(Exception):
    """There is something else in the container: pictures, or a voice that browsers do not play."""
