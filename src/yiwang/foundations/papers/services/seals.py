"""Putting seals under papers, through whichever provider the site has; every use is on record."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from yiwang.foundations.keys.public import decrypt_bytes, encrypt_bytes
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.papers.domain.authority import ROOT, Identity, root_made, unit_made
from yiwang.foundations.papers.domain.sealing import SealProvider, SealRequest
from yiwang.foundations.papers.models import SealIdentity, SealUse
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

KEY_PURPOSE = "papers.seal_key"
_LOCK = 7_411_002


class NoSuchSealError(Exception):
    """The unit is unknown, so it has no seal."""

    def __init__(self, unit_id: str) -> None:
        super().__init__(f"没有编号为“{unit_id}”的单位，不能用印。请核对单位编号。")


class DemoSealProvider:
    """The built-in provider: PAdES under a demonstration root, every seal labelled 演示章."""

    name = "内置演示签章"
    is_demo = True

    def seal(self, pdf: bytes, request: SealRequest) -> bytes:
        """Seal with the unit's demonstration certificate, made at first use."""
        # slow to import; few processes need it
        from yiwang.foundations.papers.domain.signing import pdf_sealed

        with as_actor(system_actor("seal")):
            root = _identity(ROOT, "", lambda: root_made(request.at), request.at)
            unit = _identity(
                request.unit_id,
                request.unit_name,
                lambda: unit_made(root, request.unit_name, request.at),
                request.at,
            )
        return pdf_sealed(pdf, request, unit, root)


_providers: list[SealProvider] = [DemoSealProvider()]


def seal_provider_use(provider: SealProvider) -> None:
    """Seal with this provider from now on.

    ``site`` calls it once when the city's own service is configured.
    """
    _providers.append(provider)


def seal_provider() -> SealProvider:
    """The provider in use."""
    return _providers[-1]


def paper_seal(
    pdf: bytes,
    unit_id: str,
    reason: str,
    fields: Mapping[str, str] | None = None,
    *,
    actor: Actor | None = None,
    now: datetime | None = None,
) -> bytes:
    """Put a unit's seal under a PDF and write it to the log of uses.

    Args:
        pdf: the paper as set.
        unit_id: a unit; the seal is that of the body it belongs to.
        reason: why it is sealed, e.g. 准予行政许可决定.
        fields: numbers that the log of uses should carry (case, document); never secret data.
        actor: who had it sealed; the system unless given.
        now: instant of sealing.

    Raises:
        NoSuchSealError: there is no such unit.
    """
    unit = unit_get(unit_id)
    if unit is None:
        raise NoSuchSealError(unit_id)
    request = SealRequest(unit.body_id, unit.body.name, reason, now or timezone.now(), dict(fields or {}))
    provider = seal_provider()
    with transaction.atomic():
        sealed = provider.seal(pdf, request)
        _use(provider, request, sealed, actor or system_actor("papers"))
    return sealed


def seal_root_certificate(*, now: datetime | None = None) -> bytes:
    """The demonstration root (DER), for whoever wants to check a seal with a tool of their own."""
    at = now or timezone.now()
    with as_actor(system_actor("seal")):
        return _identity(ROOT, "", lambda: root_made(at), at).certificate


def _identity(unit_id: str, name: str, make: Callable[[], Identity], at: datetime) -> Identity:
    found = SealIdentity.objects.filter(unit_id=unit_id).first()
    if found is None or found.unit_name != name:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        found = SealIdentity.objects.filter(unit_id=unit_id, unit_name=name).first() or _made(
            unit_id, name, make, at
        )
    return Identity(bytes(found.certificate), decrypt_bytes(bytes(found.private_key), purpose=KEY_PURPOSE))


def _made(unit_id: str, name: str, make: Callable[[], Identity], at: datetime) -> SealIdentity:
    identity = make()
    closed = encrypt_bytes(identity.key, purpose=KEY_PURPOSE)
    values = {"unit_name": name, "certificate": identity.certificate, "private_key": closed, "made_at": at}
    return SealIdentity.objects.update_or_create(unit_id=unit_id, defaults=values)[0]


def _use(provider: SealProvider, request: SealRequest, sealed: bytes, actor: Actor) -> None:
    use = SealUse(
        at=request.at, unit_id=request.unit_id, unit_name=request.unit_name, provider=provider.name,
        is_demo=provider.is_demo, reason=request.reason, digest=sha256(sealed).digest(),
        details=dict(request.details), account=actor.account_id, hat=actor.hat,
    )  # fmt: skip
    with as_actor(system_actor("seal")):
        SealUse.objects.bulk_create([use])
