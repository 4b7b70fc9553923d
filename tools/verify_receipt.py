"""Verify a receipt offline: ``python verify_receipt.py receipt.json [root]``. Needs Python alone, no Yiwang.

A receipt says: this row was in the sealed log, unaltered, when that seal was made. Give the seal's root as
it was published or copied elsewhere as the second argument to close the proof; without it the receipt is
only consistent in itself.
"""

import hashlib
import json
import sys
from typing import Any

MASK = 0xFFFFFFFF


def main(arguments: list[str]) -> int:
    """Read, check, say; 0 if the receipt holds, 1 if not, 2 for wrong use."""
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:  # noqa: PTH123 - one file, no packages
        receipt = json.load(file)
    wrong = problem(receipt, arguments[1] if len(arguments) == 2 else None)
    seal = receipt["seal"]
    print(
        wrong
        or f"回执有效：{receipt['subject']} 第 {receipt['seq']} 条，第 {seal['id']} 次封存（{seal['at']}）"
    )
    return 1 if wrong else 0


def problem(receipt: dict[str, Any], root: str | None = None) -> str | None:
    """Why the receipt does not hold, or None."""
    own, seal = bytes.fromhex(receipt["hash"]), receipt["seal"]
    if digest(bytes.fromhex(receipt["prev"]) + canonical(receipt["event"]), receipt["algo"]) != own:
        return "回执无效：记录内容与其摘要不符。"
    node = digest(b"\x00" + own, seal["algo"])
    for side, sibling in receipt["path"]:
        pair = bytes.fromhex(sibling) + node if side == "left" else node + bytes.fromhex(sibling)
        node = digest(b"\x01" + pair, seal["algo"])
    if node.hex() != seal["root"]:
        return "回执无效：记录不在这次封存之内。"
    head = {name: seal[name] for name in ("id", "at", "algo", "count", "root")}
    if digest(bytes.fromhex(seal["prev"]) + canonical(head), seal["algo"]).hex() != seal["hash"]:
        return "回执无效：封存记录自身被改动。"
    return "回执无效：封存的根与您给出的不同。" if root and root.lower() != seal["root"] else None


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes, algo: str) -> bytes:
    """SHA-256 or SM3."""
    return hashlib.sha256(data).digest() if algo == "sha256" else sm3(data)


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905) in plain Python, because not every OpenSSL has it."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        state = _block(state, padded[start : start + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _block(state: list[int], block: bytes) -> list[int]:
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _turn(w[j - 3], 15)
        w.append(x ^ _turn(x, 15) ^ _turn(x, 23) ^ _turn(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        const = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _turn((_turn(a, 12) + e + _turn(const, j % 32)) & MASK, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & MASK & g)
        tt1 = (ff + d + (ss1 ^ _turn(a, 12)) + (w[j] ^ w[j + 4])) & MASK
        tt2 = (gg + h + ss1 + w[j]) & MASK
        a, b, c, d = tt1, a, _turn(b, 9), c
        e, f, g, h = tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17), e, _turn(f, 19), g
    return [old ^ new for old, new in zip(state, [a, b, c, d, e, f, g, h], strict=True)]


def _turn(word: int, bits: int) -> int:
    return ((word << bits) | (word >> (32 - bits))) & MASK if bits else word


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
