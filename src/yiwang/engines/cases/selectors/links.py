"""Which cases hang on one another, as far as an actor may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..models import Case, CaseLink
from ..policies import access_case, cases_visible_to
from .words import case_words

AFTER = "after"
IN, OUT = "in", "out"


@dataclass(frozen=True)
class LinkedCase:
    """A case that this one hangs on (``out``), or that hangs on it (``in``); ``kind`` as in ``case_link``."""

    kind: str
    way: str
    id: UUID
    number: str
    title: str
    state: str


def case_links(actor: Actor, case_id: UUID, now: datetime) -> list[LinkedCase]:
    """The cases merged into this one, the one it is merged into, and related ones; those unseen are left out.

    Raises:
        CaseNotFound: the actor may not see the case.
    """
    access_case(actor, case_id)
    rows = CaseLink.objects.exclude(kind=AFTER)
    out = rows.filter(case_id=case_id).order_by("id").values_list("kind", "other_id")
    come = rows.filter(other_id=case_id).order_by("id").values_list("kind", "case_id")
    ways = [(kind, OUT, other) for kind, other in out] + [(kind, IN, other) for kind, other in come]
    held = {case.id: case for case in cases_visible_to(actor).filter(id__in=[other for _, _, other in ways])}
    words = case_words(list(held.values()), now)
    return [_line(kind, way, held[other], words[other].label) for kind, way, other in ways if other in held]


def _line(kind: str, way: str, case: Case, state: str) -> LinkedCase:
    return LinkedCase(kind, way, case.id, case.number, case.title, state)
