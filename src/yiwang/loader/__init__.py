"""Reads packs: the pipeline from YAML and CSV to frozen definitions. Plain Python, no Django.

Owners declare a ``Kind`` with a pydantic model derived from ``Definition``; ``load`` gives a ``World`` and
problems. Every scalar arrives as text, and the model decides the type: ``12:30`` is a time only where it
says so.
"""

from .definition import Dated, Definition, Mistake, Names, Part, Ref, Sourced, SourcedValue, Status, plain
from .freeze import content_hash
from .kind import Adaptation, Complaint, Kind
from .parameters import PARAMETER, Parameter, parameter_at, parameter_found, parameter_value, parameter_values
from .pipeline import Loaded, load
from .scenarios import Outcome, Ran, Runner, run_scenarios
from .texts import TEXT, Text, text_in
from .world import ASSET, Asset, Origin, PackInfo, UnknownDefinition, World, once_per_world

__all__ = [
    "ASSET",
    "PARAMETER",
    "TEXT",
    "Adaptation",
    "Asset",
    "Complaint",
    "Dated",
    "Definition",
    "Kind",
    "Loaded",
    "Mistake",
    "Names",
    "Origin",
    "Outcome",
    "PackInfo",
    "Parameter",
    "Part",
    "Ran",
    "Ref",
    "Runner",
    "Sourced",
    "SourcedValue",
    "Status",
    "Text",
    "UnknownDefinition",
    "World",
    "content_hash",
    "load",
    "once_per_world",
    "parameter_at",
    "parameter_found",
    "parameter_value",
    "parameter_values",
    "plain",
    "run_scenarios",
    "text_in",
]
