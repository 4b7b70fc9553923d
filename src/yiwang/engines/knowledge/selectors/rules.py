"""The rules in force, and who reviews the scripts of a place."""

from datetime import date, datetime

from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import body_for, unit_allowed
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import NoRelease, world

from ..domain.errors import KnowledgeRefused
from ..policies import REVIEW
from ..pure import DEFAULT, KNOWLEDGE_RULES, KnowledgeRules


def rules_found() -> KnowledgeRules | None:
    """The pack's rules; None where it has none."""
    try:
        return world().find(KNOWLEDGE_RULES, DEFAULT)
    except NoRelease:
        return None


def rules_in_force() -> KnowledgeRules:
    """The pack's rules. Raises KnowledgeRefused where it has none."""
    rules = rules_found()
    if rules is None:
        raise KnowledgeRefused("本站没有开通知识库。")
    return rules


def places_of(division: str) -> list[str] | None:
    """The place and those around it, for which a script may hold; None for no place, which narrows nothing."""
    if not division:
        return None
    held = OrganisationTree.of(world()).divisions
    return [row.id for row in held.path(division)] if division in held.rows else None


def reviewer_unit(rules: KnowledgeRules, division: str, *, above: bool = False) -> str:
    """The unit that reviews the scripts of a place, the nearest first; ``above``: of a place around it, not its own."""
    held = division_get(division)
    path = [code for code in (held.path if held else []) if not above or code != division]
    for code in reversed(path):
        for function in rules.reviewers:
            body = body_for(function, code)
            if body is not None and body.division_id == code and (unit := unit_allowed(body.id, REVIEW)):
                return unit
    return ""


def today(now: datetime) -> date:
    """The city's day."""
    return world().day_at(now)
