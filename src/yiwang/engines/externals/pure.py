"""External steps without Django: the kind ``external_system``, what adapters implement, files. Others enter here."""

from .definitions import EXTERNAL_SYSTEM, ExternalSystem, SentField
from .domain.errors import ExternalNotVisible, ExternalRefused, NoGateway
from .domain.gateway import AnswerForged, Dispatch, Gateway, GatewaySilent, Said, SentFile, SentValue
from .domain.notifying import PURPOSE, PartnerGateway, told_event
from .domain.sheets import sheet_in, sheet_out

__all__ = [
    "EXTERNAL_SYSTEM", "PURPOSE", "AnswerForged", "Dispatch", "ExternalNotVisible", "ExternalRefused",
    "ExternalSystem", "Gateway", "GatewaySilent", "NoGateway", "PartnerGateway",
    "Said", "SentField", "SentFile", "SentValue", "sheet_in", "sheet_out", "told_event",
]  # fmt: skip
