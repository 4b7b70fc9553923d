"""Who gives time stamps: an authority at an address, and the stand-in 演示时间戳, which proves nothing to others."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys, x509
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

from yiwang.foundations.keys.public import file_write_once

DEMO_NAME = "演示时间戳（模拟，不具法律效力）"


class HttpAuthority:
    """An authority reached by HTTP, as RFC 3161 §3.4 says."""

    is_demo = False

    def __init__(self, url: str) -> None:
        self.name = url

    def stamp(self, digest: bytes) -> bytes:
        """A token over a digest. Raises StampFailedError."""
        from .asking import HttpStamper, asked  # slow to import; few processes need it

        return asked(HttpStamper(self.name), digest)


class DemoAuthority:
    """A stand-in that signs with a certificate this site made for itself."""

    name, is_demo = DEMO_NAME, True

    def stamp(self, digest: bytes) -> bytes:
        """A token over a digest. Raises StampFailedError."""
        from pyhanko.sign.timestamps import DummyTimeStamper  # slow to import; few processes need it

        from .asking import asked

        certificate, key = _identity(Path(settings.YIWANG_DATA) / "demo-tsa.pem")
        return asked(DummyTimeStamper(certificate, key), digest)


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
