"""Which columns hold tokens: each owner registers its own in ``ready()``, so that rotation finds them all."""

from collections.abc import Callable
from dataclasses import dataclass

Purpose = str | Callable[[tuple[str, ...]], str]
"""A fixed purpose, or a function from the path inside jsonb (keys and row numbers as text) to a purpose."""


@dataclass(frozen=True)
class BlindCopy:
    """Where a blind index stands once more, on rows that point at the owner's: ``by`` is the column that points."""

    model: str
    column: str
    by: str


@dataclass(frozen=True)
class Encrypted:
    """One place where tokens lie.

    Attributes:
        model: label of the model, e.g. ``fnd_people.Party``.
        column: attribute of the model: text token, byte token, or jsonb.
        purpose: what the tokens were closed for.
        paths: inside jsonb, dotted paths with ``*`` for any one key or row and ``**`` for anything below;
            empty: a plain column.
        blind: column of the blind index made from the same value, if there is one.
        blind_purpose: purpose of that blind index.
        normalise: what is done to the value before it is blinded; must be what the owner does.
        copies: other tables that hold the blind index of this row.
    """

    model: str
    column: str
    purpose: Purpose
    paths: tuple[str, ...] = ()
    blind: str | None = None
    blind_purpose: str = ""
    normalise: Callable[[str], str] = str
    copies: tuple[BlindCopy, ...] = ()


_registered: dict[tuple[str, str, str | None], Encrypted] = {}


def register_encrypted(
    model: str,
    column: str,
    purpose: Purpose,
    *,
    paths: tuple[str, ...] = (),
    blind: str | None = None,
    blind_purpose: str = "",
    normalise: Callable[[str], str] = str,
    copies: tuple[BlindCopy, ...] = (),
) -> None:
    """Tell rotation of a column with tokens; see Encrypted. Registering the same column again replaces it."""
    place = Encrypted(model, column, purpose, tuple(paths), blind, blind_purpose, normalise, copies)
    _registered[(model, column, blind)] = place


def encrypted_places() -> list[Encrypted]:
    """All registered places, in order of registration."""
    return list(_registered.values())
