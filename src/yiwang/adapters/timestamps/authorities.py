"""Who gives time stamps: an authority at an address, and the stand-in 演示时间戳, which proves nothing to others."""

import urllib.request
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import (
    CertificateBuilder,
    ExtendedKeyUsage,
    Name,
    NameAttribute,
    load_pem_x509_certificate,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper, TimestampRequestError

from yiwang.foundations.audit.pure import StampFailedError
from yiwang.foundations.keys.public import file_write_once
from yiwang.kernel.apart import run_apart

PATIENCE = 10.0
MOST = 65_536
DEMO_NAME = "演示时间戳（模拟，不具法律效力）"


class HttpAuthority:
    """An authority reached by HTTP, as RFC 3161 §3.4 says."""

    is_demo = False

    def __init__(self, url: str) -> None:
        self.name, self._by = url, _Http(url)

    def stamp(self, digest: bytes) -> bytes:
        """A token over a digest. Raises StampFailedError."""
        return _asked(self._by, digest)


class DemoAuthority:
    """A stand-in that signs with a certificate this site made for itself."""

    name, is_demo = DEMO_NAME, True

    def stamp(self, digest: bytes) -> bytes:
        """A token over a digest. Raises StampFailedError."""
        certificate, key = _identity(Path(settings.YIWANG_DATA) / "demo-tsa.pem")
        return _asked(DummyTimeStamper(certificate, key), digest)


class _Http(TimeStamper):
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


def _asked(by: TimeStamper, digest: bytes) -> bytes:
    try:
        token: bytes = run_apart(by.async_timestamp(digest, "sha256")).dump()
    except (OSError, HTTPException, TimestampRequestError, ValueError) as error:
        raise StampFailedError(f"时间戳机构没有给出时间戳：{error}") from error
    return token


def _identity(path: Path) -> tuple[x509.Certificate, keys.PrivateKeyInfo]:
    """The stand-in's certificate and key, made at first use."""
    if not path.exists():
        file_write_once(path, _made())
    pem = path.read_bytes()
    key, certificate = load_pem_private_key(pem, password=None), load_pem_x509_certificate(pem)
    closed = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER)), keys.PrivateKeyInfo.load(closed)


def _made() -> bytes:
    key, now = rsa.generate_private_key(65537, 2048), datetime.now(UTC)
    name = Name([NameAttribute(NameOID.COMMON_NAME, DEMO_NAME)])
    builder = CertificateBuilder(
        name, name, key.public_key(), random_serial_number(), now, now + timedelta(days=36500)
    )
    usage = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    closed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return closed + certificate.public_bytes(Encoding.PEM)
