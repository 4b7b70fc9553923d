"""External steps without Django: the kind ``external_system``, what adapters implement, files. Others enter here."""

from .definitions import EXTERNAL_SYSTEM, AnswerDefinition, ExternalSystem, SentField, Served
from .domain.errors import ExternalNotVisible, ExternalRefused, NoGateway
from .domain.gateway import AnswerForged, Dispatch, Gateway, GatewaySilent, Said, SentFile, SentValue
from .domain.meaning import Meaning, meaning_of
from .domain.notifying import PURPOSE, PartnerGateway, PartnerRefused, PartnerSilent, Turned
from .domain.sheets import ReadSheet, Reject, sheet_in, sheet_out
from .domain.states import MOVES, OPEN, WORDS, may_become

__all__ = [
    "EXTERNAL_SYSTEM", "MOVES", "OPEN", "PURPOSE", "WORDS", "AnswerDefinition", "AnswerForged", "Dispatch",
    "ExternalNotVisible", "ExternalRefused", "ExternalSystem", "Gateway", "GatewaySilent", "Meaning", "NoGateway",
    "PartnerGateway", "PartnerRefused", "PartnerSilent", "ReadSheet", "Reject", "Said", "SentField", "SentFile",
    "SentValue", "Served", "Turned", "may_become", "meaning_of", "sheet_in", "sheet_out",
]  # fmt: skip
