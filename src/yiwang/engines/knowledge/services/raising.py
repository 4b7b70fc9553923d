"""A lower place's script is proposed to the place above, as a case: what is right there may be right everywhere."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import CaseSeed, UnitPart, case_open_tree, told_slice
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import unit_get, unit_names
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import KnowledgeRefused
from ..policies import KEEPER, access_version, may_write, reviews
from ..selectors.rules import reviewer_unit, rules_in_force, today
from .scripts import COPIED

RAISED = "raised"


def script_raise(actor: Actor, version_id: UUID, *, now: datetime) -> str:
    """Propose a script that holds here to the place above, once per version; the number of the case.

    Raises:
        KnowledgeNotFound: it does not hold, or there is none.
        KnowledgeRefused: it is not one's own to propose, or nobody above reviews scripts.
    """
    rules, version = rules_in_force(), access_version(actor, version_id, today(now))
    article = version.article
    if version.state != "approved" or not (may_write(actor, article) or reviews(actor, article.division_id)):
        raise KnowledgeRefused("只有本单位有效的口径才能上报。")
    with as_actor(KEEPER):
        reviewer = reviewer_unit(rules, article.division_id, above=True)
        unit = unit_get(reviewer)
        if unit is None:
            raise KnowledgeRefused("上面没有审核口径的单位，不用上报；这条口径已经是最高一级的。")
        told = {"问题": version.question, "答复": version.answer, "别的说法": version.words, "依据": version.source,
                "上报单位": unit_names([article.unit_id]).get(article.unit_id, "")}  # fmt: skip
        seed = CaseSeed(
            key="script", type=rules.raises, subject=RAISED, title=f"上报口径：{version.question}",
            data={**told_slice("口径", told), COPIED: str(version.id), "category": version.category},
            units=(UnitPart(reviewer), UnitPart(article.unit_id, "co")), division=unit.body.division_id,
        )  # fmt: skip
        made = case_open_tree(
            actor=KEEPER,
            root=seed,
            key=f"knowledge:{RAISED}:{version.id}",
            now=now,
            said=str(version.id).encode(),
        )
        if made.created:
            body = {"version": version.number, "case": made.number}
            audit_record(actor, "knowledge.script.raised", f"knowledge:{article.id}", body, now=now)
    return made.number
