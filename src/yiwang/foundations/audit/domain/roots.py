"""The seals of one day as they are published: signed by the site, so that anybody can hold the site to them later.

The seals stand in order, each linked to the one before; ``root`` is the Merkle root over their hashes, short enough to
be printed somewhere.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yiwang.foundations.audit.domain.canonical import canonical
from yiwang.foundations.audit.domain.merkle import merkle_root
from yiwang.foundations.audit.domain.seals import Seal

FORMAT = "yiwang-roots/1"
UNSIGNED = frozenset({"signature", "stamp"})
"""What is not under the signature: itself, and the stamp that is made over it."""


def roots_of(day: date, seals: Sequence[Seal], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The day's seals, signed. Raises ValueError for a day without seals."""
    algo = seals[-1].algo
    document: dict[str, Any] = {
        "format": FORMAT,
        "day": day.isoformat(),
        "algo": algo,
        "root": merkle_root([seal.hash for seal in seals], algo).hex(),
        "seals": [seal.as_json() for seal in seals],
        "public_key": key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
    }
    return {**document, "signature": key.sign(signed_text(document)).hex()}


def signed_text(document: Mapping[str, Any]) -> bytes:
    """What the signature is over: canonical JSON of everything but signature and stamp."""
    return canonical({name: value for name, value in document.items() if name not in UNSIGNED})


def roots_problem(document: Mapping[str, Any], public_key: str = "") -> str | None:
    """Why a published day proves nothing, in one sentence; None if it holds.

    Args:
        document: as published.
        public_key: the site's key as known from elsewhere, in hex; the document's own if empty.
    """
    named = str(document["public_key"])
    if public_key and public_key.lower() != named:
        return "公布文件不是用您给出的公钥签名的。"
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(named))
        key.verify(bytes.fromhex(document["signature"]), signed_text(document))
    except (InvalidSignature, ValueError):
        return "公布文件的签名不对。"
    return None
