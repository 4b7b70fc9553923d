"""Service items: one row of the catalogue as its department really asks it, with its own form and list."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from yiwang.loader import Definition, Part, Ref, Sourced, Status

from .benefits import Benefit
from .common import (
    Cardinality,
    Elsewhere,
    LegalBasis,
    Name,
    PartyKind,
    Question,
    Sentence,
    TimeLimit,
    line_of,
    line_schema,
)
from .faq import Faq
from .fees import Fee


class HandlingClass(StrEnum):
    """办件类型 (GB/T 39046 A.6)."""

    INSTANT = "instant"
    COMMITTED = "committed"
    OTHER = "other"

    @property
    def word(self) -> str:
        """The class as people read it."""
        return {"instant": "即办件", "committed": "承诺件", "other": "其他"}[self.value]


class Codes(Part):
    """The item's codes in the national catalogue; demo codes begin with 44D."""

    catalog_code: Annotated[str, Field(pattern=r"^([0-9A-Z]{10,12})?$")] = ""
    task_code: Annotated[str, Field(max_length=36)] = ""
    handle_item: Annotated[str, Field(max_length=50)] = ""


class ItemParty(Part):
    """One party of an item, as the item's own form calls it."""

    label: Sentence
    kind: PartyKind
    cardinality: Cardinality = "one"


class FieldLine(Part):
    """One line of an item's own form; ``shop.area`` is short for required, ``shop.area?`` for optional."""

    party: Name
    element: Annotated[str, Ref("element")]
    required: bool = True
    when: str = ""
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, written: Any) -> Any:
        return line_of(written, "element")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping or its short text."""
        return line_schema(handler(core))


class MaterialLine(Part):
    """One line of an item's own list of materials.

    Attributes:
        exempt: ``commitment`` (告知承诺) or ``tolerance`` (容缺后补): may come later, counts as deferred.
        originals, copies: how many the counter takes.
    """

    party: Name
    material: Annotated[str, Ref("material")]
    required: bool = True
    when: str = ""
    exempt: Literal["none", "commitment", "tolerance"] = "none"
    originals: Annotated[int, Field(ge=0)] = 1
    copies: Annotated[int, Field(ge=0)] = 0
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, written: Any) -> Any:
        return line_of(written, "material")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping or its short text."""
        return line_schema(handler(core))


class Condition(Part):
    """受理条件: in words, and as an expression where it can be computed.

    Attributes:
        check: holds when the condition is met; empty where only a person can tell.
        refusal: what the applicant is told if it does not hold; ``text`` if empty.
    """

    text: Sentence
    check: str = ""
    refusal: str = ""
    basis: LegalBasis | None = None


class Result(Part):
    """What the item gives: a licence with its face, a record or a notice.

    Attributes:
        licence_type: the licence that is issued; None for a result that is no licence.
        party: the item party that becomes its holder.
        holders: item parties that hold it, where ``party`` is a thing; else ``party`` itself.
        face: field of the licence's face → ``party.element``, ``answers.question``, or a text in which these
            stand in braces: ``宽 {shop.sign_width} 米``.
        valid_for: how long it is valid, e.g. ``4年``; empty for no end.
        gives: ``party.element`` that come into being with the result, e.g. the new firm's code: a theme that
            holds this item does not ask for them.
    """

    name: Sentence
    kind: Literal["licence", "approval", "record", "notice"] = "licence"
    licence_type: Annotated[str, Ref("licence_type")] | None = None
    party: Name
    holders: tuple[Name, ...] = ()
    face: dict[str, str] = Field(default_factory=dict)
    valid_for: str = ""
    gives: tuple[str, ...] = ()


class Place(Part):
    """Which body, by function and level, and in words where: never a concrete unit."""

    body: str
    level: Literal["nation", "province", "prefecture", "county", "town", "village"] = "county"


class Receipt(Part):
    """Who may receive or hand out: receiving gives no right to decide or to see other cases."""

    place: Literal["online", "hall", "town", "village", "kiosk", "partner_city", "body", "mail"]
    note: str = ""


class Jurisdiction(Part):
    """How the deciding body is found: the level, and the address or division that decides.

    Attributes:
        by: ``party.element`` of a division or address; empty for the whole city.
        exceptions: function zone's division code → division whose body decides there.
    """

    level: Literal["province", "prefecture", "county", "town"] = "county"
    by: str = ""
    exceptions: dict[str, str] = Field(default_factory=dict)


class PersonCheck(Sourced):
    """实人核验: whoever signs online is first checked to be that person; whoever signs in presence is not.

    Attributes:
        why: which risk asks for it: one sentence, told to the applicant.
        source, status: on what the city rests it, and how sure that is.
    """

    why: str = ""


class Remedies(Part):
    """Where to ask, complain and appeal, in words; concrete bodies stand in the overlay."""

    consult: str = ""
    complain: str = ""
    review: str = ""
    litigation: str = ""


class Item(Definition):
    """业务办理项: the smallest thing a person can apply for.

    Attributes:
        field: folder under ``items/``: the field of work.
        power_type: 事项类型 (GB/T 39046 A.1), use_level: 行使层级 (A.2), service_objects: 服务对象 (A.4).
        questions: 办理情形: what the applicant must say; a theme answers them with its own questions.
        situations: 办理情形 in words, for the guide.
        signers: parties that sign when the item is applied for alone; the first party if empty.
        skip_when: if it holds the item takes no days (design §4).
        visit_waived_when: if it holds nobody has to come.
        deemed_accepted: the law by which silence counts as acceptance; None where no law says so.
        person_check: the check before signing online; None where the item's risk does not ask for one.
        risk_domains: the domains it touches in which promises do not count; to be said where one is let stand.
        commitment_basis: what allows promises here although it touches such a domain.
        benefit: what it pays or gives, as the grant decision tells it; None where it grants nothing of the kind.
        faq: what people ask about it most, with answers.
        elsewhere: a partner's body decides (代收); ``decide`` then names who of ours passes it on.
    """

    field: str = ""
    title: Sentence
    main_item: str = ""
    sub_item: str = ""
    short: str = ""
    codes: Codes = Codes()
    power_type: Literal["00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"]
    use_level: Annotated[str, Field(pattern=r"^[1-7]$")]
    legal_basis: tuple[LegalBasis, ...] = Field(min_length=1)
    service_objects: tuple[Annotated[str, Field(pattern=r"^[1-6]$")], ...] = Field(min_length=1)
    handling_class: HandlingClass
    statutory: TimeLimit | None = None
    promised: TimeLimit
    conditions: tuple[Condition, ...] = ()
    parties: dict[Name, ItemParty] = Field(min_length=1)
    questions: tuple[Question, ...] = ()
    situations: tuple[str, ...] = ()
    signers: tuple[Name, ...] = ()
    fields: tuple[FieldLine, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    result: Result | None = None
    onsite_visits: Annotated[int, Field(ge=0)] = 0
    onsite_reason: str = ""
    visit_waived_when: str = ""
    skip_when: str = ""
    receive: tuple[Receipt, ...] = ()
    decide: Place
    handout: tuple[Receipt, ...] = ()
    jurisdiction: Jurisdiction = Jurisdiction()
    case_type: Annotated[str, Ref("case_type")]
    deemed_accepted: LegalBasis | None = None
    person_check: PersonCheck | None = None
    risk_domains: tuple[Annotated[str, Ref("risk_domain")], ...] | None = None
    commitment_basis: LegalBasis | None = None
    benefit: Benefit | None = None
    elsewhere: Elsewhere | None = None
    cross_region: tuple[Literal["nation", "province", "city", "county"], ...] = ()
    fees: tuple[Fee, ...] = ()
    remedies: Remedies = Remedies()
    faq: tuple[Faq, ...] = ()
    notes: str = ""
    status: Status

    @property
    def charged(self) -> tuple[Fee, ...]:
        """The fees that are asked for here."""
        return tuple(fee for fee in self.fees if fee.fen)

    @property
    def pay(self) -> str:
        """When its fees are asked for: ``acceptance``, ``decision``, or "" if none is."""
        return next((fee.due for fee in self.charged), "")

    @property
    def days(self) -> Decimal:
        """The promised limit in working days."""
        return self.promised.in_working_days()
