"""MP4 and M4A: what recorders write about place, device and title is blanked where it stands."""

from collections.abc import Iterator
from struct import unpack_from

from .heard import Heard, NotASound

AROUND = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
"""Boxes with boxes in them."""

TOLD = frozenset({b"udta", b"meta", b"uuid"})
UNPLAYED = (b"samr", b"sawb")
"""Voices as old telephones recorded them: no browser plays these."""

Box = tuple[bytes, int, int]


def read(data: bytes) -> Heard:
    """The sound. Raises NotASound; ValueError, struct.error for what is damaged."""
    boxes = list(_boxes(data, 0, len(data)))
    kept, seconds = bytearray(data), None
    for kind, start, end in boxes:
        _only_sound(data, kind, start)
        if kind == b"mvhd":
            seconds = _seconds(data, start)
        if kind in TOLD:
            name = data.rindex(kind, 0, start)
            kept[name : name + 4], kept[start:end] = b"free", bytes(end - start)
    if b"moov" not in {kind for kind, _, _ in boxes}:
        raise ValueError("moov")
    return Heard(bytes(kept), seconds or None)


def _boxes(data: bytes, at: int, last: int) -> Iterator[Box]:
    while at + 8 <= last:
        size, kind = unpack_from(">I4s", data, at)
        start = at + 8
        if size == 1:
            size, start = unpack_from(">Q", data, start)[0], at + 16
        end = at + size if size else last
        if end < start or end > last:
            raise ValueError("box")
        yield kind, start, end
        if kind in AROUND:
            yield from _boxes(data, start, end)
        at = end


def _only_sound(data: bytes, kind: bytes, start: int) -> None:
    pictures = kind == b"hdlr" and data[start + 8 : start + 12] == b"vide"
    if pictures or (kind == b"stsd" and data[start + 12 : start + 16] in UNPLAYED):
        raise NotASound


def _seconds(data: bytes, start: int) -> float:
    long = data[start] == 1
    scale, lasts = unpack_from(">IQ" if long else ">II", data, start + (20 if long else 12))
    return float(lasts / scale) if scale else 0.0
