"""Mediation: requests, who calls first, what both sides sign. Others enter here.

made = mediation_ask(actor, Asking(…), now=now)
sign_own(actor, made.number, agreement_digest(actor, made.number), now=now)      # the applicant
sign_here(mediator, made.number, "other", "陈示范", True, now=now)               # before the mediator
"""

from .domain.asking import Asking, Side
from .selectors.cases import agreement_digest
from .services.asking import mediation_ask
from .services.signing import sign_here, sign_own

__all__ = [
    "Asking",
    "Side",
    "agreement_digest",
    "mediation_ask",
    "sign_here",
    "sign_own",
]
