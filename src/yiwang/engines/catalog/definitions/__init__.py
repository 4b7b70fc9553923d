"""What a pack says about the catalogue: elements, materials, items, overlays, themes, personas, volumes.

What the author writes here, the compiler in ``pure`` runs. Breaking changes: removing or renaming a field,
a type or a code; adding an optional field is none.
"""

from yiwang.kernel.expressions import Schema
from yiwang.loader import Kind

from .common import LegalBasis, Question, TimeLimit, ValueType, references_in
from .delegations import Delegation, check_delegation, unit_in
from .elements import ELEMENT, MATERIAL, Element, Material
from .faq import Faq
from .fees import Fee
from .item_checks import check_item, days_of
from .items import (
    Codes,
    Condition,
    FieldLine,
    HandlingClass,
    Item,
    ItemParty,
    Jurisdiction,
    MaterialLine,
    Place,
    Receipt,
    Result,
)
from .overlays import (
    ADAPTABLE,
    ITEM_ADAPTATION,
    ITEM_OR_EVERY,
    PATTERN_FIELDS,
    ItemAdapt,
    Overlay,
    Volume,
    check_overlay,
)
from .partners import MEANINGS, MODES, ORIGINALS, PLACE, SCOPES, AgreedItem, Partner, check_partner
from .person_checks import FACELESS, PERSON_CHECK_MINUTES, PERSON_CHECK_TRIES
from .risk_domains import RiskDomain
from .schemas import binding, item_schema, theme_schema
from .telling import Tells, ToldTurn
from .theme_checks import check_persona, check_theme, status_of
from .theme_conditions import condition_complaints
from .themes import After, Member, Persona, PersonaFact, Theme, ThemeParty

NAME_PATTERN = r"[a-z][a-z0-9_]*"

RISK_DOMAIN = Kind(
    "risk_domain",
    "risk_domains.yaml",
    RiskDomain,
    many=True,
    order=30,
    word="不适用告知承诺的领域",
    id_pattern=NAME_PATTERN,
)
"""Domains in which promises do not count."""

ITEM = Kind(
    "item",
    "items/**/*.yaml",
    Item,
    check=check_item,
    order=40,
    adapt=ITEM_ADAPTATION,
    word="事项",
    id_pattern=NAME_PATTERN,
    folder_field="field",
)
"""业务办理项."""

OVERLAY = Kind(
    "overlay",
    "overlays/*.csv",
    Overlay,
    many=True,
    check=check_overlay,
    order=45,
    word="事项实施信息",
    stem_field="body",
    live=True,
    id_pattern=ITEM_OR_EVERY,
    laid_over=True,
)
"""What a deciding body lays over an item."""

DELEGATION = Kind(
    "delegation",
    "delegations/*.yaml",
    Delegation,
    check=check_delegation,
    order=45,
    word="职权下放",
    live=True,
    id_pattern=NAME_PATTERN,
)
"""What towns decide instead of their county, with its days."""

PARTNER = Kind(
    "partner", "partners/*.yaml", Partner, check=check_partner, order=45, word="合作大厅", live=True
)
"""Halls elsewhere that receive for the bodies here, by agreement."""

THEME = Kind(
    "theme",
    "themes/*.yaml",
    Theme,
    check=check_theme,
    order=50,
    word="主题",
    id_pattern=NAME_PATTERN,
)
"""一件事."""

PERSONA = Kind("persona", "personas/*.yaml", Persona, check=check_persona, order=55, word="人物")
"""A demo applicant."""

VOLUME = Kind("volume", "demo/volumes/*.csv", Volume, many=True, order=55, word="办件量")
"""Weights of the city's saving, labelled demo."""

KINDS = (ELEMENT, MATERIAL, RISK_DOMAIN, ITEM, OVERLAY, DELEGATION, PARTNER, THEME, PERSONA, VOLUME)
"""Every kind this engine owns."""

__all__ = [
    "ADAPTABLE",
    "DELEGATION",
    "ELEMENT",
    "FACELESS",
    "ITEM",
    "KINDS",
    "MATERIAL",
    "MEANINGS",
    "MODES",
    "ORIGINALS",
    "OVERLAY",
    "PARTNER",
    "PATTERN_FIELDS",
    "PERSONA",
    "PERSON_CHECK_MINUTES",
    "PERSON_CHECK_TRIES",
    "PLACE",
    "RISK_DOMAIN",
    "SCOPES",
    "THEME",
    "VOLUME",
    "After",
    "AgreedItem",
    "Codes",
    "Condition",
    "Delegation",
    "Element",
    "Faq",
    "Fee",
    "FieldLine",
    "HandlingClass",
    "Item",
    "ItemAdapt",
    "ItemParty",
    "Jurisdiction",
    "LegalBasis",
    "Material",
    "MaterialLine",
    "Member",
    "Overlay",
    "Partner",
    "Persona",
    "PersonaFact",
    "Place",
    "Question",
    "Receipt",
    "Result",
    "RiskDomain",
    "Schema",
    "Tells",
    "Theme",
    "ThemeParty",
    "TimeLimit",
    "ToldTurn",
    "ValueType",
    "Volume",
    "binding",
    "condition_complaints",
    "days_of",
    "item_schema",
    "references_in",
    "status_of",
    "theme_schema",
    "unit_in",
]
