"""Ogg with Opus in it: the pages of the tags are blanked, and their checksums reckoned anew."""

from collections.abc import Iterator
from struct import pack_into, unpack_from

from .heard import Heard, NotASound

TAGS, RATE, SUM = b"OpusTags", 48_000, 22
"""How the tags begin; Opus always counts so many samples a second; where a page has its checksum."""

TOP, POLYNOMIAL, WORD = 0x80000000, 0x04C11DB7, 0xFFFFFFFF
Page = tuple[int, int, int]


def read(data: bytes) -> Heard:
    """The sound. Raises NotASound; ValueError, struct.error for what is damaged."""
    pages, kept = list(_pages(data)), bytearray(data)
    if not data.startswith(b"OpusHead", pages[0][1]):
        raise NotASound
    last = 0
    for start, body, end in pages[1:]:
        samples = unpack_from("<q", data, start + 6)[0]
        if last == 0 and samples <= 0:
            _blank(kept, start, body, end)
        last = max(last, samples)
    return Heard(bytes(kept), last / RATE)


def _pages(data: bytes) -> Iterator[Page]:
    at = 0
    while data[at : at + 4] == b"OggS":
        parts = data[at + 26]
        body = at + 27 + parts
        end = body + sum(data[at + 27 : body])
        if end > len(data):
            break  # the last page may be cut off, the sound before it plays
        yield at, body, end
        at = end
    if not at:
        raise ValueError("page")


def _blank(kept: bytearray, start: int, body: int, end: int) -> None:
    first = kept.startswith(TAGS, body)
    kept[body:end] = (TAGS if first else b"").ljust(end - body, b"\0")
    pack_into("<I", kept, start + SUM, 0)
    pack_into("<I", kept, start + SUM, _checksum(bytes(kept[start:end])))


def _shifted(told: int) -> int:
    for _ in range(8):
        told = (told << 1 ^ POLYNOMIAL if told & TOP else told << 1) & WORD
    return told


SHIFTED = tuple(_shifted(byte << 24) for byte in range(256))


def _checksum(page: bytes) -> int:
    told = 0
    for byte in page:
        told = (told << 8 & WORD) ^ SHIFTED[told >> 24 ^ byte]
    return told
