"""What the screens show of a draft: values ready to print, each with its state, source and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from yiwang.engines.catalog.pure import Deciding, Question, Spot

from .keys import draft_code


@dataclass(frozen=True)
class FieldView:
    """One field of the one form.

    Attributes:
        key: name of the input, ``party.element`` or ``party[2].element``.
        party_label: whose field it is, e.g. 经营者.
        type: a ``ValueType``; with ``options``, ``unit``, ``hint``, ``example`` it says which widget asks
        for it.
        state: ``asked`` or ``prefilled``.
        value: as the input takes it; None if it is empty, or secret and not typed by this person.
        said: as people read it; secret values masked.
        source, ground: for prefilled values: who holds it, and why it may be used.
        objected: the applicant says the held value is wrong and gives his own.
        question: id of the situational question whose answer it is, if any.
        items: titles of the items that ask for it.
        error: what is wrong with what was just typed.
    """

    key: str
    party: str
    row: int | None
    party_label: str
    element: str
    label: str
    type: str
    required: bool
    state: str
    value: Any = None
    said: str = ""
    secret: bool = False
    hint: str = ""
    example: str = ""
    unit: str = ""
    autocomplete: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    ground: str = ""
    objected: bool = False
    question: str = ""
    items: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class MaterialView:
    """One material of the one set; ``state`` as compiled, ``met`` by what: file, commitment, tolerance, held, ours.

    ``barred`` says why a commitment cannot stand for it here, though its items allow one.
    """

    key: str
    party_label: str
    material: str
    label: str
    state: str
    deferred: str
    met: str = ""
    file_id: UUID | None = None
    file_name: str = ""
    file_pages: int = 0
    photo_pages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    hint: str = ""
    accept_standard: str = ""
    source: str = ""
    ground: str = ""
    required: bool = True
    items: tuple[str, ...] = ()
    barred: str = ""


@dataclass(frozen=True)
class OfferView:
    """Something held that may be used once the party agrees, or that it agreed to."""

    topic: str
    label: str
    unit: str
    ground: str
    party_label: str
    agreed: bool
    gives: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemView:
    """One item of the application: who decides, by when, and what comes before it.

    Attributes:
        decides: who decides, as the applicant reads it; before the address is known, what decides that.
        deciding: the deciding body with address, hours and phone; None before the address is known.
        receive, handout: where it is handed in and where the result is given out.
        person_check: why whoever signs online is checked to be that person; "" where nobody is.
    """

    key: str
    item: str
    title: str
    limit: str
    decides: str
    result: str = ""
    after: tuple[str, ...] = ()
    optional: bool = False
    fees: tuple[str, ...] = ()
    deciding: Deciding | None = None
    receive: tuple[Spot, ...] = ()
    handout: tuple[Spot, ...] = ()
    person_check: str = ""


@dataclass(frozen=True)
class SignerView:
    """One party that signs, and how far that has got; ``name`` is told to the owner, and to everybody his own."""

    party: str
    row: int | None
    label: str
    state: str
    mine: bool
    method: str = ""
    reason: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """What people call him: by name where it may be told, else by his part."""
        return f"{self.name} · {self.label}" if self.name else self.label


@dataclass(frozen=True)
class DraftView:
    """Everything a screen needs of a draft.

    Attributes:
        compiled: the compilation as JSON (design §4), for guide, schedule and savings.
        next_question: the question to ask now, one at a time; None when all are answered.
        changes: what is different since this person last looked or acted.
        refusals: conditions that are not met: applying would be in vain.
        shown_hash: hash of exactly what is shown here; signing and confirming send it back.
        asked, typed: how many fields were to be typed, and how many have been.
    """

    id: UUID
    kind: str
    target: str
    title: str
    state: str
    version: int
    compiled: Mapping[str, Any]
    questions: tuple[Question, ...]
    next_question: Question | None
    answers: Mapping[str, Any]
    fields: tuple[FieldView, ...]
    materials: tuple[MaterialView, ...]
    items: tuple[ItemView, ...]
    left_out: tuple[ItemView, ...]
    offers: tuple[OfferView, ...]
    signers: tuple[SignerView, ...]
    changes: tuple[str, ...]
    refusals: tuple[str, ...]
    shown_hash: str
    asked: int
    typed: int
    day: date
    promised_day: date | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What the applicant says at a counter to have it signed there."""
        return draft_code(self.id)


@dataclass(frozen=True)
class CheckView:
    """The page before signing: the draft, and everything that still stands in the way, key → sentence."""

    draft: DraftView
    problems: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Whether it can be signed."""
        return not self.problems
