"""The provider in use; its adapter binds it."""

from ..domain.errors import NoProvider
from ..domain.provider import PersonCheckProvider

_providers: list[PersonCheckProvider] = []


def person_check_provider_use(provider: PersonCheckProvider) -> None:
    """Have people checked by this provider from now on; its adapter calls this once."""
    _providers.append(provider)


def person_check_provider() -> PersonCheckProvider:
    """The provider in use. Raises NoProvider."""
    if not _providers:
        raise NoProvider
    return _providers[-1]


def person_check_provider_bound() -> bool:
    """Whether there is one."""
    return bool(_providers)
