"""What a row comes to, and what building it must know: values only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yiwang.engines.cases.pure import CaseHeld

from ..domain.values import Reject


@dataclass(frozen=True)
class Places:
    """Where cases may go.

    Attributes:
        units: units in use → the division of their body.
        divisions: codes in use.
    """

    units: Mapping[str, str]
    divisions: Collection[str]


@dataclass(frozen=True)
class PartyWanted:
    """For whom a case is, before anybody looked whether that party is registered."""

    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str
    part: str


@dataclass(frozen=True)
class Built:
    """What a row came to.

    Attributes:
        number: the other system's number; "" if it cannot be read.
        held: the case; None if something is wrong.
        rejects: everything that is wrong.
        party, files, due: what the case brings along that is not its own: the applicant, paths of attachments, and
            the other system's due date, only ever compared.
        groups, sums: how the row is accounted for, whatever becomes of it.
    """

    line: int
    number: str
    held: CaseHeld | None
    rejects: tuple[Reject, ...]
    party: PartyWanted | None = None
    files: tuple[str, ...] = ()
    due: date | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, Decimal] = field(default_factory=dict)
