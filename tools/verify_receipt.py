"""Verify a receipt offline: ``python verify_receipt.py receipt.json [root | roots.json [key]]``. Needs Python alone.

``python verify_receipt.py stamp roots.json roots.tst [authority.pem]`` looks at the time stamp over a published day:
what it is over and when it was given, with Python alone; who signed it with ``openssl`` at hand and the authority's
certificate.
A file of several receipts (what a matter's page gives) is verified receipt by receipt.

A receipt says: this row was in the sealed log, unaltered, when that seal was made. Give what was published of that
day (``yiwang audit roots``: a signed file), or the seal's root as it was copied elsewhere, to close the proof; without
it the receipt is only consistent in itself. ``key`` is the site's public key as you know it from elsewhere.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from typing import Any

MASK = 0xFFFFFFFF
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int, int, int]
_BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)
BASE: Point = (*_BASE, 1, _BASE[0] * _BASE[1] % PRIME)
"""Edwards 25519 in extended coordinates."""


def main(arguments: list[str]) -> int:
    """Read, check, say; 0 if the receipt holds, 1 if not, 2 for wrong use."""
    if arguments[:1] == ["stamp"] and len(arguments) in (3, 4):
        return stamped(*arguments[1:])
    if len(arguments) not in (1, 2, 3):
        print(__doc__)
        return 2
    held, given = _read(arguments[0]), arguments[1] if len(arguments) > 1 else ""
    receipts = held.get("receipts", [held])
    key = arguments[2] if len(arguments) == 3 else ""
    if not receipts:
        print("文件里没有凭据：记录还没有封存，或者没有可以公开的。")
    return max([_told(receipt, given, key) for receipt in receipts], default=1)


def _told(receipt: dict[str, Any], given: str, key: str) -> int:
    """Check one receipt and say so; 0 if it holds."""
    published = given.endswith(".json")
    wrong = problem(receipt, given if given and not published else None)
    if published and not wrong:
        wrong = roots_problem(receipt["seal"], _read(given), key)
    seal = receipt["seal"]
    print(
        wrong
        or f"回执有效：{receipt['subject']} 第 {receipt['seq']} 条，第 {seal['id']} 次封存（{seal['at']}）"
    )
    return 1 if wrong else 0


def _read(path: str) -> Any:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - one file, no packages
        return json.load(file)


def stamped(roots: str, token: str, authority: str = "") -> int:
    """Say what a time stamp is over and when it was given; 0 if that is this file."""
    with open(roots, "rb") as file, open(token, "rb") as other:  # noqa: PTH123
        data, held = file.read(), other.read()
    found = stamp_of(held)
    if found is None or found[0] != hashlib.sha256(data).digest():
        print("时间戳无效：不能读，或者盖的不是这个公布文件。")
        return 1
    print(f"时间戳盖的是这个公布文件，时间 {found[1]}（世界时）。")
    return _signed_by(roots, token, authority)


def _signed_by(roots: str, token: str, authority: str) -> int:
    openssl = shutil.which("openssl")
    if not authority or openssl is None:
        print("没有核对是谁签的：要核对，请装 openssl 并给出时间戳机构的证书。")
        return 0
    asked = [openssl, "ts", "-verify", "-data", roots, "-in", token, "-token_in", "-CAfile", authority]
    good = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    print("是这个机构签的。" if good else "时间戳无效：不是这个机构签的。")
    return 0 if good else 1


def stamp_of(token: bytes) -> tuple[bytes, str] | None:
    """The SHA-256 digest a token is over, and its time; None if it says neither where RFC 3161 puts them."""
    mark = bytes.fromhex("0609608648016503040201")  # SHA-256, in the imprint of the statement (TSTInfo)
    inside = token.find(bytes.fromhex("060b2a864886f70d0109100104"))
    at = token.find(mark, inside) + len(mark)
    if inside < 0 or at < len(mark):
        return None
    at += 2 if token[at : at + 2] == b"\x05\x00" else 0
    serial = at + 34  # behind the imprint stand a serial number and the time, each with its length
    time = serial + 2 + (token[serial + 1] if len(token) > serial + 1 else 0)
    marks = token[at : at + 2] + token[serial : serial + 1] + token[time : time + 1]
    if marks != b"\x04\x20\x02\x18":
        return None
    return token[at + 2 : at + 34], token[time + 2 : time + 2 + token[time + 1]].decode("ascii", "replace")


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


def roots_problem(seal: dict[str, Any], roots: dict[str, Any], key: str = "") -> str | None:
    """Why what was published of a day does not hold this seal, or None."""
    if key and key.lower() != roots["public_key"]:
        return "回执无效：公布文件不是用您给出的公钥签名的。"
    text = canonical({name: value for name, value in roots.items() if name not in ("signature", "stamp")})
    if not signed(bytes.fromhex(roots["public_key"]), text, bytes.fromhex(roots["signature"])):
        return "回执无效：公布文件的签名不对。"
    return None if seal in roots["seals"] else "回执无效：这次封存不在公布文件里（请核对日期）。"


def signed(key: bytes, text: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature (RFC 8032) over a text is this key's."""
    point, begun = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or begun is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % ORDER
    left, right = _times(s, BASE), _sum(begun, _times(h, point))
    same_x = (left[0] * right[2] - right[0] * left[2]) % PRIME == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % PRIME == 0


def _point(text: bytes) -> Point | None:
    """A point of the curve from its 32 bytes: y, and the sign of x."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if y >= PRIME or (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return (x, y, 1, x * y % PRIME)


def _sum(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def _times(number: int, point: Point) -> Point:
    made: Point = (0, 1, 1, 0)
    while number:
        made = _sum(made, point) if number & 1 else made
        point, number = _sum(point, point), number >> 1
    return made


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
