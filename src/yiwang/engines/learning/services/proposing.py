"""Units that earlier cases speak for, as the engine of cases asks for them: after duties and precedents."""

from collections.abc import Sequence
from datetime import datetime

from yiwang.engines.cases.public import Alike, Asked, Proposal, Taught
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..pure import UNIT
from ..selectors.alike import cases_alike
from ..selectors.force import history_for, use_current
from ..selectors.suggesting import Suggestion, suggestions
from .showing import shown_keep, shown_key


class Proposer:
    """A ``Learnt`` of the engine of cases, over whatever histories are bound."""

    def proposals(self, actor: Actor, asked: Asked, now: datetime) -> Sequence[Proposal]:
        """Units with their reasons; none where no version is in force, or where nothing may be suggested."""
        history = history_for(asked.case_type)
        words = "" if history is None else asked.words or (history.words_of(asked.case) if asked.case else "")
        if history is None or not words:
            return []
        found = suggestions(history.key, UNIT, words, category=asked.category)
        named = ((one, history.unit_for(one.guess.label, asked.division)) for one in found)
        units = [(one, unit) for one, unit in named if unit]
        case_id = asked.case.id if asked.case else None
        alike = cases_alike(actor, history, words, asked.category, case_id) if units else ()
        return [_proposal(one, unit, alike) for one, unit in units]

    def shown(self, asked: Asked, proposals: Sequence[Proposal], now: datetime) -> None:
        """Keep the first of those shown on a case's page, to be compared with the unit that gets it."""
        history = history_for(asked.case_type)
        use = use_current(history.key) if history and asked.case else None
        if use is None or use.model is None or not proposals or proposals[0].taught is None:
            return
        best, key = proposals[0], shown_key("case", str(asked.case.id))
        shown_keep(
            use.model, UNIT, key, suggested=best.unit, chance=proposals[0].taught.chance, category=asked.category,
            case_id=asked.case.id, now=now,
        )  # fmt: skip


def _proposal(held: Suggestion, unit: str, alike: tuple[Alike, ...]) -> Proposal:
    taught = Taught(held.model.number, held.guess.probability, held.held, held.of, alike)
    why = "、".join(held.guess.phrases)
    return Proposal(unit, "learnt", why, "", world().day_at(held.use.at), taught=taught)
