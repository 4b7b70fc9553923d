"""The built-in authority for demonstration: a root.

And a certificate per unit that says 演示 in its very name. Keys are on the curve P-256: one is made in no time,
where an RSA key costs a tenth of a second whenever it is made or read. RSA keys made before go on sealing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT = ""
"""The unit id under which the root itself is kept."""
_YEARS = 5
_LABEL = "演示 不具法律效力"


@dataclass(frozen=True)
class Identity:
    """A certificate with its private key, both DER."""

    certificate: bytes
    key: bytes

    def loaded(self) -> x509.Certificate:
        """The certificate as an object."""
        return x509.load_der_x509_certificate(self.certificate)


def root_made(at: datetime) -> Identity:
    """A root that signs itself."""
    key = _key()
    name = _name("Yiwang 演示根证书")
    builder = _builder(name, name, key.public_key(), at)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(is_root=True), critical=True)
    return _identity(builder.sign(key, hashes.SHA256()), key)


def unit_made(root: Identity, unit_name: str, at: datetime) -> Identity:
    """A certificate for a unit's seal under the root; its subject is ``演示章·<name>``."""
    key, issuer = _key(), root.loaded()
    builder = _builder(_name(f"演示章·{unit_name}"), issuer.subject, key.public_key(), at)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(is_root=False), critical=True)
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
    )
    signing = serialization.load_der_private_key(root.key, None)
    if not isinstance(signing, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
        raise TypeError("演示根证书的密钥既不是椭圆曲线的，也不是 RSA 的。")
    return _identity(builder.sign(signing, hashes.SHA256()), key)


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _LABEL),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1))
    builder = builder.not_valid_after(at + timedelta(days=365 * _YEARS))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _identity(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Identity:
    plain = serialization.NoEncryption()
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
    return Identity(certificate.public_bytes(serialization.Encoding.DER), der)
