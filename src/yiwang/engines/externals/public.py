"""Steps of cases done in another system. Others enter here.

gateway_use(gateway)                                          # in ready() of an adapter
verdict = answer_take("seal_system", signed, now=now)         # the only way a message comes in; raises AnswerForged
card_answer(actor, step.id, their_number, "准予", "", now=now) # a clerk brings number and result back
sheet = sheet_export(actor, "trade_system", now=now); taken = sheet_import(actor, "trade_system", raw, now=now)
externals_reconcile(now)                                      # the worker, every minute; each system at its hour
"""

from .models import ExternalCopy, ExternalMessage, ExternalRun, ExternalStep
from .policies import access_external, external_copies_visible_to, external_steps_visible_to, may_exchange
from .pure import (
    EXTERNAL_SYSTEM,
    OPEN,
    WORDS,
    AnswerForged,
    Dispatch,
    ExternalNotVisible,
    ExternalRefused,
    ExternalSystem,
    Gateway,
    GatewaySilent,
    NoGateway,
    Said,
    SentFile,
    SentValue,
)
from .selectors import (
    Retyped,
    concerns,
    retyped,
    runs_last,
    step_page,
    steps_of,
    steps_troubled,
    system_for,
    system_of,
    systems,
)
from .services.carrying import card_answer, card_copy, card_number
from .services.exchanging import (
    SheetOut,
    SheetTaken,
    file_systems,
    folder_exchange,
    sheet_export,
    sheet_get,
    sheet_import,
    sheet_put,
)
from .services.gateways import gateway_of, gateway_use
from .services.receiving import answer_take
from .services.reconciling import externals_reconcile, step_ask, system_reconcile
from .services.values import CLOSED, values_told

__all__ = [
    "CLOSED",
    "EXTERNAL_SYSTEM",
    "OPEN",
    "WORDS",
    "AnswerForged",
    "Dispatch",
    "ExternalCopy",
    "ExternalMessage",
    "ExternalNotVisible",
    "ExternalRefused",
    "ExternalRun",
    "ExternalStep",
    "ExternalSystem",
    "Gateway",
    "GatewaySilent",
    "NoGateway",
    "Retyped",
    "Said",
    "SentFile",
    "SentValue",
    "SheetOut",
    "SheetTaken",
    "access_external",
    "answer_take",
    "card_answer",
    "card_copy",
    "card_number",
    "concerns",
    "external_copies_visible_to",
    "external_steps_visible_to",
    "externals_reconcile",
    "file_systems",
    "folder_exchange",
    "gateway_of",
    "gateway_use",
    "may_exchange",
    "retyped",
    "runs_last",
    "sheet_export",
    "sheet_get",
    "sheet_import",
    "sheet_put",
    "step_ask",
    "step_page",
    "steps_of",
    "steps_troubled",
    "system_for",
    "system_of",
    "system_reconcile",
    "systems",
    "values_told",
]  # fmt: skip
