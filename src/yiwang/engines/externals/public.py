"""Steps of cases done in another system. Others enter here.

gateway_use(gateway)                                          # in ready() of an adapter
verdict = answer_take("seal_system", signed, now=now)         # the only way a message comes in; raises AnswerForged
card_answer(actor, step.id, their_number, "准予", "", now=now) # a clerk brings number and result back
sheet = sheet_export(actor, "trade_system", now=now); taken = sheet_import(actor, "trade_system", raw, now=now)
externals_reconcile(now)                                      # the worker, every minute; each system at its hour
partner_use(gateway)                                          # partners are told how matters turn, by ``tellings``
"""

from .models import ExternalStep
from .policies import access_external, may_exchange
from .pure import (
    PURPOSE,
    AnswerForged,
    Dispatch,
    ExternalNotVisible,
    ExternalRefused,
    ExternalSystem,
    Gateway,
    NoGateway,
    Said,
    SentFile,
    SentValue,
    told_event,
)
from .selectors import (
    Retyped,
    concerns,
    partners_telling,
    retyped,
    runs_last,
    step_page,
    steps_of,
    steps_troubled,
    system_of,
    systems,
)
from .services.carrying import card_answer, card_copy, card_number
from .services.exchanging import (
    file_systems,
    folder_exchange,
    sheet_export,
    sheet_get,
    sheet_import,
    sheet_put,
)
from .services.gateways import gateway_of, gateway_use, partner_bound, partner_use
from .services.notifying import PARTNERS
from .services.receiving import answer_take
from .services.reconciling import externals_reconcile, step_ask, system_reconcile
from .services.values import CLOSED, values_told

__all__ = [
    "CLOSED", "PARTNERS", "PURPOSE", "AnswerForged", "Dispatch", "ExternalNotVisible", "ExternalRefused",
    "ExternalStep", "ExternalSystem", "Gateway", "NoGateway", "Retyped", "Said", "SentFile",
    "SentValue", "access_external", "answer_take", "card_answer", "card_copy", "card_number",
    "concerns", "externals_reconcile", "file_systems", "folder_exchange", "gateway_of", "gateway_use", "may_exchange",
    "partner_bound", "partner_use", "partners_telling", "retyped", "runs_last", "sheet_export",
    "sheet_get", "sheet_import", "sheet_put", "step_ask", "step_page", "steps_of", "steps_troubled", "system_of",
    "system_reconcile", "systems", "told_event", "values_told",
]  # fmt: skip
