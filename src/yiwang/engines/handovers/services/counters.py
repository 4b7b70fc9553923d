"""At whose counter a result is picked up (收受分离): where it was handed in, if the item gives results out there."""

from typing import Any

from yiwang.engines.cases.public import case_receivers
from yiwang.engines.catalog.public import item_given_out_by

from .carriers import EFFECT


def counter_of(case: Any) -> str:
    """The unit that hands a case's result to whoever comes for it.

    Somebody who handed in at the hall or town next to him picks up there, as the item's definition allows it
    (``handout``); everybody else at the unit that decided.

    Args:
        case: the case whose result is out.
    """
    taken = case_receivers(EFFECT, case.id)
    return next((unit for unit in taken if item_given_out_by(case.subject, unit)), str(case.owner_unit_id))
