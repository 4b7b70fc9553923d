"""MP3: the frames stay, what names singer, place or device before and behind them goes."""

from .heard import Heard
from .kinds import is_frame

BITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES = (44100, 48000, 32000)
VERSIONS = {3: (BITS_1, 1), 2: (BITS_2, 2), 0: (BITS_2, 4)}
"""By the version's bits: kilobits a second, and what the sample rates are divided by."""


def read(data: bytes) -> Heard:
    """The frames that follow one another from the first. Raises ValueError, KeyError, IndexError for damage."""
    first = at = _behind_tags(data)
    seconds = 0.0
    while is_frame(data[at : at + 2]) and at + 4 <= len(data):
        size, lasts = _frame(data, at)
        at, seconds = at + size, seconds + lasts
    if not seconds:
        raise ValueError("no frame")
    return Heard(data[first:at], seconds)


def _behind_tags(data: bytes) -> int:
    at = 0
    while data[at : at + 3] == b"ID3":
        size = sum((part & 0x7F) << 7 * (3 - place) for place, part in enumerate(data[at + 6 : at + 10]))
        at += 10 + size
    return at


def _frame(data: bytes, at: int) -> tuple[int, float]:
    """Bytes of a frame, and seconds that it lasts."""
    (bits, share), told = VERSIONS[data[at + 1] >> 3 & 3], data[at + 2]
    rate = RATES[told >> 2 & 3] // share
    samples = 1152 if share == 1 else 576
    if not told >> 4:
        raise ValueError("bits")
    return samples // 8 * bits[(told >> 4) - 1] * 1000 // rate + (told >> 1 & 1), samples / rate
