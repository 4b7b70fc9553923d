"""The provider in use; its adapter binds it."""

from yiwang.engines.payments.domain.errors import NoProvider
from yiwang.engines.payments.domain.provider import PaymentProvider
from yiwang.kernel.actor import system_actor

CASHIER = system_actor("payments")
"""Under whose scope charges are written: payers and units may read them, and never write that they are paid."""

EFFECT = system_actor("effect")
"""The hat under which payments act on cases."""

_providers: list[PaymentProvider] = []


def payment_provider_use(provider: PaymentProvider) -> None:
    """Take payments through this provider from now on; its adapter calls this once."""
    _providers.append(provider)


def payment_provider() -> PaymentProvider:
    """The provider in use. Raises NoProvider."""
    if not _providers:
        raise NoProvider
    return _providers[-1]


def payment_provider_bound() -> bool:
    """Whether there is one."""
    return bool(_providers)
