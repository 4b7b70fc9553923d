"""The catalogue without tables: definitions, the theme compiler, and what a city spares its people.

``Catalogue.of(world)`` once per world, then ``compile_theme`` as often as needed: pure and quick.
"""

from yiwang.engines.catalog.definitions import (
    ADAPTABLE,
    DELEGATION,
    ELEMENT,
    ITEM,
    KINDS,
    MATERIAL,
    OVERLAY,
    PERSONA,
    THEME,
    VOLUME,
    Element,
    Item,
    Material,
    Overlay,
    Persona,
    PersonaFact,
    Question,
    Theme,
    TimeLimit,
    ValueType,
    organisations,
    status_of,
)
from yiwang.engines.catalog.domain.values import Unreadable, read_value

from .catalogue import Catalogue, compile_item, compile_theme
from .city import savings
from .compiled import Compiled
from .exchange import (
    Difference,
    FileChange,
    UnreadableSheetError,
    body_of,
    item_changes,
    item_differences,
    item_records,
    sheet_read,
    sheet_written,
)
from .faces import result_face, shown_value
from .personas import FactError, fact_of, facts_from_json, persona_facts, persona_typed, typed_key
from .place_rendering import who_decides
from .places import Deciding, Places, Terms, body_terms, places
from .receiving import Spot, handed_in_at, handed_out_at, may_receive
from .result import Compilation, FormField, FormMaterial, JudgedCondition, Measure, OpenLine, Savings
from .situation import Key, Row

__all__ = [
    "ADAPTABLE",
    "DELEGATION",
    "ELEMENT",
    "ITEM",
    "KINDS",
    "MATERIAL",
    "OVERLAY",
    "PERSONA",
    "THEME",
    "VOLUME",
    "Catalogue",
    "Compilation",
    "Compiled",
    "Deciding",
    "Difference",
    "Element",
    "FactError",
    "FileChange",
    "FormField",
    "FormMaterial",
    "Item",
    "JudgedCondition",
    "Key",
    "Material",
    "Measure",
    "OpenLine",
    "Overlay",
    "Persona",
    "PersonaFact",
    "Places",
    "Question",
    "Row",
    "Savings",
    "Spot",
    "Terms",
    "Theme",
    "TimeLimit",
    "Unreadable",
    "UnreadableSheetError",
    "ValueType",
    "body_of",
    "body_terms",
    "compile_item",
    "compile_theme",
    "fact_of",
    "facts_from_json",
    "handed_in_at",
    "handed_out_at",
    "item_changes",
    "item_differences",
    "item_records",
    "may_receive",
    "organisations",
    "persona_facts",
    "persona_typed",
    "places",
    "read_value",
    "result_face",
    "savings",
    "sheet_read",
    "sheet_written",
    "shown_value",
    "status_of",
    "typed_key",
    "who_decides",
]
