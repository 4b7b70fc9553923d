"""Codes and id tokens of the stand-in. Codes are closed with the site's keys, live a minute and work once."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache as shared
from jwt.algorithms import ECAlgorithm

from yiwang.foundations.keys.public import SealBrokenError, UnknownKeyError, decrypt, encrypt
from yiwang.foundations.people.public import demo_person

ORIGIN = "https://stand-in.invalid"
"""Issuer of the stand-in: a name that no network can resolve (RFC 2606)."""

_PURPOSE = "identity.code"
_SECONDS = 60


class CodeRefused(Exception):
    """A code that is unknown, too old, used before, or not for this client."""


def code_for(person_id: str, *, client_id: str, redirect_uri: str, nonce: str, challenge: str) -> str:
    """A code for one sign-in of a demo person."""
    said = {
        "person": person_id,
        "client": client_id,
        "redirect": redirect_uri,
        "nonce": nonce,
        "challenge": challenge,
        "until": time.time() + _SECONDS,
        "jti": secrets.token_urlsafe(12),
    }
    return encrypt(json.dumps(said), purpose=_PURPOSE)


def id_token_for(code: str, *, client_id: str, redirect_uri: str, verifier: str) -> str:
    """Exchange a code for a signed id token.

    Raises:
        CodeRefused: see there.
    """
    said = _opened(code)
    fits = said["client"] == client_id and said["redirect"] == redirect_uri and said["until"] > time.time()
    if not fits or said["challenge"] != challenge_of(verifier):
        raise CodeRefused
    if not shared.add(f"identity.code:{said['jti']}", 1, _SECONDS * 2):
        raise CodeRefused
    return _signed(said)


def challenge_of(verifier: str) -> str:
    """PKCE S256 (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def public_keys() -> dict[str, Any]:
    """The key set with which id tokens are verified."""
    key = json.loads(ECAlgorithm.to_jwk(_key().public_key()))
    return {"keys": [{**key, "kid": _kid(), "alg": "ES256", "use": "sig"}]}


def _opened(code: str) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(decrypt(code, purpose=_PURPOSE))
    except (SealBrokenError, UnknownKeyError, ValueError) as error:
        raise CodeRefused from error
    return said


def _signed(said: dict[str, Any]) -> str:
    now = int(time.time())
    body = {
        "iss": ORIGIN,
        "sub": f"demo:{said['person']}",
        "aud": said["client"],
        "iat": now,
        "exp": now + _SECONDS,
        "jti": said["jti"],
        "nonce": said["nonce"],
        **_claims(said["person"]),
    }
    return jwt.encode(body, _key(), algorithm="ES256", headers={"kid": _kid()})


def _claims(person_id: str) -> dict[str, Any]:
    person = demo_person(person_id)
    if person is None or person.kind != "person":
        raise CodeRefused
    return {
        "name": person.name,
        "id_kind": person.id_kind,
        "id_number": person.id_number,
        "phone_number": person.phone,
        "birthdate": person.birth.isoformat() if person.birth else None,
        "organisations": [_organisation(one.organisation, one.capacity) for one in person.represents],
        "demo": True,
    }


def _organisation(organisation_id: str, capacity: str) -> dict[str, str]:
    held = demo_person(organisation_id)
    if held is None:
        raise CodeRefused
    return {"name": held.name, "id_kind": held.id_kind, "id_number": held.id_number, "capacity": capacity}


@cache
def _key() -> ec.EllipticCurvePrivateKey:
    """Made anew in every process: a token is signed and verified within one request."""
    return ec.generate_private_key(ec.SECP256R1())


@cache
def _kid() -> str:
    return secrets.token_hex(8)
