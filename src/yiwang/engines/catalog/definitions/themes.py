"""Themes (一件事): items bound together for one applicant; personas show what a theme spares them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from yiwang.loader import Definition, Mistake, Part, Ref, Status

from .common import Cardinality, Name, PartyKind, Question, Sentence
from .faq import Faq
from .items import Place


class ThemeParty(Part):
    """One party of a theme.

    Attributes:
        rows: for ``many``: the question whose answer says how many there are.
        from_identity: the person signed in is this party (first row), or acts for it.
        signs_when: for a party that signs: condition on the row under which it does, e.g. being of age; a row of
            which it is not known signs. Empty for always.
        never_contact: this person is never asked, told or greeted, e.g. somebody who has died; from the first
            result of the theme on, no notice of whatever matter goes to him.
    """

    label: Sentence
    kind: PartyKind
    cardinality: Cardinality = "one"
    rows: str = ""
    from_identity: bool = False
    signs_when: str = ""
    never_contact: bool = False


class After(Part):
    """A member waits for another: for its result (issued) or for its being closed."""

    member: Name
    needs: Literal["result", "closed"] = "result"

    @model_validator(mode="before")
    @classmethod
    def _short(cls, written: Any) -> Any:
        return {"member": written} if isinstance(written, str) else written


class Member(Part):
    """One item in a theme.

    Attributes:
        key: name of the member; the item's id if empty.
        bind: item party → theme party; ``buyer.first`` is the first row of a party with many.
        answers: item question → theme question, where the names differ.
        given: item question → fixed answer.
        when: condition under which the item belongs; empty for always.
        optional: the applicant may leave it out.
    """

    key: str = ""
    item: Annotated[str, Ref("item")]
    bind: dict[Name, str]
    answers: dict[Name, str] = Field(default_factory=dict)
    given: dict[Name, str] = Field(default_factory=dict)
    when: str = ""
    why: str = ""
    after: tuple[After, ...] = ()
    optional: bool = False

    @property
    def name(self) -> str:
        """The member's key."""
        return self.key or self.item


class Theme(Definition):
    """一件事: one guide, one form, one set of materials, one deadline for what a person wants.

    Attributes:
        search: words by which people look for it.
        lead: the leading body's function and level.
        signers: parties that sign; every row of a party with many signs.
        gather_until: how long remarks are gathered before the one request goes out, e.g. ``1个工作日``.
        reference_answers: answers with which the catalogue's arithmetic is done.
        typical: the persona whose saving is shown as typical.
        faq: what people ask about the whole of it most, with answers.
        ends_on: the last day on which it can be begun and handed in; what was handed in goes on. None for no end.
        ends_why, instead: what applicants are then told, and the theme that takes its place.
    """

    title: Sentence
    summary: str = ""
    subject: Literal["person", "enterprise", "project"]
    life_stage: str = ""
    search: tuple[str, ...] = ()
    lead: Place
    parties: dict[Name, ThemeParty] = Field(min_length=1)
    questions: tuple[Question, ...] = ()
    members: tuple[Member, ...] = Field(min_length=1)
    signers: tuple[str, ...] = Field(min_length=1)
    gather_until: str = "1个工作日"
    reference_answers: dict[str, str]
    typical: Annotated[str, Ref("persona")] | None = None
    case_type: Annotated[str, Ref("case_type")] | None = None
    faq: tuple[Faq, ...] = ()
    notes: str = ""
    ends_on: date | None = None
    ends_why: str = ""
    instead: Annotated[str, Ref("theme")] | None = None
    status: Status

    def ended(self, day: date) -> bool:
        """Whether it can no longer be begun or handed in on a day."""
        return self.ends_on is not None and day > self.ends_on


class PersonaSource(Part):
    """Where a persona's fact is held: kind, id there, and the unit's name."""

    kind: Literal["licence", "submission", "identity", "topic"]
    id: str
    unit: str


class PersonaFact(Part):
    """One thing government holds for a persona's party: an element's value or a material."""

    party: Name
    row: int | None = None
    element: Annotated[str, Ref("element")] | None = None
    material: Annotated[str, Ref("material")] | None = None
    value: str | None = None
    source: PersonaSource
    ground: Sentence
    valid_until: date | None = None

    @model_validator(mode="after")
    def _one(self) -> "PersonaFact":
        if (self.element is None) == (self.material is None):
            raise Mistake("一条事实要写 element 或 material，且只写一种。", "保留其中一个。")
        return self


class Persona(Definition):
    """A demo applicant of a theme: answers, what government holds, and what this person would type.

    Attributes:
        rows: party with many → how many there are.
        typed: ``party.element`` or ``party[2].element`` → what this person types, for demos and journeys.
    """

    theme: Annotated[str, Ref("theme")]
    title: Sentence
    story: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    facts: tuple[PersonaFact, ...] = ()
    rows: Mapping[Name, int] = Field(default_factory=dict)
    typed: dict[str, str] = Field(default_factory=dict)
