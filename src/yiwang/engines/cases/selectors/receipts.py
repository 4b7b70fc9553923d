"""Receipts of a matter: what is public of its log, each row with the proof that it was sealed; checked offline."""

from typing import Any
from uuid import UUID

from yiwang.foundations.audit.public import NotSealedYetError, receipt_for
from yiwang.kernel.actor import Actor

from ..models import Event
from ..policies import access_matter

FORMAT = "yiwang-receipts/1"
LOG = "cases"


def case_receipts(actor: Actor, case_id: UUID | str) -> dict[str, Any]:
    """The receipts of a matter's public rows, as far as the actor may see its cases; a plain JSON document.

    Args:
        actor: who asks; a worker's actor where somebody has shown the number of the matter.
        case_id: id or number of any case of the matter.

    Returns:
        ``receipts`` as ``tools/verify_receipt.py`` reads them, in the order of the log, and how many rows ``wait`` for
        the next seal. Rows show act, states, time and who acted by account and post, never what was said.

    Raises:
        CaseNotFound: the actor may not see it.
    """
    case, held = access_matter(actor, case_id)
    rows = Event.objects.filter(root_id=case.root_id, case_id__in=[one.id for one in held]).exclude(public="")
    receipts, waiting = [], 0
    for seq in rows.order_by("seq").values_list("seq", flat=True):
        try:
            receipts.append(receipt_for(LOG, str(case.root_id), seq))
        except NotSealedYetError:
            waiting += 1
    return {"format": FORMAT, "number": held[0].number, "receipts": receipts, "waiting": waiting}
