"""Rotation: make a new key, then close again what older keys closed, batch by batch.

Nothing remembers how far it came: what is left is read from the tokens themselves, so a killed run is
simply started again. Old keys stay until ``key_usage`` says that nothing uses them and the operator takes
them away.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from yiwang.foundations.keys.domain import paths, tokens
from yiwang.foundations.keys.services.keyring import key_make, ring
from yiwang.foundations.keys.services.registry import BlindCopy, Encrypted, encrypted_places
from yiwang.foundations.keys.services.values import blind, decrypt, decrypt_bytes, encrypt, encrypt_bytes

BATCH = 500


def key_rotate(*, blind_too: bool = False) -> list[str]:
    """Make a new encryption key (and a new blind key) and return the names made.

    Everything new is closed with it.
    """
    return [key_make(family) for family in ("kb" if blind_too else "k")]


def reencrypt(*, batch: int = BATCH, max_batches: int | None = None) -> int:
    """Close again with the current keys whatever is closed with older ones; returns the rows changed.

    Each batch is its own transaction with its rows locked. ``max_batches`` stops early; a later call goes on.
    """
    batches = chain.from_iterable(_batches(place, batch) for place in encrypted_places())
    return sum(islice(batches, max_batches))


def key_usage() -> dict[str, int]:
    """How many stored tokens and blind indexes each key still carries, by key name.

    A key at 0 may be taken away.
    """
    used: Counter[str] = Counter(dict.fromkeys(ring().keys, 0))
    for place in encrypted_places():
        for row in _model(place)._base_manager.all().iterator(chunk_size=BATCH):
            used.update(_keys_in(row, place))
        for copy in place.copies:
            used.update(tokens.key_of(index) for index in _copied(copy).values_list(copy.column, flat=True))
    return dict(used)


def _batches(place: Encrypted, size: int) -> Iterator[int]:
    """Work through one place by primary key; yields the rows changed per batch."""
    last: Any = None
    while True:
        with transaction.atomic():
            rows = _locked(place, last, size)
            changed = sum(_renew(row, place) for row in rows)
        if not rows:
            return
        last = rows[-1].pk
        yield changed


def _locked(place: Encrypted, last: Any, size: int) -> list[models.Model]:
    query = _model(place)._base_manager.select_for_update().order_by("pk")
    return list((query.filter(pk__gt=last) if last is not None else query)[:size])


def _renew(row: models.Model, place: Encrypted) -> bool:
    """Bring one row up to the current keys; whether anything changed."""
    old = getattr(row, place.column)
    fields = {place.column: _renewed(old, place), **_blinded(row, old, place)}
    fields = {name: value for name, value in fields.items() if value != getattr(row, name)}
    if fields:
        type(row)._base_manager.filter(pk=row.pk).update(**fields)
    for copy in place.copies if place.blind in fields else ():
        _copy(copy, row, fields[str(place.blind)])
    return bool(fields)


def _copy(copy: BlindCopy, row: models.Model, index: str) -> None:
    """Bring what holds the row's blind index up to it; where the new one stands already, the old one goes."""
    held = _copied(copy).filter(**{copy.by: row.pk})
    try:
        with transaction.atomic():
            held.update(**{copy.column: index})
    except IntegrityError:
        held.exclude(**{copy.column: index}).update(**{copy.column: ""})


def _copied(copy: BlindCopy) -> models.QuerySet[models.Model]:
    model: type[models.Model] = apps.get_model(copy.model)
    return model._base_manager.exclude(**{copy.column: ""})


def _renewed(value: Any, place: Encrypted) -> Any:
    if place.paths:
        return paths.replaced(value, lambda at, token: _text(token, _purpose(place, at)), place.paths)
    if isinstance(value, (bytes, memoryview)):
        return _bytes(bytes(value), _purpose(place, ()))
    return _text(value, _purpose(place, ())) if tokens.is_token(value) else value


def _blinded(row: models.Model, value: Any, place: Encrypted) -> dict[str, str]:
    """The blind index under the current key; a row that has none is not to be found, and stays so."""
    if not place.blind or not getattr(row, place.blind) or not tokens.is_token(value):
        return {}
    plain = decrypt(value, purpose=_purpose(place, ()))
    return {place.blind: blind(place.normalise(plain), purpose=place.blind_purpose)}


def _text(token: str, purpose: str) -> str:
    is_current = tokens.key_of(token) == ring().current("k")
    return token if is_current else encrypt(decrypt(token, purpose=purpose), purpose=purpose)


def _bytes(sealed: bytes, purpose: str) -> bytes:
    is_current = not sealed or tokens.key_of(sealed) == ring().current("k")
    return sealed if is_current else encrypt_bytes(decrypt_bytes(sealed, purpose=purpose), purpose=purpose)


def _keys_in(row: models.Model, place: Encrypted) -> list[str]:
    value = getattr(row, place.column)
    index = getattr(row, place.blind) if place.blind else ""
    found = [tokens.key_of(index)] if index else []
    if place.paths:
        return found + [tokens.key_of(token) for _, token in paths.token_paths(value)]
    return found + (
        [tokens.key_of(bytes(value) if isinstance(value, memoryview) else value)] if value else []
    )


def _purpose(place: Encrypted, at: tuple[str, ...]) -> str:
    return place.purpose if isinstance(place.purpose, str) else place.purpose(at)


def _model(place: Encrypted) -> type[models.Model]:
    return apps.get_model(place.model)
