"""Merkle trees as in RFC 6962: leaves and inner nodes are hashed apart.

An odd tree splits at a power of two.
"""

from collections.abc import Sequence
from typing import Literal

from yiwang.foundations.audit.domain.hashes import digest

Side = Literal["left", "right"]
Path = list[tuple[Side, bytes]]
"""The sibling hashes from a leaf up, each with the side it stands on."""


def merkle_root(leaves: Sequence[bytes], algo: str) -> bytes:
    """The root over leaves in order. Raises ValueError if there are none."""
    if not leaves:
        raise ValueError("没有叶子，算不出根。")
    level = [_leaf(leaf, algo) for leaf in leaves]
    while len(level) > 1:
        level = _above(level, algo)
    return level[0]


def merkle_path(leaves: Sequence[bytes], index: int, algo: str) -> Path:
    """What is needed to get from the leaf at ``index`` to the root."""
    level, path = [_leaf(leaf, algo) for leaf in leaves], []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            side: Side = "left" if sibling < index else "right"
            path.append((side, level[sibling]))
        level, index = _above(level, algo), index // 2
    return path


def merkle_verify(leaf: bytes, path: Path, root: bytes, algo: str) -> bool:
    """Whether the leaf is under the root by this path."""
    node = _leaf(leaf, algo)
    for side, sibling in path:
        node = _node(sibling, node, algo) if side == "left" else _node(node, sibling, algo)
    return node == root


def _leaf(leaf: bytes, algo: str) -> bytes:
    return digest(b"\x00" + leaf, algo)


def _node(left: bytes, right: bytes, algo: str) -> bytes:
    return digest(b"\x01" + left + right, algo)


def _above(level: list[bytes], algo: str) -> list[bytes]:
    """The level above; a last node without a sibling goes up as it is."""
    pairs = [_node(level[i], level[i + 1], algo) for i in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - len(level) % 2 :]
