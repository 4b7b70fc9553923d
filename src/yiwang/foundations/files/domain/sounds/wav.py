"""WAV: the shape and the samples stay, every other chunk goes."""

from collections.abc import Iterator
from struct import pack, unpack_from

from .heard import Heard

HEAD, RATE = 12, 8
"""Where chunks begin; where the shape tells bytes a second."""


def read(data: bytes) -> Heard:
    """The sound. Raises ValueError, struct.error, KeyError for what is damaged."""
    held = dict(_chunks(data))
    kept = b"".join(_chunk(name, held[name]) for name in (b"fmt ", b"data"))
    rate = unpack_from("<I", held[b"fmt "], RATE)[0]
    if not rate:
        raise ValueError("rate")
    return Heard(_chunk(b"RIFF", b"WAVE" + kept), len(held[b"data"]) / rate)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = HEAD
    while at + 8 <= len(data):
        size = unpack_from("<I", data, at + 4)[0]
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
