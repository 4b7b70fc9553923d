"""Opening secret values of a case's slice: for a stated purpose, written where the person can see it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import access_case
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.actor import Actor

from ..selectors.closing import opened


def slice_reveal(actor: Actor, case_id: UUID, keys: Iterable[str], purpose: str) -> dict[str, Any]:
    """Values of these fields of a case's slice, open.

    Raises:
        PurposeMissing: no purpose was stated.
        CaseNotFound: the actor does not take part in the case.
    """
    if not purpose.strip():
        raise PurposeMissing
    case, wanted = access_case(actor, case_id, to="act"), set(keys)
    held = [f for f in case.data.get("form", {}).get("fields", []) if f["key"] in wanted]
    for subject in dict.fromkeys(f["subject"] for f in held if f["subject"]):
        labels = [f["label"] for f in held if f["subject"] == subject]
        access_record(actor, UUID(subject), purpose.strip(), labels)
    return {f["key"]: opened(f["value"]) for f in held}
