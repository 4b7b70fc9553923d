"""Time stamps (RFC 3161) over what was published of a day: somebody else says that it was there at that time.

The stamp is over the bytes of the published file, so that ``openssl ts -verify -data <day>.json`` checks it too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from asn1crypto import cms, tsp, x509

from yiwang.kernel.apart import run_apart

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext

DIGEST = "sha256"
"""What stamps are asked over; every authority takes it."""


class StampFailedError(Exception):
    """The authority did not answer, or not with a stamp; it is asked again."""


class StampAuthority(Protocol):
    """Who gives time stamps. ``is_demo`` says that it is a stand-in of this site, proving nothing to others."""

    name: str
    is_demo: bool

    def stamp(self, digest: bytes) -> bytes:
        """A token (DER) over a SHA-256 digest. Raises StampFailedError."""


@dataclass(frozen=True)
class Stamp:
    """What a token says: when, over which digest, and which certificate signed it."""

    at: datetime
    digest: bytes
    by: str


def stamp_digest(data: bytes) -> bytes:
    """What a stamp over these bytes is over."""
    return hashlib.sha256(data).digest()


def stamp_read(token: bytes) -> Stamp:
    """A token's statement, nothing checked. Raises ValueError."""
    try:
        info = _info(token)
        signer = next(iter(_certificates(token)), None)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("时间戳文件不能读。") from error
    imprint = bytes(info["message_imprint"]["hashed_message"].native)
    return Stamp(info["gen_time"].native, imprint, signer.subject.human_friendly if signer else "")


def stamp_problem(token: bytes, data: bytes, trusted: Sequence[bytes]) -> str | None:
    """Why a token proves nothing about these bytes, in one sentence; None if it holds.

    Args:
        token: the token, DER.
        data: the bytes of the published file.
        trusted: certificates (DER) of the authorities one trusts. Without any, the signature is checked against the
            certificate inside the token: who gave it is not known then.
    """
    try:
        stamp = stamp_read(token)
    except ValueError as error:
        return str(error)
    if stamp.digest != stamp_digest(data):
        return "时间戳盖的不是这个公布文件。"
    # slow to import; few processes need it
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    roots = [x509.Certificate.load(held) for held in trusted] or _certificates(token)
    try:
        held = run_apart(
            _checked(token, data, ValidationContext(roots, moment=stamp.at, allow_fetching=False))
        )
    except (SignatureValidationError, ValueError):
        return "时间戳的签名不对。"
    return None if held else "时间戳的签名不对，或者不是信任的时间戳机构签的。"


async def _checked(token: bytes, data: bytes, context: "ValidationContext") -> bool:
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

    signed = cms.ContentInfo.load(token)["content"]
    status = await validate_tst_signed_data(signed, context, lambda algo: hashlib.new(algo, data).digest())
    return bool(status["intact"] and status["valid"] and status["trust_problem_indic"] is None)


def _info(token: bytes) -> tsp.TSTInfo:
    info = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
    if not isinstance(info, tsp.TSTInfo):
        raise TypeError
    return info


def _certificates(token: bytes) -> list[x509.Certificate]:
    return [held.chosen for held in cms.ContentInfo.load(token)["content"]["certificates"] or ()]
