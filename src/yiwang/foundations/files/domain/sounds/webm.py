"""WebM as browsers record it: titles, dates, tags and attachments are blanked where they stand."""

from collections.abc import Iterator

from .heard import Heard, NotASound

SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
TAGS, TAG, SIMPLE, ATTACHED, FILE = 0x1254C367, 0x7373, 0x67C8, 0x1941A469, 0x61A7
AROUND = frozenset({SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP, TAGS, TAG, SIMPLE, ATTACHED, FILE})
"""Elements with elements in them; a live recording does not say how long they are."""

CODEC, SCALE, CLUSTER_TIME, BLOCKS = 0x86, 0x2AD7B1, 0xE7, (0xA3, 0xA1)
BLANKED = frozenset({0x7BA9, 0x4461, 0x45A3, 0x4487, 0x4485, 0x536E, 0x465C, 0x466E, 0x467E})
"""Title, date, names and values of tags, name of the track, file, its name and what is said of it."""

MOST = 200_000
"""Elements of a sound; more are no recording but an attack."""

NANO = 1_000_000_000


def read(data: bytes) -> Heard:
    """The sound. Raises NotASound; ValueError, IndexError for what is damaged."""
    kept, scale, cluster, last, count = bytearray(data), 1_000_000, 0, 0, 0
    for kind, start, end in _elements(data):
        count += 1
        if kind == CODEC and not data.startswith(b"A_", start):
            raise NotASound
        if kind in BLANKED:
            kept[start:end] = bytes(end - start)
        scale = int.from_bytes(data[start:end], "big") if kind == SCALE else scale
        cluster = int.from_bytes(data[start:end], "big") if kind == CLUSTER_TIME else cluster
        last = max(last, cluster + _since(data, start)) if kind in BLOCKS else last
    if not last or count >= MOST:
        raise ValueError("blocks")
    return Heard(bytes(kept), last * scale / NANO)


def _elements(data: bytes) -> Iterator[tuple[int, int, int]]:
    at = count = 0
    while at + 2 <= len(data) and count < MOST:
        kind, at = _number(data, at, keep_mark=True)
        size, start = _number(data, at, keep_mark=False)
        at = start if kind in AROUND else start + size
        if at > len(data):
            return  # the last block may be cut off, the sound before it plays
        count += 1
        yield kind, start, at


def _number(data: bytes, at: int, *, keep_mark: bool) -> tuple[int, int]:
    """A number whose first byte tells its length, and where it ends."""
    width = 9 - data[at].bit_length()
    if width > 8:
        raise ValueError("number")
    told = int.from_bytes(data[at : at + width], "big")
    return told if keep_mark else told & ~(1 << 7 * width), at + width


def _since(data: bytes, start: int) -> int:
    """When a block begins after its cluster did."""
    _, at = _number(data, start, keep_mark=False)
    return int.from_bytes(data[at : at + 2], "big", signed=True)
