"""Asking an authority for a stamp by the library that knows how; in a room of its own, as it is slow to import."""

import urllib.request
from http.client import HTTPException

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from yiwang.foundations.audit.pure import StampFailedError
from yiwang.kernel.apart import run_apart

PATIENCE = 10.0
MOST = 65_536


class HttpStamper(TimeStamper):
    """One request to one address; the library asks with a nonce and compares the answer's."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer, read as it is."""
        headers = {"Content-Type": "application/timestamp-query"}
        asked = urllib.request.Request(self._url, data=req.dump(), headers=headers)  # noqa: S310 - the operator's address
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            return tsp.TimeStampResp.load(answer.read(MOST))


def asked(by: TimeStamper, digest: bytes) -> bytes:
    """The token (DER) that an authority gave. Raises StampFailedError."""
    try:
        token: bytes = run_apart(by.async_timestamp(digest, "sha256")).dump()
    except (OSError, HTTPException, TimestampRequestError, ValueError) as error:
        raise StampFailedError(f"时间戳机构没有给出时间戳：{error}") from error
    return token
